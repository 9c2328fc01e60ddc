import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import RoleName
from accounts.rules import NotAllowed
from audit.models import Event, EventDetail
from notices.models import TemplateText
from prizes.actions import copy_edition, create_edition, delete_edition, edit_edition
from prizes.clock import at_wall_clock
from prizes.models import Category, Edition, EligibilityOption
from tests.accounts.factories import PersonFactory, RoleFactory, SuperuserFactory
from tests.prizes.factories import (
    CategoryFactory,
    ChoiceRuleFactory,
    EditionDateFactory,
    EditionFactory,
    EligibilityOptionFactory,
    EligibilityRuleFactory,
    PrizeFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(year=2027, name="Innovation Prize 2027")


@pytest.fixture
def office(edition):
    return RoleFactory(prize=edition.prize).person


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


def details():
    return json.loads(EventDetail.objects.latest("event__position").payload)


def read(edition):
    return Edition.objects.get(pk=edition.pk)


def test_create_edition_saves_its_rows_and_records_one_event(office, edition):
    new = EditionFactory.build(prize=edition.prize, year=2029)
    new.categories.add(CategoryFactory.build(edition=None, key="skills"))

    create_edition(edition=new, by=office)

    assert list(Category.objects.filter(edition=new).values_list("key", flat=True)) == ["skills"]
    assert verbs() == ["edition.created"]


@pytest.mark.parametrize("act", [create_edition, edit_edition, delete_edition])
def test_only_the_office_of_the_prize_acts(act, edition):
    auditor = RoleFactory(prize=edition.prize, name=RoleName.AUDITOR).person

    for person in (auditor, RoleFactory().person, PersonFactory(), SuperuserFactory()):
        with pytest.raises(NotAllowed):
            act(edition=edition, by=person)

    assert verbs() == []


def test_an_edition_is_not_moved_into_somebody_elses_prize(edition, office):
    edition.prize = PrizeFactory()

    with pytest.raises(NotAllowed):
        edit_edition(edition=edition, by=office)


def test_changing_a_deadline_is_an_event_that_names_old_and_new(edition, office):
    old = edition.closes_at
    edition.closes_at = old + timedelta(days=7)

    edit_edition(edition=edition, by=office)

    assert verbs() == ["edition.deadline_changed"]
    new = (old + timedelta(days=7)).astimezone(UTC)
    assert details() == {"changes": {"closes_at": [old.astimezone(UTC).isoformat(), new.isoformat()]}}


def test_saving_without_a_change_is_no_event(edition, office):
    edit_edition(edition=read(edition), by=office)

    assert verbs() == []


def test_another_change_leaves_the_versions(edition, office):
    edition.theme = "Made to last"

    edit_edition(edition=edition, by=office)

    assert verbs() == ["edition.changed"]
    assert (read(edition).eligibility_version, read(edition).terms_version) == (1, "1")


def test_changed_terms_count_their_version_up(edition, office):
    edition.terms_text = "What we say is true, and our customers agree."

    edit_edition(edition=edition, by=office)

    assert read(edition).terms_version == "2"


def test_the_first_terms_are_version_one(edition, office):
    Edition.objects.update(terms_text="")
    edition.terms_text = "What we say is true."

    edit_edition(edition=edition, by=office)

    assert read(edition).terms_version == "1"


def add_rule(edition):
    edition.eligibility_rules.add(EligibilityRuleFactory.build(edition=None, key="new"))


def change_rule(edition):
    rule = edition.eligibility_rules.get(key="makes")
    rule.reason = "Another reason."
    edition.eligibility_rules.add(rule)


def drop_rule(edition):
    edition.eligibility_rules.set([])


def change_option(edition):
    rule = edition.eligibility_rules.get(key="makes")
    option = rule.options.get()
    option.label = "Goods of any kind"
    rule.options.add(option)
    edition.eligibility_rules.add(rule)


def add_option(edition):
    rule = edition.eligibility_rules.get(key="makes")
    rule.options.add(EligibilityOption(key="services", label="Services", eligible=False))
    edition.eligibility_rules.add(rule)


@pytest.mark.parametrize("change", [add_rule, change_rule, drop_rule, change_option, add_option])
def test_any_change_of_a_rule_or_option_counts_the_version_up(change, edition, office):
    EligibilityOptionFactory(rule=ChoiceRuleFactory(edition=edition, key="makes"), key="goods")
    changed = read(edition)
    change(changed)

    edit_edition(edition=changed, by=office)

    assert verbs() == ["edition.rules_changed"]
    assert read(edition).eligibility_version == 2
    assert "eligibility_rules" in details()["changes"]


def test_two_edits_from_the_same_base_count_twice(edition, office):
    first, second = read(edition), read(edition)
    add_rule(first)
    edit_edition(edition=first, by=office)
    second.eligibility_rules.set([EligibilityRuleFactory.build(edition=None, key="other")])

    edit_edition(edition=second, by=office)

    assert read(edition).eligibility_version == 3


def test_a_public_edition_is_not_deleted(edition, office):
    Edition.objects.update(published=True)

    with pytest.raises(ValidationError, match="public"):
        delete_edition(edition=read(edition), by=office)

    assert Edition.objects.filter(pk=edition.pk).exists()


def test_deleting_an_edition_names_it(edition, office):
    pk = edition.pk

    delete_edition(edition=edition, by=office)

    assert not Edition.objects.filter(pk=pk).exists()
    assert Event.objects.get().target_id == str(pk)


@pytest.fixture
def full_edition(edition):
    """Opens on a Monday in winter at nine, with everything that travels."""
    edition.opens_at = at_wall_clock(datetime(2027, 1, 11, 9), edition.zone)
    edition.closes_at = at_wall_clock(datetime(2027, 4, 2, 17), edition.zone)
    edition.published = True
    edition.eligibility_version = 4
    edition.terms_version = "3"
    edition.theme = "Made to last"
    edition.save()
    CategoryFactory(edition=edition, key="skills", winners_least=1, winners_most=2, position=1)
    EditionDateFactory(edition=edition, name="Ceremony", at=at_wall_clock(datetime(2027, 6, 3, 18, 30), edition.zone))
    rule = ChoiceRuleFactory(edition=edition, key="makes", assistance=TermFactory())
    EligibilityOptionFactory(rule=rule, key="goods", label="Goods")
    TemplateText.objects.create(
        template="nomination.receipt", scope=edition.record_scope, language="en", subject="Ours", body="Thank you."
    )
    return edition


def wall_clock(moment, edition):
    return moment.astimezone(edition.zone).replace(tzinfo=None)


def test_copying_moves_every_date_and_keeps_its_wall_clock(full_edition, office):
    copy = copy_edition(source=full_edition, year=2028, opens_on=date(2028, 1, 10), by=office)

    assert wall_clock(copy.opens_at, copy) == datetime(2028, 1, 10, 9)
    assert wall_clock(copy.closes_at, copy) == datetime(2028, 3, 31, 17)
    assert wall_clock(copy.dates.get().at, copy) == datetime(2028, 6, 1, 18, 30)


def test_copying_carries_what_was_set_up(full_edition, office):
    copy = copy_edition(source=full_edition, year=2028, opens_on=date(2028, 1, 10), by=office)

    assert (copy.year, copy.name, copy.terms_version) == (2028, "Innovation Prize 2028", "3")
    assert copy.categories.values_list("key", "winners_least", "winners_most").get() == ("skills", 1, 2)
    rule, source_rule = copy.eligibility_rules.get(), full_edition.eligibility_rules.get()
    assert (rule.key, rule.assistance) == ("makes", source_rule.assistance)
    assert rule.options.values_list("key", "label").get() == ("goods", "Goods")
    assert TemplateText.objects.get(scope=copy.record_scope).subject == "Ours"


def test_copying_leaves_the_source_and_starts_its_own_counting(full_edition, office):
    copy = copy_edition(source=full_edition, year=2028, opens_on=date(2028, 1, 10), by=office)

    assert (copy.published, copy.theme, copy.eligibility_version) == (False, "", 1)
    source = read(full_edition)
    assert (source.year, source.categories.count(), source.eligibility_rules.count()) == (2027, 1, 1)
    assert TemplateText.objects.filter(scope=source.record_scope).count() == 1


def test_copying_is_one_event(full_edition, office):
    copy = copy_edition(source=full_edition, year=2028, opens_on=date(2028, 1, 10), by=office)

    event = Event.objects.get()
    assert (event.verb, event.target_id) == ("edition.copied", str(copy.pk))
    assert details()["source_year"] == 2027


def test_a_second_copy_to_the_same_year_is_refused_and_leaves_nothing(full_edition, office):
    copy_edition(source=full_edition, year=2028, opens_on=date(2028, 1, 10), by=office)

    with pytest.raises(ValidationError) as refusal:
        copy_edition(source=full_edition, year=2028, opens_on=date(2028, 1, 10), by=office)

    assert "already an edition 2028" in refusal.value.message_dict["year"][0]
    assert Edition.objects.count() == 2
    assert verbs() == ["edition.copied"]


def test_only_the_office_copies(full_edition):
    auditor = RoleFactory(prize=full_edition.prize, name=RoleName.AUDITOR).person

    with pytest.raises(NotAllowed):
        copy_edition(source=full_edition, year=2028, opens_on=timezone.localdate(), by=auditor)
