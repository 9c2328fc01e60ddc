from showcase.models.approvals import ApprovablePage, CompanyAnswer
from showcase.models.awards import Approval, Award
from showcase.models.editing import EditorApproval
from showcase.models.pages import WinnerPage
from showcase.models.pictures import Picture, Rendition
from showcase.models.press import PressPass
from showcase.models.winners import WinnersPage

__all__ = [
    "ApprovablePage",
    "Approval",
    "Award",
    "CompanyAnswer",
    "EditorApproval",
    "Picture",
    "PressPass",
    "Rendition",
    "WinnerPage",
    "WinnersPage",
]
