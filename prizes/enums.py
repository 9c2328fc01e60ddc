from django.db import models
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.TextChoices):
    SUB_INDUSTRY = "sub_industry", _("Sub-industry")
    TECHNOLOGY = "technology", _("Technology")
    PRACTICE = "practice", _("Practice")
    CAPABILITY = "capability", _("Capability")
    ASSISTANCE = "assistance", _("Form of assistance")


# By what an entry and a juror are matched.
MATCHED = (Vocabulary.SUB_INDUSTRY, Vocabulary.TECHNOLOGY, Vocabulary.PRACTICE)


class RuleKind(models.TextChoices):
    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("Number within limits")
    CHOICE = "choice", _("Choice")


class WindowState(models.TextChoices):
    """Where a window stands; it follows from its dates and is never stored."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class SeatType(models.TextChoices):
    """Whom a juror's seat speaks for; the mix of a panel is planned over these."""

    OEM = "oem", _("Large manufacturer")
    UNIVERSITY = "university", _("University")
    INTERMEDIARY = "intermediary", _("Intermediary organisation")
    OTHER = "other", _("Other expert")
