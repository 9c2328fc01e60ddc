"""The demo's capability directory: companies that claimed, filled in and published their profiles."""

import tomllib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.models import Organisation, Person
from home.demo import cast
from home.demo.clock import at
from network.actions.claims import claim_company
from network.actions.confirming import ask_for_confirmation
from network.actions.profiles import publish_profile, save_profile
from network.drafting import draft_profile
from network.enums import PROFILE_VOCABULARIES
from network.versions import version_of
from prizes.enums import TOPIC_VOCABULARIES
from prizes.models import Term
from showcase.models import Picture

# Whose entry allowed its answers to be published: the profile stands as it was drafted, and nobody has touched it yet.
DRAFTED = "Brackenmoor Castings"
# A company that everybody knows from its award, claimed from an address that proves nothing.
WAITING = "Otterburn Controls"
WAITING_NAME, WAITING_EMAIL = "Imre Castell", "imre@castell-home.example"
# Asked about twice: before the year was over, and when it was.
ASKED_AFTER = (timedelta(days=336), timedelta(days=366))


def publish_profiles(people, prize):
    told = tomllib.loads(Path(__file__).with_name("profiles.toml").read_text(encoding="utf-8"))["profile"]
    terms = {(term.vocabulary, term.slug): term for term in Term.objects.filter(vocabulary__in=PROFILE_VOCABULARIES)}
    for profile in sorted(told, key=lambda each: -each["by"]):
        _publish(people, profile, terms)
    with at(timezone.now() - timedelta(days=9)):
        claim_company(by=_somebody_of(people, DRAFTED), organisation=Organisation.objects.get(name=DRAFTED))
    with at(timezone.now() - timedelta(days=2)):
        claim_company(
            by=people.house.person(WAITING_NAME, WAITING_EMAIL),
            organisation=Organisation.objects.get(name=WAITING),
            note="I run the shop since my sister retired; the number on the web site rings on my desk.",
        )


def _publish(people, told, terms):
    organisation = Organisation.objects.get(name=told["company"])
    person = _somebody_of(people, told["company"])
    when = timezone.now() - timedelta(days=told["by"])
    with at(when - timedelta(days=2)):
        claim_company(by=person, organisation=organisation)
    profile = draft_profile(organisation)
    with at(when):
        save_profile(
            profile=profile,
            facts=_facts(told, organisation),
            terms=[*_terms(told, terms), *profile.terms.filter(vocabulary__in=TOPIC_VOCABULARIES)],
            equipment=[tuple(each) for each in told.get("equipment", ())],
            base=version_of(profile),
            picture=_picture(told),
            by=person,
        )
        publish_profile(profile=profile, by=person)
    for age in ASKED_AFTER:
        if when + age < timezone.now():
            with at(when + age):
                ask_for_confirmation(profile=profile)


def _somebody_of(people, company):
    """Who entered the prize for it, or works there; who is printed with the demo's accounts comes first."""
    organisation = Organisation.objects.get(name=company)
    working = Person.objects.filter(affiliations__organisation=organisation).order_by("date_joined")
    domain = organisation.domains.get().domain
    if cast.ENTRANT.email.endswith(f"@{domain}"):
        return people.house.member(cast.ENTRANT)
    return working.filter(email__endswith=f"@{domain}").first() or people.house.person("Maren Ostby", f"maren@{domain}")


def _facts(told, organisation):
    least, most = told["batch"]
    return {
        "summary": told["summary"],
        "description": told["description"],
        "place": organisation.city,
        "batch_least": least,
        "batch_most": most,
        "prototype_days": told.get("days"),
        "open_to_pilots": told.get("pilots", False),
        "languages": told["languages"],
        "website": organisation.website,
    }


def _terms(told, terms):
    """The words it chose; industries, technologies and practices are those of its entry."""
    return [terms[vocabulary, slug] for vocabulary in PROFILE_VOCABULARIES for slug in told.get(vocabulary.value, ())]


def _picture(told):
    if "picture" not in told:
        return None
    title, description = told["picture"]
    with Picture.objects.get(title=title).file.open("rb") as file, Image.open(file) as image:
        small = BytesIO()
        image.convert("RGB").resize((960, 640)).save(small, "JPEG", quality=88)
    file = SimpleUploadedFile("rig.jpg", small.getvalue())
    return {"file": file, "description": description, "credit": told["company"]}
