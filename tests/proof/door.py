"""What is said of one address, and for whom it opens."""

from dataclasses import dataclass

PUBLIC = frozenset({"everybody"})
SIGNED_IN = frozenset({"signed in"})


def nothing(world):
    return []


def admits(*who):
    return frozenset(who)


@dataclass(frozen=True)
class Door:
    # Names of `people` of the prize that the address is about, or PUBLIC, or SIGNED_IN.
    who: frozenset
    args: object = nothing
    # What a GET of somebody admitted is answered with.
    status: int = 200
    query: object = None

    @property
    def is_about_a_row(self):
        return self.args is not nothing


POST_ONLY = 405
OFFICE = admits("secretariat")
COMPANY = admits("entrant", "collaborator")
ENTRANT = admits("entrant")
JURY = admits("juror", "other juror", "chair")
SEATED = JURY | {"seated"}
LEADERS = admits("secretariat", "auditor", "chair")


def once(make):
    """For the arguments of an address: what `make(world)` made for this world before, or makes now."""

    def args(world):
        made = world.__dict__.setdefault("made", {})
        if make not in made:
            made[make] = make(world)
        return made[make]

    return args
