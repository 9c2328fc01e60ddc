from django.core.management.base import BaseCommand

from prize_site import maintenance


class Command(BaseCommand):
    help = "Close the site to everybody with a page that says so, or open it again."
    # It is needed when the database, or anything else, is not there.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("act", choices=["on", "off", "status"])

    def handle(self, *args, act, **options):
        if act == "on":
            maintenance.turn_on()
        if act == "off":
            maintenance.turn_off()
        self.stdout.write("The site is closed for maintenance." if maintenance.is_on() else "The site is open.")
