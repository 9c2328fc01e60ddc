from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from accounts.sessions import note_second_factor


@receiver(authenticator_added, dispatch_uid="accounts.second_factor_added")
def setting_up_is_using(sender, request, user, authenticator, **kwargs):
    """Adding an app or a key has just shown that it works; the codes for losing it show nothing."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        note_second_factor(request, user)
