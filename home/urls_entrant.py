"""Below /nominations/: where an entrant offers the story of an entry."""

from django.urls import path

from home.views import OfferStory

app_name = "story_offer"
urlpatterns = [path("<uuid:pk>/story/", OfferStory.as_view(), name="offer")]
