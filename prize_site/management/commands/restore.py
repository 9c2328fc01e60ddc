from django.core.management.base import BaseCommand, CommandError

from prize_site.backups import BackupRefusedError, restore
from prize_site.database_copies import CopyFailedError


class Command(BaseCommand):
    help = "Replaces database and files by those of a backup, and verifies them. Stop the site first."

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument("--force", action="store_true", help="Replace an installation that is not empty.")

    def handle(self, *, folder, force, **options):
        try:
            report = restore(folder, force=force)
        except (BackupRefusedError, CopyFailedError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Restored. The record verifies: {report.count} events, head {report.head}")
