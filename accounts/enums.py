from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    SME = "sme", _("Small or medium-sized manufacturer")
    OEM = "oem", _("Large manufacturer")
    UNIVERSITY = "university", _("University")
    INTERMEDIARY = "intermediary", _("Intermediary organization")
    AGENCY = "agency", _("Public agency")
    OTHER = "other", _("Other")


class RoleName(models.TextChoices):
    SECRETARIAT = "secretariat", _("Secretariat")
    AUDITOR = "auditor", _("Auditor")
    EDITOR = "editor", _("Editor")


class InvitationState(models.TextChoices):
    OPEN = "open", _("Open")
    EXPIRED = "expired", _("Expired")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REVOKED = "revoked", _("Taken back")
