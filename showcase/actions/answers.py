"""How a company is asked for its word on a text, and gives it, whatever page the text is of."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import accept_invitation, invite, revoke_invitation
from accounts.models import Invitation, Person
from notices.outbox import write_notice
from showcase.enums import ApprovalAnswer

REWORDED = gettext_lazy("The text was changed after this link was sent. The prize office will send a new one.")


def ask_by_link(*, address, purpose, target, digest, by, prize):
    """A link to exactly the text with this digest. One to an earlier text answers nothing any more."""
    for earlier in Invitation.objects.unanswered().for_target(purpose, str(target.pk)).filter(address__iexact=address):
        revoke_invitation(invitation=earlier, by=by)
    return invite(address=address, purpose=purpose, target=target, by=by, prize=prize, terms={"digest": digest})


def record_answer(answers, *, invitation, approves, name, remark, by, stands, **about):
    """Write the company's word among `answers`, a related manager. `stands` says whether the link's text
    still does; `about` are further fields of the answer, as its model has them.
    """
    if not name.strip():
        raise ValidationError({"name": _("Write your name: the record keeps who answered.")})
    if not approves and not remark.strip():
        raise ValidationError({"remark": _("Say what should change, so that the prize office can mend it.")})
    if not stands:
        raise ValidationError(REWORDED)
    answer = answers.create(
        answer=ApprovalAnswer.APPROVED if approves else ApprovalAnswer.DECLINED,
        text_digest=invitation.terms["digest"],
        remark=remark.strip(),
        given_name=name.strip(),
        given_by=by,
        invitation=invitation,
        **about,
    )
    accept_invitation(invitation=invitation, by=by)
    return answer


def is_to_the_text_of(invitation, page):
    return bool(page) and invitation.terms.get("digest") == page.text_digest


def record_of(answer):
    """For the event: what was said, and whom it tells of: who was signed in, and whoever has the address."""
    asked = Person.objects.filter(email=answer.invitation.address)
    subjects = list({*asked, *([answer.given_by] if answer.given_by else [])})
    return {"details": {"name": answer.given_name, "remark": answer.remark}, "subjects": subjects}


def tell_who_asked(template, *, answer, context, about, scope=""):
    person = answer.invitation.invited_by
    if person is None:
        return
    said = {
        "answer": answer.get_answer_display().lower(),
        "name": answer.given_name,
        "remark": answer.remark or "none",
    }
    write_notice(template, to=person, context=context | said, about=about, scope=scope)
