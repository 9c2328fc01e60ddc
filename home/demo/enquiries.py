"""The demo's enquiries: a startup that asked three times, and somebody who sells what nobody asked for."""

from datetime import timedelta

from django.utils import timezone

from accounts.actions import affiliate
from accounts.enums import OrganisationKind
from accounts.models import Invitation
from home.demo import cast
from home.demo.clock import at
from network.actions.enquiries import answer_enquiry, decline_enquiry, report_enquiry, send_enquiry
from network.actions.enquiry_outcomes import ASKER, PURPOSE, ask_for_outcome, tell_outcome
from network.enums import EnquiryOutcome
from network.keepers import keepers_of
from network.models import CapabilityProfile
from network.querysets.enquiries import reachable
from prizes.enums import Vocabulary
from prizes.models import Term

STARTUP = "Northlight Robotics"
ANSWERED, DECLINED, REPORTED = "Marrowstone Precision", "Fennick and Daughters Machine", "Greywater Loom"
ASKED = ("Alderquay Precision", "Vantry Hydraulics", "Saltash Marine Gear")
SELLER_NAME, SELLER_EMAIL = "Barry Quill", "barry@leadpress.example"

WRIST = {
    "subject": "Twelve wrist housings of 7075 aluminum",
    "process": "cnc-milling",
    "material": "aluminum",
    "quantity": 12,
    "text": "We build an arm that picks fruit. Its wrist turns in a housing of about 90 by 60 millimeters, with two bearing "
    "seats that must run true to two hundredths.\n\nWe have a step file and one printed sample. If the first twelve work in "
    "the orchard this fall, we need two hundred next year.",
}
SHAFTS = {
    "subject": "Sixty hollow shafts, ground inside",
    "process": "cnc-turning",
    "quantity": 60,
    "text": "Hollow shafts of hardened steel, 220 millimeters long with a bore of eight. The bore is ground, because a cable "
    "runs in it at every turn of the arm. Would you take that on, or know who does?",
}
BRACKET = {
    "subject": "Thirty camera brackets for a field trial",
    "process": "cnc-milling",
    "quantity": 30,
    "text": "A bracket that holds a camera against the shaking of a tractor, milled from solid, with four threaded holes. We "
    "are free in the alloy and would rather hear what you have on the shelf.\n\nThe trial begins in ten weeks. A first pair "
    "to screw on would help us more than a perfect thirtieth.",
}
OFFER = {
    "subject": "Triple your visitors in ninety days",
    "quantity": None,
    "text": "We bring manufacturers to the first page of every search engine, guaranteed or your money back. Ask for our three "
    "packages today and get the first month free.",
}


def write_enquiries(people, prize):
    profiles = _profiles()
    if profiles is None:
        return
    founder = people.house.member(cast.FOUNDER)
    startup = people.house.organisation(STARTUP, OrganisationKind.OTHER)
    with at(_ago(113)):
        affiliate(person=founder, organisation=startup, by=founder, title="Founder")
    _answered(founder, profiles[ANSWERED])
    _declined(founder, profiles[DECLINED])
    _reported(people.house.person(SELLER_NAME, SELLER_EMAIL), profiles[REPORTED])
    with at(_ago(3)):
        send_enquiry(need=_need(BRACKET, wanted_in=70), profiles=[profiles[name] for name in ASKED], by=founder)


def _profiles():
    """By the name of its company; None while the directory does not hold all of them."""
    names = (ANSWERED, DECLINED, REPORTED, *ASKED)
    found = reachable(CapabilityProfile.objects.public()).filter(organisation__name__in=names)
    by_name = {profile.organisation.name: profile for profile in found.select_related("organisation")}
    return by_name if len(by_name) == len(names) else None


def _answered(founder, profile):
    with at(_ago(112)):
        enquiry = send_enquiry(need=_need(WRIST), profiles=[profile], by=founder)
    recipient = enquiry.recipients.get()
    with at(_ago(110)):
        answer_enquiry(
            recipient=recipient,
            answer="We would start with two, to see the seats under load, and the other ten a week later. Send the file and "
            "say which bearings you use.",
            by=_keeper(profile),
        )
    with at(_ago(49)):
        ask_for_outcome(recipient=recipient)
    for link in Invitation.objects.for_target(PURPOSE, recipient):
        with at(_ago(47 if link.terms["side"] == ASKER else 44)):
            tell_outcome(invitation=link, outcome=EnquiryOutcome.PILOT)


def _declined(founder, profile):
    with at(_ago(30)):
        enquiry = send_enquiry(need=_need(SHAFTS), profiles=[profile], by=founder)
    with at(_ago(27)):
        decline_enquiry(
            recipient=enquiry.recipients.get(),
            reason="We turn such shafts, but we do not grind bores of that length. A shop with an inside grinder will be "
            "glad of it.",
            by=_keeper(profile),
        )


def _reported(seller, profile):
    with at(_ago(6)):
        enquiry = send_enquiry(need=_need(OFFER, company="Leadpress"), profiles=[profile], by=seller)
    with at(_ago(5)):
        report_enquiry(
            recipient=enquiry.recipients.get(),
            reason="It asks for nothing that we make. It sells advertising.",
            by=_keeper(profile),
        )


def _need(told, *, wanted_in=None, company=STARTUP):
    return {
        "subject": told["subject"],
        "text": told["text"],
        "process": _term(Vocabulary.PROCESS, told.get("process")),
        "material": _term(Vocabulary.MATERIAL, told.get("material")),
        "quantity": told["quantity"],
        "wanted_on": wanted_in and timezone.localdate() + timedelta(days=wanted_in),
        "company_name": company,
    }


def _term(vocabulary, slug):
    return slug and Term.objects.get(vocabulary=vocabulary, slug=slug)


def _keeper(profile):
    return keepers_of(profile.organisation)[0]


def _ago(days):
    return timezone.now() - timedelta(days=days)
