from django.db import models


class Vocabulary(models.TextChoices):
    SUB_INDUSTRY = "sub_industry", "Sub-industry"
    TECHNOLOGY = "technology", "Technology"
    PRACTICE = "practice", "Practice"
    CAPABILITY = "capability", "Capability"
    ASSISTANCE = "assistance", "Form of assistance"


class RuleKind(models.TextChoices):
    YES_NO = "yes_no", "Yes or no"
    NUMBER = "number", "Number within limits"
    CHOICE = "choice", "Choice"


class WindowState(models.TextChoices):
    """Where a window stands; it follows from its dates and is never stored."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class SeatType(models.TextChoices):
    """Whom a juror's seat speaks for; the mix of a panel is planned over these."""

    OEM = "oem", "Large manufacturer"
    UNIVERSITY = "university", "University"
    INTERMEDIARY = "intermediary", "Intermediary organisation"
    OTHER = "other", "Other expert"
