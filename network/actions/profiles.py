"""What a company writes into its profile, when it is shown, and when the prize office hides it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import absolute
from accounts.rules import demand
from accounts.transitions import TransitionRefused, Transitions
from audit.record import record_event
from network.completeness import gaps_of
from network.drafting import set_place
from network.enums import MOST_EQUIPMENT, MOST_PICTURES, PROFILE_TRANSITIONS, PROFILE_VOCABULARIES, ProfileState
from network.keepers import keepers_of
from network.models import CapabilityProfile, Equipment, ProfilePicture
from network.pictures import checked_picture, keep_picture
from network.places import place_named
from network.rules.profiles import keeps, manages_profile
from network.versions import FACTS, version_of
from notices.outbox import write_notice

transitions = Transitions(ProfileState, PROFILE_TRANSITIONS)


class StaleProfile(ValidationError):  # noqa: N818, named for what happened
    """Somebody else saved the profile after it was opened."""


@transaction.atomic
def save_profile(*, profile, facts, terms, equipment, base, by, picture=None, taken_off=()):
    """All of the form at once. `base` is the version that was opened; `equipment` pairs of name and note, in order;
    `picture` a new one: file, description, credit; `taken_off` the ids of pictures to remove.
    """
    # Looking through a picture takes a moment, so it is done before the row is held.
    checked = _checked(picture)
    profile = locked(profile)
    demand(keeps(by, profile), _("Only who speaks for the company writes its profile."))
    _refuse_stale(profile, base)
    terms = [term for term in terms if term.vocabulary in PROFILE_VOCABULARIES]
    changed = _write(profile, facts, terms)
    changed += _set_terms(profile, terms) + _set_equipment(profile, equipment)
    changed += _set_pictures(profile, picture, checked, taken_off)
    if changed:
        record_event("profile.changed", target=profile, by=by, details={"fields": sorted(changed)})
    return profile


@transaction.atomic
def publish_profile(*, profile, by):
    """Publishing confirms: its company has just read it."""
    profile = locked(profile)
    demand(keeps(by, profile), _("Only who speaks for the company publishes its profile."))
    transitions.check(profile.state, ProfileState.PUBLISHED)
    _refuse_gaps(profile, profile.terms.all())
    now = timezone.now()
    profile.published_at = profile.published_at or now
    profile.confirmed_at = now
    _move(profile, ProfileState.PUBLISHED, "published_at", "confirmed_at")
    record_event("profile.published", target=profile, by=by)
    return profile


@transaction.atomic
def withdraw_profile(*, profile, by):
    """Back to a draft, by its company. What the prize office hid, the prize office gives back."""
    profile = locked(profile)
    demand(keeps(by, profile), _("Only who speaks for the company takes its profile off the directory."))
    if profile.state != ProfileState.PUBLISHED:
        raise TransitionRefused(transitions.refusal(profile.state, ProfileState.DRAFT))
    _move(profile, ProfileState.DRAFT)
    record_event("profile.withdrawn", target=profile, by=by)
    return profile


@transaction.atomic
def hide_profile(*, profile, reason, by):
    profile = locked(profile)
    demand(manages_profile(by, profile), _("Only the prize office hides a profile."))
    transitions.check(profile.state, ProfileState.HIDDEN)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the company reads it.")})
    profile.hidden_reason = reason.strip()
    _move(profile, ProfileState.HIDDEN, "hidden_reason")
    _tell_keepers(profile, "network.profile_hidden", reason=profile.hidden_reason)
    record_event("profile.hidden", target=profile, by=by)
    return profile


@transaction.atomic
def give_profile_back(*, profile, by):
    """Hidden no longer, and not public either: its company publishes it again."""
    profile = locked(profile)
    demand(manages_profile(by, profile), _("Only the prize office gives a hidden profile back."))
    if profile.state != ProfileState.HIDDEN:
        raise TransitionRefused(transitions.refusal(profile.state, ProfileState.DRAFT))
    profile.hidden_reason = ""
    _move(profile, ProfileState.DRAFT, "hidden_reason")
    _tell_keepers(profile, "network.profile_given_back")
    record_event("profile.given_back", target=profile, by=by)
    return profile


def locked(profile):
    rows = CapabilityProfile.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=profile.pk)


def _move(profile, state, *changed):
    profile.state = state
    profile.save(update_fields=["state", *changed])


def _tell_keepers(profile, template, **context):
    link = absolute(reverse("profiles:edit", args=[profile.pk]))
    facts = {"company": profile.organisation.name, "link": link} | context
    write_notice(template, to=keepers_of(profile.organisation), context=facts, about=profile)


def _refuse_stale(profile, base):
    if base != version_of(profile):
        raise StaleProfile(
            _(
                "Somebody of your company has saved this profile since you opened it. Nothing of yours is lost: it stands "
                "below, with what they saved beside it. Save again to put yours in its place."
            ),
            code="stale",
        )


def _refuse_gaps(profile, terms):
    if gaps := gaps_of(profile, terms):
        raise ValidationError(gaps)


def _write(profile, facts, terms):
    """The fields that changed, saved."""
    before = {name: getattr(profile, name) for name in FACTS}
    for name in FACTS:
        if name != "place" and name in facts:
            setattr(profile, name, facts[name])
    set_place(profile, _place_of(facts.get("place", profile.place)))
    if profile.state == ProfileState.PUBLISHED:
        _refuse_gaps(profile, terms)
    profile.full_clean(exclude=["organisation", "slug"])
    changed = [name for name in FACTS if getattr(profile, name) != before[name]]
    if changed:
        profile.save()
    return changed


def _place_of(name):
    try:
        return place_named(name)
    except ValidationError as refusal:
        raise ValidationError({"place": refusal.messages}) from refusal


def _set_terms(profile, terms):
    if {term.pk for term in terms} == {term.pk for term in profile.terms.all()}:
        return []
    profile.terms.set(terms)
    return ["terms"]


def _set_equipment(profile, rows):
    if rows == [(each.name, each.note) for each in profile.equipment.all()]:
        return []
    if len(rows) > MOST_EQUIPMENT:
        raise ValidationError(_("At most %(most)s machines fit here.") % {"most": MOST_EQUIPMENT})
    profile.equipment.all().delete()
    machines = [Equipment(profile=profile, name=name, note=note, position=n) for n, (name, note) in enumerate(rows)]
    for machine in machines:
        machine.full_clean(exclude=["profile"], validate_constraints=False)
    Equipment.objects.bulk_create(machines)
    # Rows made at once tell nobody; the profile's own save does.
    profile.save()
    return ["equipment"]


def _checked(picture):
    if picture is None:
        return None
    try:
        return checked_picture(picture["file"])
    except ValidationError as refusal:
        raise ValidationError({"picture": refusal.messages}) from refusal


def _set_pictures(profile, picture, checked, taken_off):
    shown = list(profile.pictures.select_related("picture"))
    going = [each for each in shown if each.pk in set(taken_off)]
    if checked and len(shown) - len(going) >= MOST_PICTURES:
        raise ValidationError(
            {"picture": _("At most %(most)s pictures fit here. Take one off first.") % {"most": MOST_PICTURES}}
        )
    for each in going:
        # The row that shows it goes with it, and its file too.
        each.picture.delete()
    if checked:
        kept = keep_picture(
            checked,
            company=profile.organisation.name,
            description=picture["description"],
            credit=picture["credit"],
        )
        position = max((each.position for each in shown), default=0) + 1
        ProfilePicture.objects.create(profile=profile, picture=kept, position=position)
    return ["pictures"] if going or checked else []
