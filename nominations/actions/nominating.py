"""Somebody names companies that should enter. Each is asked by a link, and takes its nomination up or does not."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import affiliate, decline_invitation, invite, resend_invitation, revoke_invitation
from accounts.models import Affiliation, Invitation, Organisation, Person
from accounts.rules import demand
from accounts.text import readable_line
from accounts.transitions import TransitionRefused
from audit.record import record_event
from nominations import rules, windows
from nominations.actions.collaborators import add_collaborator
from nominations.actions.common import locked, move, tell_collaborators, transitions
from nominations.actions.start import accept_nomination, own, own_organisations, unmatched_organisation
from nominations.enums import NominationState
from nominations.models import Nomination
from nominations.registries import tell_withdrawn
from notices.outbox import write_notice
from prizes.models import Category

PURPOSE = "nominee"
# By one person in one edition, what was taken back counted too: enough for a whole supply chain, too few for a mailing.
MOST_NOMINATED = 20
REMIND_BEFORE = timedelta(days=7)
LEFT_ALONE = timedelta(days=2)
# In the terms of an invitation: who has reminded of it already.
BY_NOMINATOR, BY_CLOCK = "reminded_by_nominator", "reminded_by_clock"


@dataclass(frozen=True)
class Nominee:
    company: str
    address: str
    category: Category
    because: str


@transaction.atomic
def nominate_companies(*, edition, nominees, by, organisation=None):
    """All of them or none. What is wrong with one of them is told under "<its number>-<field>".

    `organisation` is one of `own_organisations(by)`, in whose name they are nominated, or None.
    """
    demand(rules.may_nominate(by, edition), _("Sign in to nominate a company."))
    refuse_closed(edition)
    # Whoever sends the form twice waits for the first to be counted.
    Person.objects.select_for_update().get(pk=by.pk)
    refuse_too_many(edition, nominees, by)
    refuse_wrong(edition, nominees, by)
    if organisation is not None:
        own(by, organisation)
    return [nominate(nominee, edition=edition, organisation=organisation, by=by) for nominee in nominees]


def nominate(nominee, *, edition, organisation, by):
    nomination = Nomination.objects.create(
        edition=edition,
        category=nominee.category,
        organisation=unmatched_organisation(nominee.company),
        state=NominationState.INVITED,
        nominator=by,
        nominating_organisation=organisation,
        nominated_because=nominee.because.strip(),
        language=by.language,
    )
    invite(
        address=nominee.address,
        purpose=PURPOSE,
        target=nomination,
        by=by,
        prize=edition.prize,
        scope=nomination.record_scope,
    )
    details = {"category": nominee.category.key}
    record_event("nomination.named", target=nomination, by=by, details=details)
    return nomination


def refuse_closed(edition):
    if windows.is_edition_open(edition):
        return
    if timezone.now() < edition.opens_at:
        told = _("Nominations open on %(moment)s.") % {"moment": windows.moment_text(edition.opens_at, edition)}
    else:
        told = _("Nominations closed on %(moment)s.") % {"moment": windows.moment_text(edition.closes_at, edition)}
    raise ValidationError(told, code="closed")


def refuse_too_many(edition, nominees, by):
    if not nominees:
        raise ValidationError(_("Name at least one company."))
    before = Nomination.objects.nominated_by(by).filter(edition=edition).count()
    if before + len(nominees) > MOST_NOMINATED:
        named = {"most": MOST_NOMINATED, "before": before}
        raise ValidationError(
            _("One person nominates at most %(most)s companies for an edition. You have nominated %(before)s.") % named
        )


def refuse_wrong(edition, nominees, by):
    own_names = names_of(own_organisations(by))
    named_before = names_of(nominated_before(edition, by))
    names = [readable_line(nominee.company).casefold() for nominee in nominees]
    addresses = [address_of(nominee) for nominee in nominees]
    times, asked_before = Counter(names + addresses), invited_before(edition, addresses, by)
    wrong = {}
    for number, (nominee, name, address) in enumerate(zip(nominees, names, addresses, strict=True)):
        if name in own_names:
            wrong[f"{number}-company"] = _("This is your own company. Start its nomination yourself.")
        if not nominee.because.strip():
            wrong[f"{number}-because"] = _("Say why: the company reads it first.")
        if nominee.category.edition_id != edition.pk:
            wrong[f"{number}-category"] = _("Choose a category of this edition.")
        if address == by.email:
            wrong[f"{number}-address"] = _("This is your own address. Start the nomination of your company yourself.")
        elif address in asked_before:
            wrong[f"{number}-address"] = _("You have nominated this address already. See your nominations.")
        elif times[address] > 1:
            wrong[f"{number}-address"] = _("This address stands here twice. Each company has its own.")
        # One letter for each company, whoever reads it there.
        elif name in named_before:
            wrong[f"{number}-company"] = _("You have nominated this company already. See your nominations.")
        elif times[name] > 1:
            wrong[f"{number}-company"] = _("This company stands here twice. It gets one letter.")
    if wrong:
        raise ValidationError(wrong)


def nominated_before(edition, by):
    """The companies that this person named. One that was taken back may have had a wrong address: it may be named anew."""
    mine = Nomination.objects.nominated_by(by).filter(edition=edition).exclude(state=NominationState.WITHDRAWN)
    return list(Organisation.objects.filter(pk__in=mine.values("organisation")))


def names_of(organisations):
    prefetch_related_objects(organisations, "aliases")
    names = [organisation.name for organisation in organisations]
    names += [alias.name for organisation in organisations for alias in organisation.aliases.all()]
    return {name.casefold() for name in names}


def address_of(nominee):
    return Person.objects.normalize_email(nominee.address.strip())


def invited_before(edition, addresses, by):
    """Whatever became of it: nobody is asked twice by the same person."""
    mine = Nomination.objects.nominated_by(by).filter(edition=edition)
    targets = [str(pk) for pk in mine.values_list("pk", flat=True)]
    asked = Invitation.objects.filter(purpose=PURPOSE, target__in=targets, address__in=addresses)
    return set(asked.values_list("address", flat=True))


@transaction.atomic
def take_up_nomination(*, nomination, by):
    """Whoever holds the company's link works on its nomination from now on, which is a draft."""
    nomination = locked(nomination)
    add_collaborator(nomination=nomination, person=by, by=by)
    company = nomination.organisation
    if not Affiliation.objects.current().filter(person=by, organisation=company).exists():
        affiliate(person=by, organisation=company, by=by)
    return accept_nomination(nomination=nomination, by=by)


