"""Awards that were decided and released, their pages, and what stands between them and the public.

`released_round` goes through the same rows as a real release; `announce` lets the hour pass.
"""

import json
from datetime import timedelta

import factory
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from home.models import HomePage, StoryApproval, StoryIndexPage, StoryPage
from judging.enums import SealKind
from judging.models import Announcement, Decision, Release, Seal
from showcase.actions import answer_approval, ask_for_approval, mark_ready, offer_award, publish_due
from showcase.enums import PRESS
from showcase.models import Award, Picture, PressPass, WinnersPage
from tests.accounts.factories import InvitationFactory, OrganisationFactory, PersonFactory, staff
from tests.judging.factories import (
    CandidacyFactory,
    EligibleNominationFactory,
    QuestionFactory,
    RoundCategoryFactory,
    RoundFactory,
    SectionFactory,
    SubmissionAnswerFactory,
    SubmissionFactory,
)
from tests.nominations.factories import CollaboratorFactory
from tests.prizes.factories import EditionFactory, PrizeFactory


class PictureFactory(factory.django.DjangoModelFactory):
    """Small: all of its sizes are drawn when it is saved, and those of a photograph take a second."""

    class Meta:
        model = Picture

    title = factory.Sequence("Picture {}".format)
    description = "A casting"
    credit = "Us"
    rights = "Own"
    file = factory.LazyFunction(lambda: get_test_image_file(filename="casting.png", size=(96, 64)))


class PressPassFactory(factory.django.DjangoModelFactory):
    """Waiting for its answer; the token in its link is `token-of-<address>`."""

    class Meta:
        model = PressPass

    class Params:
        accepted = factory.Trait(
            accepted_at=factory.LazyFunction(timezone.now),
            terms_version="1",
            terms_text="Nothing before the hour.",
            invitation__accepted_at=factory.LazyFunction(timezone.now),
        )

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda n: f"Reporter {n}")
    outlet = "The Bay Courier"
    invitation = factory.SubFactory(
        InvitationFactory,
        address=factory.Sequence(lambda n: f"reporter{n}@courier.example"),
        purpose=PRESS,
        prize=factory.SelfAttribute("..edition.prize"),
        target=factory.LazyAttribute(lambda invitation: str(invitation.factory_parent.edition.pk)),
    )


STORY = "We cast the part in one piece."
SECRET = "Our margin is 31 percent."


class SealFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seal

    round = factory.SubFactory(RoundFactory)
    kind = SealKind.DECISIONS
    sealed_by = factory.SubFactory(PersonFactory)
    input = "{}"
    input_hash = "0" * 64
    result = "{}"
    method = "plain"


class ReleaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Release

    round = factory.SubFactory(RoundFactory)
    seal = factory.SubFactory(SealFactory, round=factory.SelfAttribute("..round"))
    released_by = factory.SubFactory(PersonFactory)
    record = factory.LazyFunction(
        lambda: {
            "entries": 2, "cards": 6, "least": 3, "most": 3, "seats": {"oem": 3}, "ties": 1, "exclusions": 1, "waivers": 0,
            "plain": 0, "categories": 1, "seals": {"figures": ["2031-03-01T12:00:00+00:00", "0" * 64]},
        }
    )  # fmt: skip


def home_page():
    """The front page in place of the welcome page of a fresh installation."""
    site = Site.objects.get(is_default_site=True)
    home = HomePage(title="Home", slug="prize-home", headline="Good work", lead="Deserves to be seen.")
    site.root_page.get_parent().add_child(instance=home)
    site.root_page = home
    site.save()
    return home


def showcase_of(prize, home=None):
    """The prize's winners' page on the site, and the prize on the site."""
    home = home or HomePage.objects.first() or home_page()
    prize.site = Site.objects.get(is_default_site=True)
    prize.save()
    showcase = WinnersPage(title="Winners", slug=f"winners-{prize.pk}", prize=prize)
    home.add_child(instance=showcase)
    HomePage.objects.update(prize=prize)
    return showcase


def round_of(prize, **fields):
    return RoundFactory(edition__prize=prize, **fields)


def candidacy_in(
    round, *, company="Ashfield Castings", consents=True, category=None, terms=(), answers=None, tables=None
):
    """An entry with one answer for the public, one for the jury."""
    nomination = EligibleNominationFactory(
        category=category or round_category(round).category,
        organisation=OrganisationFactory(name=company),
        title="One casting instead of nine parts",
    )
    submission = SubmissionFactory(
        nomination=nomination, consents_to_publish=consents, company={"name": company, "city": "Lowell"}
    )
    ask(submission, "story", STORY, audience="public", label="What did you do?")
    ask(submission, "margin", SECRET, audience="jury", label="What does it earn?")
    for key, value in (answers or {}).items():
        ask(submission, key, value, audience="public", label=key.capitalize())
    for key, (by_year, fields) in (tables or {}).items():
        years = [int(year) - nomination.edition.year for year in by_year]
        about = {"kind": "table", "audience": "public", "label": key.capitalize(), "years": years}
        ask(submission, key, by_year, **about | fields)
    for vocabulary, slugs in terms:
        ask(submission, vocabulary, slugs, audience="public", vocabulary=vocabulary, kind="choices", label=vocabulary)
    row = round.round_categories.get(category=nomination.category)
    return CandidacyFactory(round=round, round_category=row, nomination=nomination, submission=submission)


