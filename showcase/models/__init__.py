from showcase.models.approvals import ApprovablePage, CompanyAnswer
from showcase.models.awards import Approval, Award
from showcase.models.editing import EditorApproval
from showcase.models.pages import WinnerPage, WinnersPage
from showcase.models.pictures import Picture, Rendition

__all__ = [
    "ApprovablePage",
    "Approval",
    "Award",
    "CompanyAnswer",
    "EditorApproval",
    "Picture",
    "Rendition",
    "WinnerPage",
    "WinnersPage",
]
