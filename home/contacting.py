"""The form of a contact page: who writes too often is asked to wait, and everybody else reaches the office."""

from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from home.forms import ContactForm


def answer_contact(page, request):
    """The form to show, or the response that follows a message."""
    form = ContactForm(request.POST or None, topics=page.topic_lines)
    if request.method != "POST" or not form.is_valid():
        return form, None
    if not ratelimit.consume(request, action="contact"):
        form.add_error(None, _("Several messages came from here within the hour. Try again later, or write an e-mail."))
        return form, None
    _send(page, form.cleaned_data)
    messages.success(request, _("Your message is on its way. The prize office answers by e-mail."))
    return form, redirect(page.get_url(request))


def _send(page, typed):
    # The action builds on the models, and the page's model on this.
    from home.actions import write_to_office

    write_to_office(page=page, name=typed["name"], address=typed["address"], topic=typed["topic"], text=typed["text"])
