from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.actions import give_role
from accounts.enums import RoleName
from accounts.models import Person, prize_model


class Command(BaseCommand):
    help = "Give the first roles of a prize; later ones are given in the back office by its secretariat."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=RoleName.values)
        parser.add_argument("prize", help="The slug of the prize.")

    def handle(self, *, email, role, prize, **options):
        person = Person.objects.current().filter(email=Person.objects.normalize_email(email)).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {email}. Ask them to sign up first.")
        prizes = prize_model().objects
        found = prizes.filter(slug=prize).first()
        if found is None:
            known = ", ".join(prizes.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no prize “{prize}”. Known: {known}.")
        try:
            give_role(person=person, role=role, prize=found, by=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person} is now {RoleName(role).label.lower()} of {found}.")
