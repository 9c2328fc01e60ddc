from dataclasses import dataclass

from django import template

register = template.Library()


@register.filter
def figure(value):
    """A number as a reader writes it: at most two places, no idle zeros, thousands apart."""
    return "–" if value is None else f"{round(value, 2).normalize():,f}"


@dataclass(frozen=True)
class Bars:
    """Lengths in hundredths of the longer of the two."""

    before: int
    after: int


@register.simple_tag
def before_and_after(before, after):
    """Two bars on a scale of their own. None where one alone, or a figure below zero, would draw a wrong picture."""
    if before is None or before < 0 or after < 0 or not max(before, after):
        return None
    longer = max(before, after)
    return Bars(round(100 * before / longer), round(100 * after / longer))
