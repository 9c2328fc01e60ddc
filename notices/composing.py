"""From a template and its values to the mail that is sent."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from notices.models import TemplateText
from notices.rendering import URL, Link, render_html, render_subject, render_text


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str
    html: str


def wording(template, *, scope, language):
    """The subject and body that hold for an edition: its own, else the general ones, else those built in."""
    languages = [language, settings.LANGUAGE_CODE]
    own = TemplateText.objects.best_for(template.key, scope=scope, languages=languages)
    return own or template.in_language(language)


def compose(subject, body, values, *, language):
    line = render_subject(subject, values)
    frame = {
        "subject": line,
        "language": language,
        "text": render_text(body, values),
        "paragraphs": render_html(body, values),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.WAGTAILADMIN_BASE_URL,
    }
    with override(language):
        return Mail(line, render_to_string("notices/mail.txt", frame), render_to_string("notices/mail.html", frame))


def frame(subject, text, *, language):
    """A mail that was written elsewhere, in the frame of ours. All of it is data; an address that stands alone is the button."""
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    values = {f"p{number}": Link(part) if URL.fullmatch(part) else part for number, part in enumerate(paragraphs)}
    body = "\n\n".join(f"{{{{ {name} }}}}" for name in values)
    return compose("{{ subject }}", body, values | {"subject": subject}, language=language)
