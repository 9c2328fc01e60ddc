from django.core.management.base import CommandError

from nominations.importing.command import ImportCommand
from nominations.importing.nominations import NominationMap, check_nominations, import_nominations
from prizes.models import Edition


class Command(ImportCommand):
    help = "Bring nominations in from a CSV file. Without --commit it only says what it would do."
    target = "edition"
    target_help = "PRIZE-SLUG/YEAR, like state-prize/2027"
    things = "nominations"
    dry_run = staticmethod(check_nominations)
    bring_in = staticmethod(import_nominations)

    def find_target(self, text):
        slug, _, year = text.partition("/")
        edition = Edition.objects.filter(prize__slug=slug, year=int(year) if year.isdecimal() else None).first()
        if edition is None:
            known = ", ".join(f"{e.prize.slug}/{e.year}" for e in Edition.objects.select_related("prize")) or "none yet"
            raise CommandError(f"There is no edition “{text}”. Known: {known}.")
        return edition

    def read_map(self, path, target):
        return NominationMap(path, target)
