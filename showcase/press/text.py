"""An award in plain words, to be copied into an article."""

from bs4 import BeautifulSoup
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from showcase.templatetags.showcase import figure


def text_of(award, *, page, address, embargo):
    """`page` as its company approved it, else None; `address` of that page; `embargo` a line that comes first, or ""."""
    parts = [[embargo], _head(award), [_("The jury: “%(citation)s”") % {"citation": award.citation}]]
    if not award.citation:
        parts.pop()
    if page is not None:
        parts += [[award.title], [page.summary], _lines(page.body), _links(award, address)]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := [line for line in part if line]))


def _head(award):
    place = f", {award.place}" if award.place else ""
    return [f"{award.category.edition.name}: {award.label}", f"{award.company_name}{place}"]


def _links(award, address):
    website = award.organisation.website
    return [
        _("The company: %(address)s") % {"address": website} if website else "",
        _("Its page: %(address)s") % {"address": address} if address else "",
    ]


def _lines(body):
    return [line for block in body for line in KINDS.get(block.block_type, other)(block)]


def heading(block):
    return [block.value.upper()]


def paragraphs(block):
    found = BeautifulSoup(block.value.source, "html.parser").find_all(["p", "li"])
    return [("- " if each.name == "li" else "") + " ".join(each.get_text().split()) for each in found]


def quote(block):
    said_by = ", ".join(filter(None, [block.value["name"], block.value["role"]]))
    return [f"“{block.value['text']}” {said_by}"]


def figures(block):
    return [figure_line(row) for row in block.value]


def figure_line(row):
    unit = f" {row['unit']}" if row["unit"] else ""
    values = [value for value in (row["before"], row["after"]) if value is not None]
    return f"{row['label']}: {' → '.join(figure(value) for value in values)}{unit}"


def nothing(block):
    """Pictures lie beside the text, with their captions."""
    return []


def other(block):
    return [" ".join(strip_tags(str(block)).split())]


KINDS = {"heading": heading, "text": paragraphs, "quote": quote, "figures": figures, "picture": nothing}
