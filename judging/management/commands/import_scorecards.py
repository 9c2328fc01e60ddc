from django.core.management.base import CommandError

from judging.importing import ScorecardMap, check_scorecards, import_scorecards
from judging.models import Round
from nominations.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Bring in scorecards that were collected elsewhere. Without --commit it only says what it would do."
    target = "round"
    target_help = "PRIZE-SLUG/YEAR/ROUND-KEY, like state-prize/2027/site-visit"
    things = "scorecards"
    dry_run = staticmethod(check_scorecards)
    bring_in = staticmethod(import_scorecards)

    def find_target(self, text):
        rounds = Round.objects.select_related("edition__prize")
        named = {f"{round.edition.prize.slug}/{round.edition.year}/{round.key}": round for round in rounds}
        if text not in named:
            raise CommandError(f"There is no round “{text}”. Known: {', '.join(named) or 'none yet'}.")
        return named[text]

    def read_map(self, path, target):
        return ScorecardMap(path, target)
