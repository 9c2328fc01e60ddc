"""The JSON doors of the entry page, by the same contract as the answers of a draft."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.sessions import quiet
from judging.actions import save_mark, save_remark
from judging.views.common import find_readable
from judging.views.entry import find_card
from nominations.views.api import answers_json, as_uuid, json_body


@quiet
@require_POST
@answers_json
def mark(request, pk, key):
    """Body: `client_id`, `base_revision`, `value`. 200 saved, 409 with both values when another tab saved since."""
    return save(request, pk, lambda value, **place: save_mark(criterion_key=key, value=value, **place))


@quiet
@require_POST
@answers_json
def remark(request, pk, kind):
    return save(request, pk, lambda value, **place: save_remark(kind=kind, text=value or "", **place))


def save(request, pk, action):
    # First of all, so that no answer tells a stranger's good request from a bad one.
    scorecard = find_card(request.user, find_readable(request.user, pk))
    value, place = read_save(request)
    # A scorecard has one writer: what differs was saved in another tab or on another device.
    return told(action(value, scorecard=scorecard, by=request.user, **place), _("You, in another window,"))


def read_save(request):
    """What is to be kept, and where it stands in the history: `client_id` and `base_revision`."""
    body = json_body(request, client_id=str, base_revision=int)
    return body.get("value"), {"client_id": as_uuid(body["client_id"]), "base_revision": body["base_revision"]}


def told(outcome, other):
    """The answer to a save; `other` is who saved meanwhile, where somebody did."""
    saved_at = outcome.saved_at.isoformat() if outcome.saved_at else None
    about = {"revision": outcome.revision, "saved_at": saved_at}
    if outcome.is_conflict:
        texts = {"yours": outcome.yours, "theirs": outcome.theirs}
        return JsonResponse({"state": "conflict", **texts, "saved_by": other} | about, status=409)
    return JsonResponse({"state": "saved", "value": outcome.value} | about)
