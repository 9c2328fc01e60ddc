"""A text of one line that people read: a name, a street, a title."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.text import readable_line

# What a decoder puts where it could not read a byte.
REPLACED = "\ufffd"


def refuse_replaced(text):
    if REPLACED in text:
        raise ValidationError(_("Some letters did not arrive as you wrote them and show as “�”. Type them again."))


class LineFormField(forms.CharField):
    default_validators = [refuse_replaced]

    def to_python(self, value):
        return readable_line(super().to_python(value))


class LineField(models.CharField):
    """Kept readable by every way to the database: a form, an import, a script."""

    default_validators = [refuse_replaced]

    def to_python(self, value):
        value = super().to_python(value)
        return readable_line(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LineFormField, **kwargs})

    def deconstruct(self):
        # The column is a plain one: how text is cleaned may change without a migration.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
