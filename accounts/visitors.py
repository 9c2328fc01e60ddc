"""What looks the same to everybody who is not signed in, and may therefore be kept and shown to the next visitor too."""

from functools import wraps

ATTRIBUTE = "is_for_everybody"


def for_everybody(view):
    """Mark a view of which a stranger sees what every stranger sees. What it reads must be watched by the page cache."""

    @wraps(view)
    def marking(request, *args, **kwargs):
        return mark(view(request, *args, **kwargs))

    return marking


def mark(response):
    setattr(response, ATTRIBUTE, True)
    return response


def is_marked(response):
    return getattr(response, ATTRIBUTE, False)
