"""The demo's large manufacturers, their problem statements, partners and nominations."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection

from accounts.actions import accept_invitation, affiliate
from accounts.enums import OrganisationKind
from accounts.models import Invitation, Organisation
from home.demo import cast
from home.demo.clock import at
from home.demo.logos import logo
from network.actions.approach import agree_to_approach
from network.actions.jury_offers import note_jury_offer, offer_to_judge
from network.actions.problems import hand_problem_in, publish_problem, reply_to_problem, write_problem
from network.enums import ClaimGround, ClaimState, PartnerRole
from network.models import Claim, Partner
from nominations.actions import Nominee, decline_by_link, grant_extension, nominate_companies
from nominations.actions.clock import close_invited
from nominations.models import Nomination
from prizes.enums import SeatType
from prizes.models import Edition, Term
from showcase.enums import AwardState
from showcase.models import Award, Picture

SEALS = {
    "title": "Seals that outlast the engine",
    "text": "A shaft seal in our engines is changed every two years, and each change takes an engine out of service for a "
    "day. We look for a seal, a coating or a process that holds for eight years at 300 °C and 14,000 revolutions.\n\n"
    "What stands in the way today: the hard coatings that last cannot be ground to the finish that we need.\n\n"
    "What an answer must show: a sample or figures from another use, and who would have to be trained.",
    "years_least": 5,
    "years_most": 8,
}
SENSORS = {
    "title": "Sensors that are cast into the part",
    "text": "We would like to know what a casting feels during its whole life. A sensor that survives the pour, in numbers "
    "that a small foundry can make, does not exist.\n\nWe offer laboratory time and two doctoral students; we look for a "
    "company that would try it with us on real parts.",
    "years_least": 6,
    "years_most": 10,
}
PUMPS = {
    "title": "Vacuum parts without machining marks",
    "text": "Parts of vacuum chambers must be free of the marks that a tool leaves. Polishing by hand takes a third of "
    "their price. We look for a finish that a machine reaches by itself, and for whoever masters it in small series.",
    "years_least": 5,
    "years_most": 7,
}
ANSWER = (
    "We grind hard-coated sleeves for pumps to 0.1 µm since last autumn, forty a month, on a machine that reports its own "
    "wear. The oldest has run for eleven months at 260 °C. We could show you three of them, and how they are ground."
)
SUPPLIERS = (
    (
        "Wickford Screw Works",
        "owner@wickford-screw.example",
        "They told us of a fault in our own drawing before we paid for it.",
    ),
    ("Lantern Hill Molding", "office@lantern-hill.example", "Two thousand housings, and not one came back."),
    ("Saltmarsh Springs", "mail@saltmarsh-springs.example", "They answer the telephone at six in the morning."),
)


def open_the_door(people, prize):
    buyer = _buyer(people.house)
    edition = Edition.objects.public().filter(prize=prize).order_by("-year").first()
    _carry_the_prize(people.house, prize, edition)
    _name_suppliers(people, edition, buyer)
    _say_what_is_needed(people, buyer)
    _offer_to_judge(people, prize)
    _agree_to_be_approached()


def _ago(days):
    return at(timezone.now() - timedelta(days=days))


def _buyer(house):
    with _ago(190):
        buyer = house.member(cast.BUYER)
        company = house.organisation("Granite Aero", OrganisationKind.OEM)
        company.domains.get_or_create(domain="granite-aero.example")
        affiliate(person=buyer, organisation=company, by=None, title="Supplier development")
    return buyer


def _carry_the_prize(house, prize, edition):
    facts = {"city": "Worcester", "state": "MA"}
    carried = (
        (
            house.organisation("Granite Aero", OrganisationKind.OEM),
            PartnerRole.SPONSOR,
            edition.categories.order_by("position").last(),
            "peaks",
            "Every second part of our engines comes from a company of fewer than fifty people.",
        ),
        (
            house.organisation("Bay Extension Partnership", OrganisationKind.INTERMEDIARY),
            PartnerRole.SUPPORTER,
            None,
            "steps",
            "Our field agents see the good work every week. Here others see it too.",
        ),
        (
            house.organisation("Foundry Row Trust", OrganisationKind.OTHER),
            PartnerRole.HOST,
            None,
            "rings",
            "The hall in which the awards are given was a foundry for a hundred years.",
        ),
    )
    Organisation.objects.filter(name="Foundry Row Trust").update(**facts)
    for position, (organisation, role, category, mark, statement) in enumerate(carried):
        Partner.objects.create(
            prize=prize,
            edition=edition if category else None,
            organisation=organisation,
            role=role,
            category=category,
            statement=statement,
            logo=_logo(organisation, mark),
            position=position,
            published=True,
        )


def _logo(organisation, mark):
    return Picture.objects.create(
        title=f"Logo of {organisation}",
        description=f"Logo of {organisation}",
        credit="Drawn for this site",
        rights="Our own",
        collection=Collection.get_first_root_node(),
        file=ContentFile(logo(mark), name=f"logo-{mark}.png"),
    )


def _name_suppliers(people, edition, buyer):
    """Three before the close: one wrote too late and got more time, one declined, one never answered."""
    closes = edition.closes_at
    category = edition.categories.order_by("position").first()
    with at(closes - timedelta(days=24)):
        nominees = [Nominee(company, address, category, because) for company, address, because in SUPPLIERS]
        company = Organisation.objects.get(name="Granite Aero")
        accepted, declined, silent = nominate_companies(
            edition=edition, nominees=nominees, by=buyer, organisation=company
        )
    with at(closes - timedelta(days=20)):
        owner = people.house.person("Walt Kimball", SUPPLIERS[0][1])
        accept_invitation(invitation=_invitation_of(accepted), by=owner)
        decline_by_link(invitation=_invitation_of(declined), remark="We move to a new hall this spring.")
    with at(closes - timedelta(days=1)):
        grant_extension(
            nomination=accepted,
            until=closes + timedelta(days=60),
            reason="The owner was in hospital in the last week; a letter is on file.",
            by=people.office,
        )
    with at(closes + timedelta(hours=1)):
        close_invited(silent, timezone.now())


def _invitation_of(nomination):
    return Invitation.objects.get(purpose="nominee", target=str(nomination.pk))


def _say_what_is_needed(people, buyer):
    granite = Organisation.objects.get(name="Granite Aero")
    professor, _ = people.jurors[4]
    engineer, _ = people.jurors[3]
    seals = _publish(people.office, granite, buyer, SEALS, days=40, closes_in=60)
    _publish(people.office, _employer(professor), professor, SENSORS, days=33, closes_in=None)
    with _ago(2):
        _hand_in(_employer(engineer), engineer, PUMPS, None)
    entrant = Nomination.objects.filter(organisation__name="Alderquay Precision").latest("created_at")
    person = entrant.collaborators.first().person
    _speak_for(person, entrant.organisation)
    with _ago(12):
        reply_to_problem(statement=seals, organisation=entrant.organisation, text=ANSWER, by=person)


def _employer(person):
    return person.affiliations.current().first().organisation


def _hand_in(organisation, person, facts, closes_on):
    terms = list(Term.objects.filter(vocabulary="technology").order_by("slug")[:2])
    statement = write_problem(organisation=organisation, facts=facts | {"closes_on": closes_on}, terms=terms, by=person)
    return hand_problem_in(statement=statement, by=person)


def _publish(office, organisation, person, facts, *, days, closes_in):
    closes_on = date.today() + timedelta(days=closes_in) if closes_in else None  # noqa: DTZ011, a day is enough
    with _ago(days):
        statement = _hand_in(organisation, person, facts, closes_on)
    with _ago(days - 2):
        return publish_problem(statement=statement, by=office)


def _speak_for(person, organisation):
    """Where the directory of the demo has not let them speak for it already."""
    facts = {"person": person, "organisation": organisation, "state": ClaimState.GRANTED}
    Claim.objects.get_or_create(**facts, defaults={"ground": ClaimGround.DOMAIN, "decided_at": timezone.now()})


def _offer_to_judge(people, prize):
    offers = (
        ("Ines Castellanos", "ines@sable-ridge.example", "Sable Ridge Motors", SeatType.OEM, 30),
        ("Theo Marchbanks", "theo@northmere.example", "Northmere College", SeatType.UNIVERSITY, 4),
    )
    fields = list(Term.objects.filter(vocabulary="technology").order_by("slug")[:3])
    for name, address, organisation, seat_type, days in offers:
        person = people.house.person(name, address)
        with _ago(days):
            offer = offer_to_judge(
                prize=prize,
                organisation_name=organisation,
                seat_type=seat_type,
                fields=fields,
                note="Metal parts and how they are made, from the machine to the inspection. Nothing with software, please.",
                by=person,
            )
        if days > 7:
            with _ago(days - 3):
                note_jury_offer(offer=offer, by=people.office)


def _agree_to_be_approached():
    about = (
        "Small series in hard alloys, and what it takes to get from ten pieces to a thousand.",
        "How we halved our lead time, and prototypes within three weeks.",
    )
    awards = Award.objects.public().filter(state=AwardState.ACCEPTED).with_context().in_order()
    for award, words in zip(awards[:2], about, strict=False):
        person = award.nomination.collaborators.first().person
        with _ago(25):
            agree_to_approach(award=award, about=words, by=person)
