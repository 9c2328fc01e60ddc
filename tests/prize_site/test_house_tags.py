import re
from datetime import UTC, datetime

import pytest
from django.forms import Form
from django.template import Context, RequestContext, Template

from prize_site.templatetags.house import inline_svg, state_tone, zoned

DEADLINE = datetime(2027, 3, 4, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("long", "March 4, 2027, 5:00 p.m. EST"),
        ("short", "Mar 4, 2027, 5:00 p.m. EST"),
        ("date", "March 4, 2027"),
        ("clock", "5:00 p.m. EST"),
    ],
)
def test_moment_is_told_in_the_zone_of_its_edition(style, text):
    assert zoned(DEADLINE, "America/New_York", style) == f'<time datetime="2027-03-04T17:00-05:00">{text}</time>'


def test_moment_names_the_summer_time_of_its_zone():
    assert ">July 1, 2027, 8:00 a.m. CEST<" in zoned(datetime(2027, 7, 1, 6, 0, tzinfo=UTC), "Europe/Berlin")


def test_no_moment_is_nothing():
    assert zoned(None, "America/New_York") == ""


@pytest.mark.parametrize(
    ("state", "tone"), [("winner", "good"), ("withdrawn", "bad"), ("needs_information", "signal"), ("draft", "plain")]
)
def test_state_has_a_tone(state, tone):
    assert state_tone(state) == tone


def test_drawing_gets_a_name_that_cannot_break_out():
    assert inline_svg('<?xml version="1.0"?><svg width="1"></svg>', '"><script>') == (
        '<svg role="img" aria-label="&quot;&gt;&lt;script&gt;" width="1"></svg>'
    )


def test_form_included_alone_still_carries_its_token(rf):
    request = rf.get("/")
    page = Template('{% include "components/form.html" with form=form only %}')

    html = page.render(RequestContext(request, {"form": Form()}))

    assert re.search(r'name="csrfmiddlewaretoken" value="\w{64}"', html)


def test_dates_without_a_tag_of_ours_read_the_same_and_carry_their_zone():
    page = Template("{{ at }} | {{ at|date }} | {{ at|time }}").render(Context({"at": DEADLINE}))

    assert page == "March 4, 2027, 5:00 p.m. EST | March 4, 2027 | 5:00 p.m. EST"
