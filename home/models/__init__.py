from home.models.contact import ContactPage
from home.models.facts import FactsPage
from home.models.front import HomePage
from home.models.happenings import AwardCommitment, EventIndexPage, EventPage, SignUp
from home.models.news import NewsIndexPage, NewsPage
from home.models.offers import StoryOffer
from home.models.prize import PrizePage, current_edition
from home.models.redirects import SiteRedirect
from home.models.standard import StandardPage
from home.models.stories import StoryApproval, StoryIndexPage, StoryPage

__all__ = [
    "AwardCommitment",
    "ContactPage",
    "EventIndexPage",
    "EventPage",
    "FactsPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PrizePage",
    "SignUp",
    "SiteRedirect",
    "StandardPage",
    "StoryApproval",
    "StoryIndexPage",
    "StoryOffer",
    "StoryPage",
    "current_edition",
]
