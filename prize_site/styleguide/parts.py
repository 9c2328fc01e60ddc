"""The components of the house: what each says of itself at its head, and how an example of it is drawn."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string

FOLDER = settings.BASE_DIR / "templates" / "components"
HEAD = re.compile(r"\{# (\w+)\.html: (.*?) #\}", re.DOTALL)
ARGUMENT = re.compile(r"`(\w+)`")


@dataclass(frozen=True)
class Example:
    """`alone`: one of it is enough for a page, so it is shown on a page of its own, in a window."""

    state: str
    context: dict = field(default_factory=dict)
    alone: bool = False


@dataclass(frozen=True)
class Part:
    """`is_code`: nothing to be seen, it stands in the head of a page. `is_frame`: it stands around the main part."""

    name: str
    examples: tuple
    is_code: bool = False
    is_frame: bool = False

    @property
    def template(self):
        return f"components/{self.name}.html"

    @property
    def source(self):
        return (FOLDER / f"{self.name}.html").read_text()

    @property
    def head(self):
        return HEAD.search(self.source)[2]

    @property
    def arguments(self):
        return ARGUMENT.findall(self.head)

    def draw(self, example, request):
        return render_to_string(self.template, example.context, request)


def part(name, *examples, **kind):
    return Part(name, examples, **kind)
