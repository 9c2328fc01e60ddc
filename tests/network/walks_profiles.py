from network.office.profiles import ClaimViewSet, ProfileViewSet
from tests.accounts.viewset_walk import Walk, register_walk
from tests.network.factories import ProfileFactory, WaitingClaimFactory

register_walk(ProfileViewSet, Walk(row=lambda prize: ProfileFactory(), belongs_to_prize=False))
register_walk(ClaimViewSet, Walk(row=lambda prize: WaitingClaimFactory(), belongs_to_prize=False))
