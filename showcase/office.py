"""The acts of the prize office on one award."""

from django import forms

from accounts.backoffice import HouseActView
from showcase import actions
from showcase.enums import AWARD_TRANSITIONS, SHOWN_STATES, AwardState


class CitationForm(forms.Form):
    citation = forms.CharField(
        label="Citation",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
        help_text="One or two sentences of the jury: why this entry. Shown with the award, whatever the company approves.",
    )


class AddressForm(forms.Form):
    address = forms.ChoiceField(label="Send the link to", help_text="The company's people on the nomination.")

    def __init__(self, *args, award, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["address"].choices = [(address, address) for address in actions.company_addresses(award)]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason", widget=forms.Textarea(attrs={"rows": 3}), max_length=500, help_text="It stands in the record."
    )


class CitationView(HouseActView):
    page_title = "Write the citation"
    icon_name = "openquote"
    form_class = CitationForm
    submit_label = "Save the citation"

    @classmethod
    def offered_for(cls, row):
        return row.state in SHOWN_STATES

    def get_initial(self):
        return {"citation": self.object.citation}

    def act(self, form):
        actions.write_citation(award=self.object, citation=form.cleaned_data["citation"], by=self.request.user)
        return f"The citation of {self.object.company_name} is saved."


class AskForApprovalView(HouseActView):
    page_title = "Ask the company for approval"
    label = "Ask for approval"
    icon_name = "mail"
    form_class = AddressForm
    question = (
        "The company gets a personal link to its page as it stands now. A later change of the text closes the link and "
        "needs a new one. Without approval only name, place, category and citation are shown."
    )
    submit_label = "Send the link"

    @classmethod
    def offered_for(cls, row):
        return row.state in SHOWN_STATES and hasattr(row, "page")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"award": self.object}

    def act(self, form):
        address = form.cleaned_data["address"]
        actions.ask_for_approval(page=self.object.page, address=address, by=self.request.user)
        return f"The link is on its way to {address}."


class DraftPageView(HouseActView):
    page_title = "Draft its page"
    icon_name = "doc-empty"
    question = "A page is drafted from the answers that the company allowed to be published. Editors finish it."
    submit_label = "Draft the page"

    @classmethod
    def offered_for(cls, row):
        return row.state in SHOWN_STATES and not hasattr(row, "page")

    def act(self, form):
        if actions.draft_winner_page(award=self.object, by=self.request.user) is None:
            return "Nothing was drafted: the site has no winners' page for this prize, or the award has its page."
        return f"The page of {self.object.company_name} is drafted."


class RevokeView(HouseActView):
    page_title = "Take the award back"
    icon_name = "cross"
    form_class = ReasonForm
    destructive = True
    question = "It vanishes at once from the showcase, from search and from every list. This cannot be undone."
    submit_label = "Take it back"

    @classmethod
    def offered_for(cls, row):
        return AwardState.REVOKED in AWARD_TRANSITIONS[row.state]

    def act(self, form):
        actions.revoke_award(award=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return f"{self.object} is taken back."
