from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from home.actions import answer_story_approval, may_story_be_answered, offer_story
from home.enums import STORY_APPROVER
from home.forms import StoryOfferForm
from home.models import StoryOffer, StoryPage
from home.rules import may_offer_story
from nominations.models import Answer
from nominations.views.common import NominationMixin
from showcase.views import AnswerByLink

# Where the starter form asks what a story tells. A form without such a question leaves the field empty.
ANSWERS = {"situation": "situation", "action": "action", "result": "result", "lessons": "lesson"}


@method_decorator(never_cache, name="dispatch")
class OfferStory(NominationMixin, FormView):
    """What the entrant tells the editors, filled in from the entry; afterwards, how the offer stands."""

    rule = may_offer_story
    form_class = StoryOfferForm
    template_name = "home/story_offer.html"

    @cached_property
    def offer(self):
        return StoryOffer.objects.filter(nomination=self.nomination).with_context().first()

    def get_initial(self):
        person = self.request.user
        said = dict(Answer.objects.filter(nomination=self.nomination).values_list("question_key", "value"))
        told = {name: said.get(key) or "" for name, key in ANSWERS.items()}
        fields = self.form_class.base_fields
        told = {name: str(text)[: fields[name].max_length] for name, text in told.items()}
        whom = {"contact_name": person.get_full_name(), "contact_email": person.email}
        return {"title": self.nomination.title} | told | whom

    def get_context_data(self, **kwargs):
        return super().get_context_data(offer=self.offer, **kwargs)

    def form_valid(self, form):
        whom = {name: form.cleaned_data[name] for name in ("contact_name", "contact_email")}
        try:
            offer_story(nomination=self.nomination, told=form.told(), by=self.request.user, **whom)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Thank you. The editors have your story, and will write to you."))
        return redirect(self.request.path)


class ApproveStory(AnswerByLink):
    purposes = (STORY_APPROVER,)
    template_name = "home/story_approval.html"
    closed_template_name = "home/story_approval_closed.html"

    @cached_property
    def story(self):
        page = StoryPage.objects.filter(pk=self.invitation.target).first()
        if page is None:
            raise Http404("The story is gone.")
        return page.get_latest_revision_as_object()

    def may_be_answered(self):
        return may_story_be_answered(self.invitation, self.story)

    def answer(self, **given):
        answer_story_approval(**given)

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.story, **self.story.shown(), **kwargs)
