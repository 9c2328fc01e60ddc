"""Every registered notice, filled with what nobody should be called."""

from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives

from notices.composing import compose
from notices.registry import NoticeTemplate, all_templates, register_template
from notices.rendering import SUBJECT_LENGTH, Link, render_html, render_subject, render_text, wrong_words

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror='alert(1)'>",
    "header": "Ann\r\nBcc: everybody@example.org\r\n\r\nHello",
    "separators": "Ann\u2028Bcc: everybody@example.org\u2029\x0b\x0c\x85x",
    "tag": "{% include 'secret' %} {{ site_url }} {{ settings.SECRET_KEY }}",
    "right to left": "\u202egnp.exe שלום\u2069 \u200f",
    "emoji": "👩🏽‍🏭 Zoë Ünal",
    "nothing": "",
    "nul": "An\x00n",
    "long": "x" * 5000,
    "address": "https://evil.example/?a=1&b=<2>",
    "script address": "javascript:alert(1)",
}
ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "body", "table", "tr", "td", "p", "a", "br"),
}


class Reader(HTMLParser):
    """Notes every tag, every attribute and every link of a mail."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name == "href"}


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


def templates():
    return [pytest.param(template, id=template.key) for template in all_templates()]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("template", templates())
def test_no_name_harms_any_notice(template, hostile):
    values = template.values(dict.fromkeys(template.variables, hostile), recipient_name=hostile)

    mail = compose(template.subject, template.body, values, language="en")

    found = read(mail.html)
    assert found.tags <= ALLOWED_TAGS
    assert not any(name.startswith("on") for name in found.attributes)
    assert all(link.startswith(("http://", "https://")) for link in found.links)
    assert len(mail.subject.splitlines()) <= 1
    assert len(mail.subject) <= SUBJECT_LENGTH
    assert "\x00" not in mail.subject + mail.text + mail.html
    assert "\u202e" not in mail.subject + mail.text + mail.html
    assert sorted(header for header, _ in message_of(mail).items()) == sorted(
        ["Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID"]
    )


@pytest.mark.parametrize("template", templates())
def test_sample_of_every_notice_is_complete(template):
    mail = compose(template.subject, template.body, template.sample_values(), language="en")

    assert mail.subject
    assert "{{" not in mail.subject + mail.text + mail.html


@pytest.mark.parametrize("template", templates())
def test_every_notice_explains_its_variables(template):
    assert all(template.known_variables.values())


def message_of(mail):
    message = EmailMultiAlternatives(mail.subject, mail.text, "prize@example.org", ["ann@example.org"])
    message.attach_alternative(mail.html, "text/html")
    return message.message()


def test_subject_is_one_line():
    assert render_subject("For {{ name }}", {"name": " a\r\n\tb\u2028c "}) == "For a bc"


def test_text_keeps_the_lines_of_a_value():
    assert render_text("Because:\r\n{{ reason }}", {"reason": "one\r\ntwo"}) == "Because:\none\ntwo"


def test_value_stays_in_its_paragraph():
    paragraphs = render_html("Dear {{ name }},\n\nhello.", {"name": "<b>\n\nA"})

    assert [each["html"] for each in paragraphs] == ["Dear &lt;b&gt;<br><br>A,", "hello."]


def test_value_is_no_template():
    assert render_text("{{ a }}", {"a": "{{ b }}", "b": "secret"}) == "{{ b }}"


def test_address_becomes_a_link_only_where_the_notice_says_so():
    [paragraph] = render_html(
        "{{ name }} {{ link }}", {"name": "https://a.test", "link": Link("https://b.test/?x=1&y=2")}
    )

    assert read(paragraph["html"]).links == {"https://b.test/?x=1&y=2"}


def test_address_alone_in_its_paragraph_becomes_a_button():
    assert render_html("See:\n\n{{ link }}", {"link": Link("https://b.test")})[1] == {"button": "https://b.test"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a.test/ onclick=x", 'https://a.test/"x', ""])
def test_what_is_no_web_address_becomes_no_link(address):
    [paragraph] = render_html("{{ link }}", {"link": Link(address)})

    assert read(paragraph["html"]).links == set()


def test_address_in_the_words_becomes_a_link_without_its_full_stop():
    [paragraph] = render_html("Read https://a.test/b.", {})

    assert read(paragraph["html"]).links == {"https://a.test/b"}


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        ("{{ name }} {{name}}", 0),
        ("{{ nme }}", 1),
        ("{{ nme }} {{ other }}", 2),
        ("{% now 'Y' %}", 2),
        ("{{ name|safe }}", 2),
        ("{{ name.secret }}", 2),
        ("{# x #}", 2),
        ("{{ name", 1),
        ("{ name }", 0),
    ],
)
def test_words_that_would_not_render_are_named(text, complaints):
    assert len(wrong_words(text, known=["name"])) == complaints


def test_template_with_an_unknown_variable_stops_the_start():
    with pytest.raises(ValidationError, match="There is no variable “nme” in this notice."):
        register_template(NoticeTemplate("test.bad", "Bad", "Hello {{ nme }}", "x"))


def test_template_without_a_whole_sample_stops_the_start():
    with pytest.raises(ValueError, match="sample"):
        register_template(NoticeTemplate("test.bad", "Bad", "Hello", "{{ a }}", variables={"a": "An a."}))


def test_two_templates_with_one_key_stop_the_start():
    with pytest.raises(ValueError, match="already"):
        register_template(NoticeTemplate("test.receipt", "Other", "Hello", "x"))
