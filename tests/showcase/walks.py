from showcase.viewsets import AwardViewSet
from tests.accounts.viewset_walk import Walk, register_walk
from tests.showcase.factories import awarded

register_walk(AwardViewSet, Walk(row=awarded))
