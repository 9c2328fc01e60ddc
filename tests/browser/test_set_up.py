"""The prize office sets up an edition and its form, with rows within rows, in a real browser."""

import pytest
from django.urls import reverse

from nominations.models import Question
from prizes.models import EligibilityRule
from tests.accounts.factories import RoleFactory
from tests.nominations.factories import FormFactory, SectionFactory
from tests.prizes.factories import CategoryFactory, EditionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def office(site, client, edition):
    """The browser, signed in as the prize office."""
    client.force_login(RoleFactory(prize=edition.prize).person)
    (cookie,) = client.cookies.values()
    site.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.server.url}])
    return site


def test_a_choice_is_set_up_with_its_options(office, edition):
    office.goto(office.server.url + reverse("edition:edit", args=[edition.pk]))
    office.get_by_role("tab", name="Eligibility").click()
    office.get_by_role("button", name="Add rule").click()
    rule = "#id_eligibility_rules-0"
    office.fill(f"{rule}-question", "What do you make?")
    office.select_option(f"{rule}-kind", "choice")
    office.fill(f"{rule}-reason", "The prize is for makers.")
    for place, label in enumerate(("Goods", "Advice")):
        office.get_by_role("button", name="Add option").click()
        office.fill(f"{rule}-options-{place}-label", label)
    office.uncheck(f"{rule}-options-1-eligible")
    office.get_by_role("button", name="Save").first.click()
    office.wait_for_url("**" + reverse("edition:index"))

    options = EligibilityRule.objects.get(edition=edition).options
    assert list(options.values_list("key", "eligible")) == [("goods", True), ("advice", False)]


def test_a_question_is_added_and_previewed(office, edition):
    section = SectionFactory(form=FormFactory(category=CategoryFactory(edition=edition)), label="The work")
    office.goto(office.server.url + reverse("form:inspect", args=[section.form_id]))
    office.get_by_role("link", name="Add a question").click()
    office.fill("#id_label", "How new is it?")
    office.select_option("#id_kind", "choice")
    for place, label in enumerate(("To us", "To the world")):
        office.get_by_role("button", name="Add option").click()
        office.fill(f"#id_options-{place}-label", label)
    office.get_by_role("button", name="Create").click()
    office.wait_for_url("**" + reverse("form:inspect", args=[section.form_id]))
    office.get_by_role("link", name="Preview as entrants see it").click()

    office.get_by_label("To the world").check()
    assert Question.objects.get().key == "how-new-is-it"
