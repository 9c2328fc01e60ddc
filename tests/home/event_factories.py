"""Events on the site of a prize, who signed up for them, and what honored companies promised."""

from datetime import timedelta

import factory
from django.utils import timezone
from wagtail.models import Page

from home.enums import CommitmentKind, SignUpState
from home.models import AwardCommitment, EventIndexPage, EventPage, HomePage, SignUp
from tests.home.factories import site_for
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import announce, awarded, home_page


def event_index(home=None):
    """On the front page of the default site, where no other is given."""
    home = home or HomePage.objects.filter(sites_rooted_here__is_default_site=True).first() or home_page()
    found = EventIndexPage.objects.child_of(home).first()
    return found or home.add_child(instance=EventIndexPage(title="Events", slug="events", show_in_menus=True))


def event(index=None, number=1, *, days=10, **fields):
    """A tour in so many days, for two hours, with ten places."""
    starts_at = timezone.now() + timedelta(days=days)
    facts = {
        "title": f"Event {number}",
        "slug": f"event-{number}",
        "summary": "See how it is cast.",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "venue": "12 Foundry Lane",
        "place": "Lowell",
        "capacity": 10,
        "body": [("text", "<p>Walk the floor.</p>")],
    }
    return (index or event_index()).add_child(instance=EventPage(**facts | fields))


def event_of(prize, **fields):
    """On a site of the prize's own."""
    home = site_for(prize).root_page.specific
    return event(event_index(home), EventPage.objects.count() + 1, **fields)


def events_prize(page):
    """The prize on whose site the event stands; made where there is none."""
    home = HomePage.objects.get(pk=page.get_parent().get_parent().pk)
    if home.prize is None:
        home.prize = PrizeFactory()
        HomePage.objects.filter(pk=home.pk).update(prize=home.prize)
    return home.prize


class SignUpFactory(factory.django.DjangoModelFactory):
    """With a place."""

    class Meta:
        model = SignUp

    class Params:
        waiting = factory.Trait(state=SignUpState.WAITING)
        canceled = factory.Trait(state=SignUpState.CANCELED, canceled_at=factory.LazyFunction(timezone.now))

    event = factory.LazyFunction(lambda: event(number=EventPage.objects.count() + 1))
    name = factory.Sequence(lambda n: f"Guest {n:02}")
    email = factory.Sequence(lambda n: f"guest{n}@visitors.example")
    company_name = "Ashfield Castings"


class CommitmentFactory(factory.django.DjangoModelFactory):
    """A tour, due in two months, of an award that everybody knows of."""

    class Meta:
        model = AwardCommitment

    award = factory.LazyFunction(lambda: announced_award())
    kind = CommitmentKind.TOUR
    what = "A morning in the new foundry."
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))


def announced_award(prize=None, **fields):
    award = awarded(prize, **fields)
    announce(award)
    return award


def commitment_of(prize, **fields):
    return CommitmentFactory(award=announced_award(prize), **fields)


def reread(row):
    """As it stands in the database; an event's page with its own manager."""
    return type(row).objects.get(pk=row.pk)


def publish(page, **changes):
    """As an editor does it: the page as it is in the database, changed, and published."""
    page = Page.objects.get(pk=page.pk).specific
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page
