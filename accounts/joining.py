"""Sign-up: what allauth asks this house about new accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from accounts import rules
from accounts.models import Invitation
from accounts.navigation import doors_for
from audit.record import record_event
from notices.composing import frame

INVITED_WITH = "invited_with"


def remember_invitation(request, token):
    """Whoever opens the link has read the mail: signing up with that address needs no second mail."""
    request.session[INVITED_WITH] = token


def invited_address(request):
    """The address that this visitor's invitation was sent to, while the invitation is open."""
    token = request.session.get(INVITED_WITH)
    return token and Invitation.objects.open().with_token(token).values_list("address", flat=True).first()


def confirm_address(person):
    """Take the person's address as verified without a mail: for accounts made by the command line and the demo."""
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"primary": True, "verified": True})


class AccountAdapter(DefaultAccountAdapter):
    @transaction.atomic
    def save_user(self, request, user, form, commit=True):
        user = super().save_user(request, user, form, commit=False)
        user.name = form.cleaned_data["name"]
        user.save()
        record_event("person.joined", target=user, by=user)
        return user

    def is_email_verified(self, request, email):
        return email.lower() == invited_address(request) or super().is_email_verified(request, email)

    def render_mail(self, template_prefix, email, context, headers=None):
        """The words stand in templates/account/email and templates/mfa/email; the frame is that of all our mail."""
        message = super().render_mail(template_prefix, email, context, headers)
        framed = frame(message.subject, message.body, language=get_language() or settings.LANGUAGE_CODE)
        message.subject, message.body = framed.subject, framed.text
        message.attach_alternative(framed.html, "text/html")
        return message

    def get_login_redirect_url(self, request):
        """To one's own work: the front page has nothing new for somebody who has just signed in."""
        if rules.holds_any_role(request.user):
            return settings.BACK_OFFICE_PATH
        doors = doors_for(request)
        return doors[0].url if doors else super().get_login_redirect_url(request)
