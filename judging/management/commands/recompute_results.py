import json

from django.core.management.base import BaseCommand, CommandError

from audit.canonical import sha256_hex
from judging.enums import SealKind
from judging.models import Round
from judging.sealing import METHOD, figures_input, figures_result


class Command(BaseCommand):
    help = (
        "Computes the sealed figures of a round again, from the sealed input, and says whether every byte is the same."
    )

    def add_arguments(self, parser):
        parser.add_argument("round", type=int, help="The number of the round, as in its address.")

    def handle(self, *, round, **options):
        found = Round.objects.filter(pk=round).first()
        if found is None:
            raise CommandError(f"There is no round {round}.")
        seals = list(found.seals.filter(kind=SealKind.FIGURES).order_by("number"))
        if not seals:
            raise CommandError(f"No figures of “{found}” are sealed.")
        problems = [problem for seal in seals for problem in self.problems_of(seal)]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Every byte is the same.")

    def problems_of(self, seal):
        self.stdout.write(f"Seal {seal.number} of “{seal.round}”, {seal.method}, input {seal.input_hash}")
        if seal.method != METHOD:
            return [f"It was made by {seal.method}; this version computes {METHOD} and cannot repeat it."]
        problems = []
        if sha256_hex(seal.input) != seal.input_hash:
            problems.append("The sealed input does not have the sealed hash.")
        if not seal.is_lifted and figures_input(seal.round, at=seal.sealed_at) != seal.input:
            problems.append("What the database says now is not the sealed input: a mark, a rubric or a bar has moved.")
        return [*problems, *differences(json.loads(seal.result), json.loads(figures_result(seal.input)))]


def differences(sealed, again, where=""):
    """Where two results differ, a line for each place, with both values."""
    if type(sealed) is not type(again):
        return [f"{where}: sealed {sealed!r}, computed {again!r}"]
    if isinstance(sealed, dict):
        keys = sorted(sealed.keys() | again.keys())
        return [line for key in keys for line in differences(sealed.get(key), again.get(key), f"{where}/{key}")]
    if isinstance(sealed, list) and len(sealed) == len(again):
        return [
            line
            for i, pair in enumerate(zip(sealed, again, strict=True))
            for line in differences(*pair, f"{where}/{i}")
        ]
    return [] if sealed == again else [f"{where}: sealed {sealed!r}, computed {again!r}"]
