"""The acts of the prize office on one award."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.backoffice import HouseActView
from showcase import actions
from showcase.enums import AWARD_TRANSITIONS, SHOWN_STATES, AwardState


class CitationForm(forms.Form):
    citation = forms.CharField(
        label=gettext_lazy("Citation"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
        help_text=gettext_lazy(
            "One or two sentences of the jury: why this entry. Shown with the award, whatever the company approves."
        ),
    )


class AddressForm(forms.Form):
    address = forms.ChoiceField(
        label=gettext_lazy("Send the link to"), help_text=gettext_lazy("The company's people on the nomination.")
    )

    def __init__(self, *args, award, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["address"].choices = [(address, address) for address in actions.company_addresses(award)]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=gettext_lazy("It stands in the record."),
    )


class CitationView(HouseActView):
    page_title = gettext_lazy("Write the citation")
    icon_name = "openquote"
    form_class = CitationForm
    submit_label = gettext_lazy("Save the citation")

    @classmethod
    def offered_for(cls, row):
        return row.state in SHOWN_STATES

    def get_initial(self):
        return {"citation": self.object.citation}

    def act(self, form):
        actions.write_citation(award=self.object, citation=form.cleaned_data["citation"], by=self.request.user)
        return _("The citation of %(company_name)s is saved.") % {"company_name": self.object.company_name}


class AskForApprovalView(HouseActView):
    page_title = gettext_lazy("Ask the company for approval")
    label = gettext_lazy("Ask for approval")
    icon_name = "mail"
    form_class = AddressForm
    question = gettext_lazy(
        "The company gets a personal link to its page as it stands now. A later change of the text closes the link and "
        "needs a new one. Without approval only name, place, category and citation are shown."
    )
    submit_label = gettext_lazy("Send the link")

    @classmethod
    def offered_for(cls, row):
        return row.state in SHOWN_STATES and hasattr(row, "page")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"award": self.object}

    def act(self, form):
        address = form.cleaned_data["address"]
        actions.ask_for_approval(page=self.object.page, address=address, by=self.request.user)
        return _("The link is on its way to %(address)s.") % {"address": address}


class DraftPageView(HouseActView):
    page_title = gettext_lazy("Draft its page")
    icon_name = "doc-empty"
    question = gettext_lazy(
        "A page is drafted from the answers that the company allowed to be published. Editors finish it."
    )
    submit_label = gettext_lazy("Draft the page")

    @classmethod
    def offered_for(cls, row):
        return row.state in SHOWN_STATES and not hasattr(row, "page")

    def act(self, form):
        if actions.draft_winner_page(award=self.object, by=self.request.user) is None:
            return _("Nothing was drafted: the site has no winners' page for this prize, or the award has its page.")
        return _("The page of %(company_name)s is drafted.") % {"company_name": self.object.company_name}


class RevokeView(HouseActView):
    page_title = gettext_lazy("Take the award back")
    icon_name = "cross"
    form_class = ReasonForm
    destructive = True
    question = gettext_lazy(
        "It vanishes at once from the showcase, from search and from every list. This cannot be undone."
    )
    submit_label = gettext_lazy("Take it back")

    @classmethod
    def offered_for(cls, row):
        return AwardState.REVOKED in AWARD_TRANSITIONS[row.state]

    def act(self, form):
        actions.revoke_award(award=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("%(object)s is taken back.") % {"object": self.object}
