"""Two prizes side by side, each with everybody who has business there: whoever belongs to one is the other's neighbour."""

from types import SimpleNamespace

from wagtail.models import Page

from accounts.enums import RoleName
from home.models import HomePage
from judging.enums import DeclarationKind
from judging.models import Assignment, Concern, Scorecard
from nominations.actions import submit_nomination
from nominations.enums import NominationState, QuestionKind
from nominations.invitations import PURPOSE
from notices.outbox import write_notice
from notices.registry import get_template
from prizes.enums import SeatType
from tests.accounts.factories import (
    AffiliationFactory,
    InvitationFactory,
    PersonFactory,
    SuperuserFactory,
    staff,
    token_for,
)
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    DeclarationFactory,
    PanelFactory,
    PledgeFactory,
    RoundCategoryFactory,
    RoundFactory,
    SeatFactory,
    mark_card,
)
from tests.nominations.factories import (
    AttachmentFactory,
    CollaboratorFactory,
    QuestionFactory,
    SectionFactory,
    UploadFactory,
    complete_draft,
    form_of_every_kind,
)
from tests.prizes.factories import (
    CategoryFactory,
    EditionFactory,
    PrizeFactory,
    SupportServiceFactory,
)
from tests.showcase.factories import PressPassFactory, story, story_index


def prize_with_people(**round_fields):
    """A prize in the middle of its scoring round. `world.people` are those whom doors ask about, by what they are."""
    prize = PrizeFactory()
    edition = EditionFactory(prize=prize, published=True)
    category = CategoryFactory(edition=edition)
    form = form_of_every_kind(category)
    section = SectionFactory(form=form, key="proof", label="Proof")
    QuestionFactory(section=section, key="evidence", kind=QuestionKind.FILE, audience="jury", required=False)

    draft, entrant = complete_draft(category=category)
    draft_file = AttachmentFactory(nomination=draft)
    upload = UploadFactory(nomination=draft, started_by=entrant)
    collaborator = CollaboratorFactory(nomination=draft).person
    invitation = InvitationFactory(prize=prize, purpose=PURPOSE, target=str(draft.pk), invited_by=entrant)
    press_pass = PressPassFactory(edition=edition)

    sent, writer = complete_draft(category=category)
    AttachmentFactory(nomination=sent)
    submission = hand_over(sent, writer)
    CollaboratorFactory(nomination=sent, person=entrant)

    round = RoundFactory(edition=edition, **{"asks_bids": True} | round_fields)
    round_category = RoundCategoryFactory(round=round, category=category)
    panel = PanelFactory(round=round, categories=[category])
    candidacy = CandidacyFactory(
        round=round, round_category=round_category, nomination=submission.nomination, submission=submission
    )
    juror, other_juror, chair = (ready(candidacy, panel, **fields) for fields in ({}, {}, {"is_chair": True}))
    card = mark_card(candidacy, other_juror, 4, 4)
    unassigned = SeatFactory(panel=panel, seat_type=SeatType.OTHER).juror
    PledgeFactory(round=round, juror=unassigned)
    assignment = Assignment.objects.get(candidacy=candidacy, juror=other_juror)
    Concern.objects.create(assignment=assignment, text="Look at the figures.")
    declaration = DeclarationFactory(edition=edition, kind=DeclarationKind.EXCLUDE)

    return SimpleNamespace(
        prize=prize,
        edition=edition,
        category=category,
        form=form,
        # Nothing was submitted with it yet.
        open_section=SectionFactory(form__category__edition=edition),
        draft=draft,
        draft_file=draft_file,
        upload=upload,
        invitation=invitation,
        token=token_for(invitation.address),
        press_token=token_for(press_pass.invitation.address),
        sent=submission.nomination,
        submission=submission,
        round=round,
        candidacy=candidacy,
        card=card,
        own_card=Scorecard.objects.get(candidacy=candidacy, juror=juror),
        assignment=assignment,
        declaration=declaration,
        affiliation=AffiliationFactory(person=entrant),
        notice=notice_about(round, to=juror),
        story=story_of(prize),
        people={
            "secretariat": staff(prize=prize),
            "auditor": staff(RoleName.AUDITOR, prize),
            "editor": staff(RoleName.EDITOR, prize),
            "entrant": entrant,
            "collaborator": collaborator,
            "rival": complete_draft(category=category)[1],
            "juror": juror,
            "other juror": other_juror,
            "seated": unassigned,
            "chair": chair,
        },
    )


def story_of(prize):
    """A draft on the prize's own site."""
    root = Page.get_first_root_node()
    front = HomePage(title=prize.name, slug=prize.slug, headline="Good work", lead="Seen.", prize=prize)
    root.add_child(instance=front)
    return story(story_index(front), approved=False)


def notice_about(round, *, to):
    template = get_template("judging.chain_head")
    [notice] = write_notice(template.key, to=[to], context=template.sample, about=round, scope=round.record_scope)
    return notice


def hand_over(nomination, person):
    """Submitted and found eligible, as the jury gets it."""
    submission = submit_nomination(
        nomination=nomination, terms_version=nomination.edition.terms_version, consents_to_publish=True, by=person
    )
    nomination.refresh_from_db()
    nomination.state = NominationState.ELIGIBLE
    nomination.save()
    submission.nomination = nomination
    return submission


def ready(candidacy, panel, **seat_fields):
    juror = SeatFactory(panel=panel, **seat_fields).juror
    AssignmentFactory(candidacy=candidacy, juror=juror)
    PledgeFactory(round=candidacy.round, juror=juror)
    DeclarationFactory(edition=candidacy.round.edition, juror=juror, organisation=candidacy.nomination.organisation)
    return juror


def two_prizes():
    here, there = prize_with_people(), prize_with_people()
    return SimpleNamespace(
        here=here,
        there=there,
        stranger=PersonFactory(),
        superuser=SuperuserFactory(),
        service=SupportServiceFactory(),
    )