def ask(submission, key, value, **fields):
    form = submission.form
    if not form.questions.filter(key=key).exists():
        section = form.sections.first() or SectionFactory(form=form)
        QuestionFactory(section=section, form=form, key=key, **fields)
    SubmissionAnswerFactory(submission=submission, question_key=key, value=json.dumps(value))


def round_category(round):
    return round.round_categories.first() or RoundCategoryFactory(round=round)


def decided(candidacy, outcome="winner"):
    return Decision.objects.create(
        candidacy=candidacy, outcome=outcome, reason="The best of its year.", decided_by=PersonFactory()
    )


def awarded(prize=None, *, outcome="winner", round=None, **fields):
    """An award of a released round that nobody was told of."""
    round = round or round_of(prize or PrizeFactory())
    decision = decided(candidacy_in(round, **fields), outcome)
    if not hasattr(round, "release"):
        ReleaseFactory(round=round)
    return offer_award(decision=decision, by=None)


def announce(award, *, at=None, entrants_at=None, press_at=None):
    """Told to the public a moment ago, where no time is given; told already, it is not told again."""
    if not (at or entrants_at or press_at) and Award.objects.public().filter(pk=award.pk).exists():
        return
    at = at or timezone.now() - timedelta(minutes=1)
    times = {"entrants_at": entrants_at or min(at, press_at or at), "press_at": press_at, "public_at": at}
    Announcement.objects.update_or_create(round=award.decision.candidacy.round, outcome=award.kind, defaults=times)


def announce_round(round, outcome):
    """What was decided so is told to entrants."""
    Announcement.objects.create(round=round, outcome=outcome, entrants_at=timezone.now() - timedelta(minutes=1))


def entrant_of(award):
    return CollaboratorFactory(nomination=award.nomination).person


def editor_of(prize):
    return staff("editor", prize)


def tell_company(award):
    """The entrants' hour has come, the public's has not."""
    if not Award.objects.told_to_entrants().filter(pk=award.pk).exists():
        entrants_at = timezone.now() - timedelta(minutes=2)
        Announcement.objects.update_or_create(
            round=award.decision.candidacy.round, outcome=award.kind, defaults={"entrants_at": entrants_at}
        )
    return award


def asked(award, address, by):
    """The link by which the company, which knows of its award, is asked for its word."""
    return ask_for_approval(page=tell_company(award).page, address=address, by=by)


def approve(award, *, by=None):
    """The company says yes to the page as it stands."""
    by = by or editor_of(award.category.edition.prize)
    invitation = asked(award, "boss@ashfield.example", by)
    return answer_approval(invitation=invitation, approves=True, name="Robin Ashfield")


def tell_press(award, *, after=timedelta(minutes=-1)):
    """The hour of the press has come, or comes after so long; the public hears two days later."""
    if after < timedelta() and Award.objects.told_to_press().filter(pk=award.pk).exists():
        return award
    hour = timezone.now() + after
    announce(award, at=hour + timedelta(days=2), press_at=hour)
    return award


def let_through(award, *, approved=True):
    """Approved by the company and by an editor, and not published yet."""
    if approved:
        approve(award)
    mark_ready(page=award.page, by=editor_of(award.category.edition.prize))
    return award


def published(award, *, approved=True):
    """Announced, let through, and published by the clock."""
    if approved:
        approve(award)
    mark_ready(page=award.page, by=editor_of(award.category.edition.prize))
    announce(award)
    publish_due()
    award.page.refresh_from_db()
    return award.page


def story_index(home=None):
    home = home or HomePage.objects.first() or home_page()
    index = StoryIndexPage(title="Stories", slug="stories")
    home.add_child(instance=index)
    return index


def story(index, number=1, *, terms=(), approved=True, **fields):
    facts = {"summary": "Shorter set-ups.", "company_name": "Ashfield Castings", "situation": "Set-ups took hours."}
    facts |= {"title": f"Story {number}", "slug": f"story-{number}", "body": [("text", "<p>Cranes.</p>")]}
    page = StoryPage(live=False, **facts | fields)
    page.terms = list(terms)
    index.add_child(instance=page)
    revision = page.save_revision()
    if approved:
        company_said(page)
        revision.publish()
    return StoryPage.objects.get(pk=page.pk)


def company_said(story, answer="approved"):
    """The company's word on the text as it was last saved, without the link by which it is asked."""
    draft = story.get_latest_revision_as_object()
    return StoryApproval.objects.create(
        story=story,
        title=draft.title,
        company_name=draft.company_name,
        answer=answer,
        text_digest=draft.text_digest,
        given_name="Robin Ashfield",
    )
