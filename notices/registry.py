"""Every notice the house can send. Each app registers its own in `<app>/notices.py`, imported in ready()."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from notices.rendering import Link, wrong_words

# What every notice may use without declaring it.
COMMON_VARIABLES = {
    "recipient_name": _("The name of the person it is sent to."),
    "site_name": _("The name of this installation."),
    "site_url": _("The address of this installation."),
}


@dataclass(frozen=True)
class NoticeTemplate:
    """`variables` says what each variable is; `sample` shows each. One whose sample is a web address becomes a link."""

    key: str
    name: str
    subject: str
    body: str
    variables: Mapping[str, str] = field(default_factory=dict)
    sample: Mapping[str, object] = field(default_factory=dict)

    @property
    def known_variables(self):
        return {**self.variables, **COMMON_VARIABLES}

    def in_language(self, language):
        """The words built in, as that language has them."""
        with override(language):
            return replace(self, subject=str(self.subject), body=str(self.body))

    def check(self, subject, body):
        """Refuse words that would not render, naming every wrong one under its field."""
        errors = {
            "subject": wrong_words(subject, known=self.known_variables),
            "body": wrong_words(body, known=self.known_variables),
        }
        if found := {field: messages for field, messages in errors.items() if messages}:
            raise ValidationError(found)

    def values(self, context, *, recipient_name):
        """The context of one mail, complete and with links marked; a caller that forgot a variable is told so."""
        if set(context) - {"recipient_name"} != set(self.variables) - {"recipient_name"}:
            raise ValueError(f"{self.key} takes {sorted(self.variables)}, was given {sorted(context)}.")
        common = {
            "recipient_name": recipient_name,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": Link(settings.WAGTAILADMIN_BASE_URL),
        }
        return common | {name: self._marked(name, value) for name, value in context.items()}

    def sample_values(self):
        return self.values(dict(self.sample), recipient_name="Sam Sample")

    def _marked(self, name, value):
        shown = str(self.sample.get(name, ""))
        return Link(str(value)) if shown.startswith(("https://", "http://")) else value


_templates = {}


def register_template(template):
    """Refuses, at start, a template that could not be sent."""
    if template.key in _templates and _templates[template.key] != template:
        raise ValueError(f"There is already a notice “{template.key}”.")
    if set(template.sample) != set(template.variables):
        raise ValueError(f"{template.key}: the sample must show every variable, and no other.")
    template.check(str(template.subject), str(template.body))
    _templates[template.key] = template
    return template


def get_template(key):
    try:
        return _templates[key]
    except KeyError:
        raise ValueError(f"There is no notice “{key}”.") from None


def all_templates():
    return sorted(_templates.values(), key=lambda template: template.name.lower())
