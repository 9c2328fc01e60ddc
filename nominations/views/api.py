"""The JSON doors of the draft page: one answer, one piece of a file. Every refusal is a sentence to show."""

import json
import uuid
from functools import wraps

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.rules import NotAllowed
from accounts.sessions import quiet
from accounts.typed import whole_number
from nominations import rules
from nominations.actions import finish_upload, receive_chunk, save_answer, start_upload
from nominations.actions.attachments import WrongOffset
from nominations.models import Nomination, Upload
from nominations.views.common import find_nomination


def answers_json(view):
    """Signed out is 401 and never a page to sign in: the text stays where it was typed."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return refusal(_("You are signed out. Your text is kept in this browser."), 401)
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            return refusal(str(error), 403)
        except WrongOffset as error:
            return JsonResponse({"state": "go_on", "received": error.received}, status=409)
        except ValidationError as error:
            return refusal(" ".join(error.messages), 422)

    return wrapper


def refusal(text, status):
    return JsonResponse({"state": "refused", "message": text}, status=status)


@quiet
@require_POST
@answers_json
def answer(request, pk, key):
    """Body: `client_id`, `base_revision`, `value`. 200 saved, 409 with both values when somebody saved since."""
    nomination = find_own(request.user, pk)
    body = json_body(request, client_id=str, base_revision=int)
    outcome = save_answer(
        nomination=nomination,
        question_key=key,
        value=body.get("value"),
        client_id=as_uuid(body["client_id"]),
        base_revision=body["base_revision"],
        by=request.user,
    )
    if outcome.is_conflict:
        return JsonResponse(conflict_json(nomination, key, outcome), status=409)
    return JsonResponse(
        {
            "state": "saved",
            "value": outcome.value,
            "revision": outcome.revision,
            "saved_at": outcome.saved_at.isoformat(),
        }
    )


def find_own(person, pk):
    """The nomination that somebody works on, in one query: a page full of drafts saves every few seconds."""
    return get_object_or_404(Nomination.objects.of_collaborator(person).select_related("category__edition"), pk=pk)


def conflict_json(nomination, key, outcome):
    return {
        "state": "conflict",
        "revision": outcome.revision,
        "yours": outcome.yours,
        "theirs": outcome.theirs,
        "saved_at": outcome.saved_at.isoformat() if outcome.saved_at else None,
        "saved_by": str(outcome.saved_by) if outcome.saved_by else None,
    }


@require_POST
@answers_json
def new_upload(request, pk):
    """Body: `question`, `name`, `size`. Answers with the address that takes the pieces."""
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    body = json_body(request, question=str, name=str, size=int)
    upload = start_upload(
        nomination=nomination, question_key=body["question"], name=body["name"], size=body["size"], by=request.user
    )
    return JsonResponse(upload_json(upload), status=201)


@require_http_methods(["GET", "PUT"])
@answers_json
def upload_piece(request, pk, upload):
    """GET says how much is there; PUT with the header Upload-Offset adds what follows."""
    upload = find_upload(request.user, pk, upload)
    if request.method == "PUT":
        offset = whole_number(request.headers.get("Upload-Offset", ""))
        if offset is None:
            return refusal(_("The header Upload-Offset is missing."), 400)
        receive_chunk(upload=upload, offset=offset, data=request.body, by=request.user)
    return JsonResponse(upload_json(upload))


@require_POST
@answers_json
def finish(request, pk, upload):
    upload = find_upload(request.user, pk, upload)
    attachment = finish_upload(upload=upload, by=request.user)
    return JsonResponse(
        {
            "state": "attached",
            "id": str(attachment.pk),
            "name": attachment.name,
            "size": attachment.size,
            "scan_state": attachment.get_scan_state_display(),
        }
    )


def find_upload(person, pk, upload):
    nomination = find_nomination(person, pk, rules.is_collaborator)
    found = get_object_or_404(Upload.objects.select_related("attachment"), pk=upload, nomination=nomination)
    if found.started_by_id != person.pk:
        raise Http404
    found.nomination = nomination
    return found


def upload_json(upload):
    return {
        "state": "receiving",
        "received": upload.received,
        "size": upload.size,
        "url": reverse("nominations:upload_piece", args=[upload.nomination_id, upload.pk]),
        "finish_url": reverse("nominations:finish_upload", args=[upload.nomination_id, upload.pk]),
    }


def json_body(request, **wanted):
    """The body as a dict that has each wanted name with its type."""
    try:
        body = without_halves(json.loads(request.body))
    except RequestDataTooBig as error:
        raise ValidationError(_("This is longer than can be kept.")) from error
    # Thousands of brackets, one in the other, are a RecursionError.
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("The request is not JSON.")) from error
    if not isinstance(body, dict):
        raise ValidationError(_("The request is not a JSON object."))
    for name, kind in wanted.items():
        if type(body.get(name)) is not kind:
            raise ValidationError(_("“%(name)s” is missing.") % {"name": name})
    return body


def without_halves(body):
    """Half of a pair of surrogates, from a character cut in two, is no text for a database; a plain form never sends one."""
    return json.loads(json.dumps(body, ensure_ascii=False).encode(errors="replace"))


def as_uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise ValidationError(_("“client_id” is not a UUID.")) from error
