"""The pictures of a profile that is not public: its company's, and the prize office's, until it is."""

from collections import defaultdict

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.rules import is_signed_in, prizes_where
from network.models import CapabilityProfile, ProfilePicture
from prizes.rules import OFFICE_ROLES
from showcase.holding import forget_held, register_holder


def profiles_by_picture():
    held = defaultdict(list)
    hidden = ProfilePicture.objects.exclude(profile__in=CapabilityProfile.objects.public())
    for picture, profile in hidden.values_list("picture", "profile"):
        held[picture].append(profile)
    return held


def knows_profile(request, profiles):
    if not is_signed_in(request.user):
        return False
    kept = CapabilityProfile.objects.kept_by(request.user).filter(pk__in=profiles)
    return bool(prizes_where(request.user, *OFFICE_ROLES)) or kept.exists()


@receiver(post_save, sender=CapabilityProfile)
@receiver([post_save, post_delete], sender=ProfilePicture)
def held_pictures_may_be_others(raw=False, **kwargs):
    transaction.on_commit(forget_held)


register_holder("network.profiles", read=profiles_by_picture, may_see=knows_profile)
