"""The editors' acts on stories."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.backoffice import HouseActView
from home import actions
from home.enums import OfferState
from home.forms import AskForStoryForm, DeclineOfferForm
from home.models import StoryOffer, StoryPage
from home.rules import may_edit_story


class TakeUpView(HouseActView):
    page_title = gettext_lazy("Take the story up")
    label = gettext_lazy("Take up")
    icon_name = "edit"
    question = gettext_lazy(
        "A draft is made from what the company wrote here. You finish it; the company approves the finished text by a "
        "personal link before it is published."
    )
    submit_label = gettext_lazy("Make the draft")

    @classmethod
    def offered_for(cls, row):
        return row.state == OfferState.OFFERED

    def act(self, form):
        self.page = actions.take_up_story_offer(offer=self.object, by=self.request.user)
        return _("The draft is made. The company was told.")

    def get_success_url(self):
        page = getattr(self, "page", None)
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else super().get_success_url()


class DeclineView(HouseActView):
    page_title = gettext_lazy("Decline the story")
    label = gettext_lazy("Decline")
    icon_name = "cross"
    form_class = DeclineOfferForm
    question = gettext_lazy("The company is told, with your reason.")
    submit_label = gettext_lazy("Decline the story")

    @classmethod
    def offered_for(cls, row):
        return row.state == OfferState.OFFERED

    def act(self, form):
        actions.decline_story_offer(offer=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("The company is told.")


class AskForStoryView(WagtailAdminTemplateMixin, FormView):
    """From a story's own form: send the company a link to its text."""

    form_class = AskForStoryForm
    template_name = "accounts/backoffice/act.html"
    page_title = gettext_lazy("Ask the company for approval")
    header_icon = "mail"

    @cached_property
    def story(self):
        story = get_object_or_404(StoryPage, pk=self.kwargs["pk"])
        if not may_edit_story(self.request.user, story):
            raise Http404
        return story

    def get_page_subtitle(self):
        return self.story.get_admin_display_title()

    def get_initial(self):
        offer = StoryOffer.objects.filter(page=self.story).first()
        return {"address": offer.contact_email if offer else ""}

    def form_valid(self, form):
        address = form.cleaned_data["address"]
        try:
            actions.ask_for_story_approval(story=self.story, address=address, by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The link is on its way to %(address)s.") % {"address": address})
        return redirect(self.back_url)

    @property
    def back_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.story.pk])

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, {"url": self.back_url, "label": self.get_page_subtitle()}, here]

    def get_context_data(self, **kwargs):
        question = _(
            "The company gets a personal link to the story as it was last saved. A later change of the text closes the "
            "link and needs a new one."
        )
        return super().get_context_data(**kwargs) | {
            "object": self.story,
            "question": question,
            "submit_label": _("Send the link"),
            "cancel_url": self.back_url,
        }
