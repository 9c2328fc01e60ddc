from django import template

register = template.Library()


@register.filter
def file_of(files, attachment):
    """The name under which this juror reads an attachment."""
    return files[attachment.pk]


@register.filter
def choice_label(question, value):
    return question.label_of(value)
