"""What helps an editor while writing: kinds of page with their sketches, blocks with examples, checks, and limits."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page, get_page_models

from home.blocks import FactsBody, PageBody
from home.models import HomePage, StoryIndexPage
from showcase.models.blocks import LONGEST_TEXT, StoryBody
from tests.accounts.factories import staff
from tests.home.factories import site_of
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import story

OURS = [model for model in get_page_models() if model is not Page]
SKETCHES = Path(settings.BASE_DIR, "static/img/page-types")


@pytest.fixture
def prize():
    return PrizeFactory()


@pytest.fixture
def index(prize):
    return site_of(prize)


@pytest.fixture
def signed_in(client, prize, index):
    client.force_login(staff("editor", prize))
    return client


@pytest.mark.parametrize("model", OURS)
def test_kind_of_page_is_described_and_sketched(model):
    assert model.get_page_description()
    assert (SKETCHES / f"{model._meta.model_name}.svg").is_file()


def test_no_sketch_is_of_a_page_that_does_not_exist():
    assert {path.stem for path in SKETCHES.iterdir()} == {model._meta.model_name for model in OURS}


@pytest.mark.django_db
def test_kinds_of_page_are_shown_where_one_is_begun(signed_in):
    text = signed_in.get(reverse("wagtailadmin_pages:add_subpage", args=[HomePage.objects.get().pk])).text

    for model in HomePage.creatable_subpage_models():
        if model.can_create_at(HomePage.objects.get()):
            assert f'<img src="/static/img/page-types/{model._meta.model_name}.svg"' in text
            assert f'alt="Sketch of a {model.get_verbose_name()}"' in text
            assert reverse("wagtailadmin_pages:add", args=["home", "x", 1]).split("/x/")[0] in text


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["secretariat", "auditor"])
def test_others_begin_no_page(client, prize, index, role):
    client.force_login(staff(role, prize))

    response = client.get(reverse("wagtailadmin_pages:add_subpage", args=[HomePage.objects.get().pk]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", PageBody().child_blocks)
def test_block_says_what_it_is_for(name):
    assert PageBody().child_blocks[name].get_description()


EXAMPLES = {
    "heading": "How it works today",
    "text": "A lamp turns orange",
    "quote": "Ines Caldera",
    "figures": "Order to sample",
    "video": "A walk along the line",
    "faq": "What does it cost to enter?",
    "contact": "stories@shop.example",
}


def test_blocks_with_an_example_are_those_that_need_nothing_of_the_library():
    blocks = PageBody().child_blocks.items()

    assert {name for name, block in blocks if block.is_previewable} == set(EXAMPLES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", EXAMPLES)
def test_example_of_a_block_is_shown_in_the_clothes_of_the_site(signed_in, name):
    block = HomePage.body.field.stream_block.child_blocks[name]

    response = signed_in.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert EXAMPLES[name] in response.text
    assert "css/public.css" in response.text


@pytest.mark.django_db
def test_checks_look_at_the_text_and_not_at_the_frame(signed_in, index):
    response = signed_in.get(reverse("wagtailadmin_pages:add", args=["home", "storypage", index.pk]))
    start = response.text.index('id="checker-axe-configuration"')
    config = json.loads(response.text[start:].split(">", 1)[1].split("</script>", 1)[0])

    assert config["context"]["include"] == ["main"]
    assert {"image-alt", "alt-text-quality", "heading-order"} <= set(config["options"]["runOnly"])


@pytest.mark.django_db
def test_preview_lets_itself_be_checked_and_the_public_page_does_not(signed_in, index):
    page = story(index)

    preview = page.make_preview_request(original_request=signed_in.get("/").wsgi_request, extra_request_attrs={})
    inside = page.make_preview_request(
        original_request=signed_in.get("/").wsgi_request, extra_request_attrs={"in_preview_panel": True}
    )

    assert "wagtail-userbar" in inside.text
    assert "wagtail-userbar" not in preview.text
    assert "wagtail-userbar" not in signed_in.get(page.url).text


def stream(block, *pairs):
    return block.to_python([{"type": kind, "value": value} for kind, value in pairs])


@pytest.mark.parametrize(
    ("block", "pairs"),
    [
        (StoryBody(), [("text", f"<p>{'a' * (LONGEST_TEXT + 1)}</p>")]),
        (StoryBody(), [("heading", "a" * 121)]),
        (StoryBody(), [("figures", [{"label": "x", "after": 1}] * 13)]),
        (StoryBody(), [("figures", [])]),
        (StoryBody(), [("figures", [{"label": "x", "after": 1}])] * 5),
        (StoryBody(), [("heading", "a")] * 61),
        (PageBody(), [("links", [])]),
        (FactsBody(), [("text", "<p>a</p>")] * 31),
    ],
    ids=["long text", "long heading", "many rows", "no row", "many tables", "many blocks", "no link", "many groups"],
)
def test_block_beyond_its_limit_is_refused(block, pairs):
    with pytest.raises((StreamBlockValidationError, ValidationError)):
        block.clean(stream(block, *pairs))


def test_block_within_its_limits_is_taken():
    body = StoryBody()
    rows = [{"label": "x", "before": 1, "after": 2, "unit": ""}] * 12

    cleaned = body.clean(
        stream(body, ("heading", "a" * 120), ("text", f"<p>{'a' * LONGEST_TEXT}</p>"), *[("figures", rows)] * 4)
    )

    assert len(cleaned) == 6


@pytest.mark.django_db
def test_story_index_leads_straight_to_the_story(signed_in):
    index = StoryIndexPage.objects.get()

    response = signed_in.get(reverse("wagtailadmin_pages:add_subpage", args=[index.pk]))

    assert response.url == reverse("wagtailadmin_pages:add", args=["home", "storypage", index.pk])
