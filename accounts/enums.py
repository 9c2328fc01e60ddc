from django.db import models


class OrganisationKind(models.TextChoices):
    SME = "sme", "Small or medium-sized manufacturer"
    OEM = "oem", "Large manufacturer"
    UNIVERSITY = "university", "University"
    INTERMEDIARY = "intermediary", "Intermediary organisation"
    AGENCY = "agency", "Public agency"
    OTHER = "other", "Other"


class RoleName(models.TextChoices):
    SECRETARIAT = "secretariat", "Secretariat"
    AUDITOR = "auditor", "Auditor"
    EDITOR = "editor", "Editor"


class InvitationState(models.TextChoices):
    OPEN = "open", "Open"
    EXPIRED = "expired", "Expired"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    REVOKED = "revoked", "Taken back"
