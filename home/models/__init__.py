from home.models.front import HomePage
from home.models.prize import PrizePage, current_edition
from home.models.standard import StandardPage
from home.models.stories import StoryIndexPage, StoryPage

__all__ = [
    "HomePage",
    "PrizePage",
    "StandardPage",
    "StoryIndexPage",
    "StoryPage",
    "current_edition",
]