@transaction.atomic
def decline_by_link(*, invitation, by=None, remark=""):
    """The company says no, without an account; `remark` is for the prize office, and nobody tells the nominator."""
    Invitation.objects.filter(pk=invitation.pk).update(terms=invitation.terms | {"remark": remark.strip()})
    invitation = decline_invitation(invitation=invitation, by=by)
    office = invitation.prize.contact_email
    if not (remark.strip() and office):
        return invitation
    nomination = Nomination.objects.select_related("organisation", "edition").get(pk=invitation.target)
    write_notice(
        "nominations.nominee_remarked",
        to=office,
        context={
            "company": nomination.organisation.name,
            "edition": nomination.edition.name,
            "address": invitation.address,
            "remark": remark.strip(),
        },
        about=nomination,
        scope=nomination.record_scope,
    )
    return invitation


@transaction.atomic
def remind_nominee(*, nomination, by):
    """Once by whoever nominated, and once by the clock (`by` None): a fresh link, and the earlier one stops working."""
    nomination = locked(nomination)
    demand(by is None or rules.is_nominator(by, nomination), _("Only who nominated a company reminds it."))
    if nomination.state != NominationState.INVITED:
        raise TransitionRefused(_("This company has answered already."))
    refuse_closed(nomination.edition)
    mark = BY_CLOCK if by is None else BY_NOMINATOR
    invitation = Invitation.objects.unanswered().for_target(PURPOSE, nomination).first()
    if invitation is None:
        raise ValidationError(_("This company was not asked by a link."))
    if mark in invitation.terms:
        raise ValidationError(_("You have reminded this company already."))
    invitation.terms[mark] = timezone.now().isoformat()
    invitation.save(update_fields=["terms"])
    return resend_invitation(invitation=invitation, by=by)


def remind_nominees(*, now=None):
    """Companies that have not answered a week before the close are asked once more. Returns how many."""
    now = now or timezone.now()
    closing = Nomination.objects.invited().filter(
        edition__closes_at__gt=now, edition__closes_at__lte=now + REMIND_BEFORE, edition__opens_at__lte=now
    )
    waiting = Invitation.objects.unanswered().filter(purpose=PURPOSE).exclude(terms__has_key=BY_CLOCK)
    # Whoever was asked just now needs no reminder of it.
    waiting = waiting.filter(created_at__lte=now - LEFT_ALONE)
    targets = set(waiting.values_list("target", flat=True))
    rows = [nomination for nomination in closing if str(nomination.pk) in targets]
    for nomination in rows:
        remind_nominee(nomination=nomination, by=None)
    return len(rows)


def move_ends_of_links(edition):
    """The links of companies that have not answered end when nominations close, whenever that is now."""
    waiting = Nomination.objects.invited().filter(edition=edition).values_list("pk", flat=True)
    links = Invitation.objects.unanswered().filter(purpose=PURPOSE, target__in=[str(pk) for pk in waiting])
    links.update(expires_at=edition.closes_at)


@transaction.atomic
def take_back_nomination(*, nomination, by):
    """Before the company has answered. Its link stops working."""
    nomination = locked(nomination)
    demand(rules.is_nominator(by, nomination), _("Only who nominated a company takes that back."))
    if nomination.state != NominationState.INVITED:
        raise TransitionRefused(transitions.refusal(nomination.state, NominationState.WITHDRAWN))
    move(nomination, NominationState.WITHDRAWN)
    for invitation in Invitation.objects.unanswered().for_target(PURPOSE, nomination):
        revoke_invitation(invitation=invitation, by=by)
    tell_withdrawn(nomination)
    tell_collaborators("withdrawn", nomination, who=str(by))
    record_event("nomination.taken_back", target=nomination, by=by)
    return nomination
