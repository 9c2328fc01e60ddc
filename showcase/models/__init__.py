from showcase.models.awards import Approval, Award
from showcase.models.pages import AwardFilters, WinnerPage, WinnersPage
from showcase.models.pictures import Picture, Rendition

__all__ = ["Approval", "Award", "AwardFilters", "Picture", "Rendition", "WinnerPage", "WinnersPage"]
