"""The first text of a profile: what the company allowed to be published of an entry, and nothing else.

It stays a draft. Nobody reads it but who speaks for the company, until one of them publishes it.
"""

import re

from django.utils.text import Truncator, slugify

from network.enums import PROFILE_VOCABULARIES
from network.models import CapabilityProfile
from nominations.enums import NominationState, QuestionKind
from nominations.models import Submission
from nominations.reading import plain
from prizes.gazetteer import find_place
from showcase.publishable import publishable_answers, publishable_terms

# As the fields of the profile have them.
SUMMARY_LENGTH, DESCRIPTION_LENGTH = 300, 4000
SENTENCE_END = re.compile(r"(?<=[.!?])\s")
LEFT = (NominationState.WITHDRAWN, NominationState.MERGED)

# What stands beside the companies at their address.
RESERVED_SLUGS = {"compare"}


def draft_profile(organisation):
    """The profile of this company; where it has none yet, a draft of what it has said already."""
    known = CapabilityProfile.objects.filter(organisation=organisation).first()
    if known:
        return known
    submission = newest_submission(organisation)
    profile = CapabilityProfile(
        organisation=organisation, slug=free_slug(organisation.name), website=organisation.website
    )
    set_place(profile, find_place(organisation.city))
    if submission:
        profile.drafted_from = submission
        profile.summary, profile.description = told_of(submission)
    profile.save()
    if submission:
        profile.terms.set(publishable_terms(submission).filter(vocabulary__in=PROFILE_VOCABULARIES))
    return profile


def newest_submission(organisation):
    sent = Submission.objects.filter(
        nomination__organisation=organisation, nomination__edition__rehearsal=False, consents_to_publish=True
    )
    return sent.exclude(nomination__state__in=LEFT).order_by("-submitted_at", "-number").first()


def told_of(submission):
    """Summary and description: the long answers that were meant for the public."""
    answers = publishable_answers(submission)
    told = [plain(answer.shown) for answer in answers if answer.asked.kind == QuestionKind.LONG_TEXT]
    told = [text for text in told if text]
    if not told:
        return "", ""
    return whole_sentences(told[0], SUMMARY_LENGTH), Truncator("\n\n".join(told)).chars(DESCRIPTION_LENGTH)


def whole_sentences(text, length):
    """As many of the first ones as fit; where not even one does, its beginning."""
    told = ""
    for sentence in SENTENCE_END.split(" ".join(text.split())):
        longer = f"{told} {sentence}".strip()
        if len(longer) > length:
            break
        told = longer
    return told or Truncator(text).chars(length)


def set_place(profile, place):
    """`place` of the gazetteer, or None for nowhere."""
    profile.place = place.name if place else ""
    profile.latitude = place.latitude if place else None
    profile.longitude = place.longitude if place else None


def free_slug(name):
    wanted = slugify(name)[:70].strip("-") or "company"
    taken = (
        set(CapabilityProfile.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED_SLUGS
    )
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
