"""Pages behind a signed link: the link is the key, and no account is needed."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts.enums import InvitationState
from accounts.models import Invitation


@method_decorator(never_cache, name="dispatch")
class ByLink(FormView):
    """Somebody reads what the link is about and answers. What it is about, and what an answer does, subclasses say."""

    # Of the links that lead here.
    purposes: tuple[str, ...] = ()
    closed_template_name = ""

    @cached_property
    def invitation(self):
        found = Invitation.objects.with_token(self.kwargs["token"]).filter(purpose__in=self.purposes).first()
        if found is None:
            raise Http404("No such link.")
        return found

    def may_be_answered(self):
        """Whether what the link was sent for still stands."""
        raise TypeError(f"{type(self).__name__} does not say when its link may be answered.")

    def answer(self, **given):
        raise TypeError(f"{type(self).__name__} does not say what an answer does.")

    def given(self, form):
        """What is handed to `answer` beside the link and who is signed in."""
        return form.cleaned_data

    @cached_property
    def is_open(self):
        return self.invitation.state == InvitationState.OPEN and self.may_be_answered()

    def get_template_names(self):
        return [self.template_name if self.is_open else self.closed_template_name]

    def get_context_data(self, **kwargs):
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.is_open else self.get(request, *args, **kwargs)

    def form_valid(self, form):
        person = self.request.user if self.request.user.is_authenticated else None
        try:
            self.answer(invitation=self.invitation, by=person, **self.given(form))
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return redirect(self.request.path)
