from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q

from accounts.rules import is_signed_in
from judging.enums import DeclarationKind
from judging.querysets.rounds import office_prizes


class PledgeQuerySet(models.QuerySet):
    def signed_by(self, person):
        return self.filter(juror=person.pk)

    def valid(self):
        """Under the wording that the round has now: a new wording asks for a new signature."""
        return self.filter(version=models.F("round__pledge_version"))


class DeclarationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The juror's own, those of the office's prizes, and for who leads a panel those of its round's jurors."""
        if not is_signed_in(user):
            return self.none()
        seats = apps.get_model("judging", "Seat").objects
        led = seats.leading().filter(juror=user.pk, panel__round__edition=OuterRef("edition"))
        led_jurors = seats.filter(panel__round__in=led.values("panel__round"), juror=OuterRef("juror"))
        return self.filter(Q(juror=user.pk) | Q(edition__prize__in=office_prizes(user)) | models.Exists(led_jurors))

    def excluding(self):
        """Those that keep a juror from an entry: excluded, and no waiver given."""
        return self.filter(kind=DeclarationKind.EXCLUDE, waiver=None)
