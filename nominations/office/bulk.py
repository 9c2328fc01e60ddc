"""Screening several at once: what is ticked in the list is found eligible after one question, one event each."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from accounts.rules import is_secretariat_of_any_prize
from nominations import rules
from nominations.actions import screen_eligible
from nominations.actions.common import transitions
from nominations.enums import NominationState
from nominations.models import Nomination


class FoundEligibleBulkAction(BulkAction):
    display_name = gettext_lazy("Found eligible")
    aria_label = gettext_lazy("Find the ticked nominations eligible")
    action_type = "found_eligible"
    template_name = "nominations/office/confirm_eligible.html"
    models = [Nomination]

    def dispatch(self, request, *args, **kwargs):
        if not is_secretariat_of_any_prize(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_actionable_objects(self):
        """Only ticked rows count, and only those that this person sees: Wagtail would list the others by name."""
        ticked = Nomination.objects.of_office(self.request.user).filter(pk__in=ticked_ids(self.request))
        rows = list(ticked.select_related("edition__prize", "category", "organisation"))
        if not rows:
            raise Http404
        ready = [row for row in rows if self.check_perm(row)]
        return ready, {"items_with_no_access": [row for row in rows if row not in ready]}

    def check_perm(self, nomination):
        allowed = transitions.allows(nomination.state, NominationState.ELIGIBLE)
        return allowed and rules.may_screen(self.request.user, nomination)

    def get_execution_context(self):
        return {"by": self.request.user}

    @classmethod
    def execute_action(cls, objects, *, by, **kwargs):
        return sum(was_found_eligible(nomination, by) for nomination in objects), 0

    def get_success_message(self, found, children):
        left_out = len(self.actionable_objects) - found
        if left_out:
            messages.warning(
                self.request,
                _("%(left_out)s had changed in the meantime and were left as they are.") % {"left_out": left_out},
            )
        return ngettext("%(count)d nomination found eligible.", "%(count)d nominations found eligible.", found) % {
            "count": found
        }


def was_found_eligible(nomination, by):
    """A colleague may have decided on it since the question was asked; the others go on."""
    try:
        screen_eligible(nomination=nomination, by=by)
    except ValidationError:
        return False
    return True


def ticked_ids(request):
    ids = []
    for text in request.GET.getlist("id"):
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids
