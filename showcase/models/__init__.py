from showcase.models.awards import Approval, Award
from showcase.models.pictures import Picture, Rendition

__all__ = ["Approval", "Award", "Picture", "Rendition"]
