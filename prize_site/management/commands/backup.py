from django.core.management.base import BaseCommand, CommandError

from prize_site.backups import BackupRefusedError, back_up
from prize_site.database_copies import CopyFailedError


class Command(BaseCommand):
    help = "Writes database, files and the head of the record into a new folder."

    def add_arguments(self, parser):
        parser.add_argument("folder")

    def handle(self, *, folder, **options):
        try:
            manifest = back_up(folder)
        except (BackupRefusedError, CopyFailedError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{len(manifest['files'])} files in {folder}. Head of the record: {manifest['head']}")
