from home.viewsets import StoryOfferViewSet
from tests.accounts.viewset_walk import Walk, register_walk
from tests.home.factories import offer_in

register_walk(StoryOfferViewSet, Walk(row=offer_in))
