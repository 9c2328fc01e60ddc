from showcase.models.awards import Approval, Award
from showcase.models.editing import EditorApproval
from showcase.models.pages import WinnerPage
from showcase.models.pictures import Picture, Rendition
from showcase.models.press import PressPass
from showcase.models.winners import WinnersPage

__all__ = ["Approval", "Award", "EditorApproval", "Picture", "PressPass", "Rendition", "WinnerPage", "WinnersPage"]
