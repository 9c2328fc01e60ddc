"""The people of the demo, all invented. Their addresses end in .example, where no mail can arrive."""

from typing import NamedTuple

from accounts.enums import OrganisationKind
from prizes.enums import SeatType

PASSWORD = "ink-on-paper-2027"  # noqa: S105, printed for whoever tries the demo


class Member(NamedTuple):
    name: str
    email: str
    door: str


OFFICE = Member("Dana Whitfield", "office@prize.example", "secretariat: the back office")
COLLEAGUE = Member("Luis Marchetti", "office2@prize.example", "secretariat: the other half of the office")
AUDITOR = Member("Ruth Okonjo", "auditor@prize.example", "auditor: the record, and the second key")
EDITOR = Member("Sam Feldstein", "editor@prize.example", "editor: pages and stories")
CHAIR = Member("Helen Achterberg", "chair@jury.example", "chair of the jury")
ENTRANT = Member("Noor Haddad", "entrant@alderquay-precision.example", "entrant: her nomination is before the jury")
DRAFTER = Member(
    "Caleb Strand", "drafter@pinemarsh-robotics-works.example", "entrant: still drafting, with an extension"
)
BUYER = Member("Priya Ravensworth", "buyer@granite-aero.example", "large manufacturer: nominates, says what it needs")
FOUNDER = Member("Ines Calder", "founder@northlight-robotics.example", "startup: asks companies of the directory")


class Reporter(NamedTuple):
    """`token` makes a link that the demo can print; elsewhere it is secret and known to nobody but its mail."""

    name: str
    outlet: str
    email: str
    token: str
    door: str


READING = Reporter(
    "Nell Harker", "The Bay Courier", "nell@courier.example", "demo-accepted", "press: has accepted the embargo"
)
ASKED = Reporter("Tomas Vale", "Valley Radio", "tomas@radio.example", "demo-waiting", "press: asked, not answered yet")


class Juror(NamedTuple):
    name: str
    organisation: str
    kind: str
    seat_type: str
    title: str


JURORS = (
    Juror("Amara Lindqvist", "Northfall Aerospace", OrganisationKind.OEM, SeatType.OEM, "Supplier development"),
    Juror("Bernard Oyelaran", "Northfall Aerospace", OrganisationKind.OEM, SeatType.OEM, "Manufacturing engineering"),
    Juror("Chitra Venkataraman", "Commonwealth Medical Systems", OrganisationKind.OEM, SeatType.OEM, "Operations"),
    Juror("Diego Santangelo", "Tidewater Semiconductor", OrganisationKind.OEM, SeatType.OEM, "Process integration"),
    Juror(
        "Eleanor Pryce", "Merrow Institute of Technology", OrganisationKind.UNIVERSITY, SeatType.UNIVERSITY, "Professor"
    ),
    Juror(
        "Farid Kazemi", "Merrow Institute of Technology", OrganisationKind.UNIVERSITY, SeatType.UNIVERSITY, "Lecturer"
    ),
    Juror("Greta Holloway", "Pioneer Valley State College", OrganisationKind.UNIVERSITY, SeatType.UNIVERSITY, "Dean"),
    Juror(
        "Hiro Tanabe", "Bay Extension Partnership", OrganisationKind.INTERMEDIARY, SeatType.INTERMEDIARY, "Field agent"
    ),
    Juror(
        "Imogen Castellan",
        "Bay Extension Partnership",
        OrganisationKind.INTERMEDIARY,
        SeatType.INTERMEDIARY,
        "Director",
    ),
    Juror(
        "Jonah Brightwater", "Guild of Precision Shops", OrganisationKind.INTERMEDIARY, SeatType.INTERMEDIARY, "Adviser"
    ),
    Juror("Katya Morozova", "Commonwealth Medical Systems", OrganisationKind.OEM, SeatType.OEM, "Quality"),
    Juror(
        "Leopold Ferrante", "Guild of Precision Shops", OrganisationKind.INTERMEDIARY, SeatType.OTHER, "Retired owner"
    ),
)

FIRST_NAMES = tuple(
    "Ada Ben Clara Dmitri Esther Felix Gloria Hugo Irene Jamal Kim Lena Mateo "  # noqa: SIM905, a list to be read
    "Nadia Oscar Paula Quentin Rosa Stefan Tess Umar Vera Wendell Ximena Yusuf Zoe".split()
)
LAST_NAMES = tuple(
    "Abbott Bianchi Carver Delgado Eaton Fontaine Grady Hoang Ingram Jurado Kowalski Lindgren Mbeki "  # noqa: SIM905
    "Nakata Orlov Pires Quist Rossi Sandoval Thibault Underhay Varga Wexler Yilmaz Zamora".split()
)


def entrant_name(number):
    """A different person for every company."""
    return f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[(number * 7) % len(LAST_NAMES)]}"
