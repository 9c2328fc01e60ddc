from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from accounts.links import absolute
from accounts.rules import demand
from accounts.transitions import Transitions
from audit.record import record_event
from home.enums import OFFER_TRANSITIONS, OfferState
from home.models import HomePage, StoryIndexPage, StoryOffer, StoryPage
from home.rules import makes_stories_of, may_offer_story
from nominations.actions.common import collaborators_of, locked
from notices.outbox import write_notice

transitions = Transitions(OfferState, OFFER_TRANSITIONS)
SUMMARY_LENGTH = 400


@transaction.atomic
def offer_story(*, nomination, told, contact_name, contact_email, by):
    """What the entrant wrote for the editors. `told`: title, situation, action, result and lessons, by name."""
    nomination = locked(nomination)
    demand(may_offer_story(by, nomination), _("Only who works on an entry that was handed in offers its story."))
    if StoryOffer.objects.filter(nomination=nomination).exists():
        raise ValidationError(_("The story of this entry has been offered already."))
    offer = StoryOffer.objects.create(
        nomination=nomination,
        company_name=nomination.organisation.name,
        place=nomination.organisation.city,
        contact_name=contact_name,
        contact_email=contact_email,
        offered_by=by,
        **told,
    )
    record_event("story.offered", target=offer, by=by, scope=offer.record_scope)
    return offer


@transaction.atomic
def take_up_story_offer(*, offer, by):
    """A draft beneath the stories of the prize's site, from the words of the offer and nothing else."""
    offer = _locked(offer)
    demand(makes_stories_of(by, offer), _("Only an editor of the prize takes up a story."))
    transitions.check(offer.state, OfferState.TAKEN)
    index = _index_of(offer.prize)
    if index is None:
        raise ValidationError(_("The site has no page of stories yet. Make one beneath the front page first."))
    page = _draft(offer, index)
    index.add_child(instance=page)
    page.save_revision(user=by)
    _answer(offer, OfferState.TAKEN, page=page)
    _tell("home.offer_taken", offer)
    record_event("story.taken_up", target=offer, by=by, scope=offer.record_scope)
    return page


@transaction.atomic
def decline_story_offer(*, offer, reason, by):
    offer = _locked(offer)
    demand(makes_stories_of(by, offer), _("Only an editor of the prize declines a story."))
    transitions.check(offer.state, OfferState.DECLINED)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that the company knows.")})
    _answer(offer, OfferState.DECLINED, reason=reason.strip())
    _tell("home.offer_declined", offer, reason=offer.reason)
    record_event("story.offer_declined", target=offer, by=by, scope=offer.record_scope)
    return offer


def _locked(offer):
    rows = StoryOffer.objects.select_for_update(of=("self",)).with_context()
    return rows.get(pk=offer.pk)


def _answer(offer, state, **changes):
    offer.state, offer.answered_at = state, timezone.now()
    for name, value in changes.items():
        setattr(offer, name, value)
    offer.save(update_fields=["state", "answered_at", *changes])


def _index_of(prize):
    home = HomePage.objects.filter(prize=prize).first()
    return home and StoryIndexPage.objects.child_of(home).first()


def _draft(offer, index):
    page = StoryPage(
        title=offer.title,
        slug=_free_slug(offer.title, index),
        live=False,
        company_name=offer.company_name,
        place=offer.place,
        summary=Truncator(offer.situation).chars(SUMMARY_LENGTH),
        situation=offer.situation,
        lessons=offer.lessons,
    )
    told = [(_("What was done"), offer.action), (_("What came of it"), offer.result)]
    page.body = [
        block
        for heading, text in told
        if text
        for block in (("heading", heading), ("text", RichText(_paragraphs(text))))
    ]
    return page


def _paragraphs(text):
    return format_html_join("", "<p>{}</p>", ((line,) for line in text.splitlines() if line.strip()))


def _free_slug(title, index):
    wanted = slugify(title)[:200] or "story"
    taken = set(index.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _tell(template, offer, **context):
    facts = {
        "title": offer.title,
        "company": offer.company_name,
        "link": absolute(f"/nominations/{offer.nomination_id}/"),
    }
    write_notice(
        template,
        to=collaborators_of(offer.nomination),
        context=facts | context,
        about=offer,
        scope=offer.record_scope,
    )
