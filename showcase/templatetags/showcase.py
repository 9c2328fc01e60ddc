from django import template

register = template.Library()


@register.filter
def figure(value):
    """A number as a reader writes it: at most two places, no idle zeros, thousands apart."""
    return "–" if value is None else f"{round(value, 2).normalize():,f}"
