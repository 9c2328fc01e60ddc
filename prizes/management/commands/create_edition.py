import zoneinfo

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from prizes import clock
from prizes.actions import create_prize, create_starter_edition
from prizes.actions.starting import DEFAULT_PLACE
from prizes.models import Edition, Prize

DEFAULT_ZONE = Edition._meta.get_field("time_zone").default


class Command(BaseCommand):
    help = (
        "Create a starter edition: three categories, eligibility rules, entry forms, a rubric, dates and terms, all of "
        "which the prize office then makes its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("prize_slug")
        parser.add_argument("year", type=int)
        parser.add_argument("--opens", required=True, help="2027-01-11T09:00, on the clock of the time zone.")
        parser.add_argument("--closes", required=True, help="2027-04-02T17:00, on the clock of the time zone.")
        parser.add_argument("--time-zone", default=DEFAULT_ZONE, help=f"Default: {DEFAULT_ZONE}.")
        parser.add_argument("--place", default=DEFAULT_PLACE, help="Where the prize is given: Massachusetts.")
        parser.add_argument("--prize-name", help="Create the prize under this name if it does not exist.")
        parser.add_argument("--rehearsal", action="store_true", help="Everything works, nothing is public.")

    @transaction.atomic
    def handle(self, *args, prize_slug, year, place, prize_name, rehearsal, **options):
        zone = read_zone(options["time_zone"])
        try:
            prize = self.find_prize(prize_slug, prize_name, place)
            edition = create_starter_edition(
                prize=prize,
                year=year,
                opens_at=read_time(options["opens"], zone),
                closes_at=read_time(options["closes"], zone),
                time_zone=zone.key,
                rehearsal=rehearsal,
                place=place,
                by=None,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        opens, closes = (clock.spoken(moment, zone) for moment in (edition.opens_at, edition.closes_at))
        self.stdout.write(self.style.SUCCESS(f"{edition} is created. Nominations open {opens} and close {closes}."))

    def find_prize(self, slug, name, place):
        prize = Prize.objects.filter(slug=slug).first()
        if prize:
            return prize
        if not name:
            raise CommandError(f"There is no prize “{slug}”. Give it a name with --prize-name to create it.")
        return create_prize(slug=slug, name=name, place=place, by=None)


def read_zone(name):
    if name not in zoneinfo.available_timezones():
        raise CommandError(f"“{name}” is not a time zone. Write it like America/New_York.")
    return zoneinfo.ZoneInfo(name)


def read_time(text, zone):
    try:
        return clock.parse_wall_clock(text, zone)
    except ValueError as error:
        raise CommandError(f"“{text}” is not a time. Write it like 2027-01-11T09:00.") from error
