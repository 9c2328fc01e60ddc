import re
from datetime import UTC, datetime

import pytest
from django.forms import Form
from django.template import RequestContext, Template

from prize_site.templatetags.house import inline_svg, state_tone, zoned

DEADLINE = datetime(2027, 3, 4, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("long", "4 March 2027, 17:00 EST"),
        ("short", "4 Mar 2027, 17:00 EST"),
        ("date", "4 March 2027"),
        ("clock", "17:00 EST"),
    ],
)
def test_moment_is_told_in_the_zone_of_its_edition(style, text):
    assert zoned(DEADLINE, "America/New_York", style) == f'<time datetime="2027-03-04T17:00-05:00">{text}</time>'


def test_moment_names_the_summer_time_of_its_zone():
    assert ">1 July 2027, 08:00 CEST<" in zoned(datetime(2027, 7, 1, 6, 0, tzinfo=UTC), "Europe/Berlin")


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
