import logging

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.text import slugify

from home.demo import cast
from home.demo.loading import NAME, load

MEMBERS = (
    cast.OFFICE,
    cast.COLLEAGUE,
    cast.AUDITOR,
    cast.EDITOR,
    cast.CHAIR,
    cast.ENTRANT,
    cast.DRAFTER,
    cast.FOUNDER,
    cast.BUYER,
)
# Where in the round each of these jurors stands.
JURORS = {
    0: "juror: has handed in",
    3: "juror: all entries scored, ready to hand in",
    5: "juror: half-way",
    8: "juror: one exclusion waived, one standing",
    9: "juror: pledged, still to declare",
    10: "juror: just invited onto the panel",
}


class Command(BaseCommand):
    help = "Load the demo: an invented prize with two finished years and one in the middle of its scoring."

    def handle(self, *args, **options):
        # Wagtail tells of every page that it makes; here that would bury the accounts.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        # Here, so that `make demo` starts Django once for both.
        call_command("migrate", verbosity=0)
        self.stdout.write("Loading the demo: three years of a prize, in about half a minute ...")
        self.stdout.write("Loaded." if load() else "It was there already; nothing was changed.")
        self.stdout.write(f"\n{NAME}. Every account has the password {cast.PASSWORD}\n")
        for member in MEMBERS:
            self.stdout.write(f"  {member.email:42} {member.door}")
        for number, door in JURORS.items():
            first = slugify(cast.JURORS[number].name.split()[0])
            self.stdout.write(f"  {first + '@jury.example':42} {door}")
        for reporter in (cast.READING, cast.ASKED):
            self.stdout.write(f"  {reverse('press:pass', args=[reporter.token]):42} {reporter.door}")
        self.stdout.write("")
