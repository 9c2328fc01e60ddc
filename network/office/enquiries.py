"""The back office of this part."""

VIEWSETS = ()
