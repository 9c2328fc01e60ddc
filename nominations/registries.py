"""What higher apps tell this one. They register in their AppConfig.ready(); this app imports none of them."""

_attachment_readers = []
_decided_checks = []
_submission_listeners = []
_withdrawal_listeners = []
_companions = []
_jury_checks = []
_public_outcomes = []
_calendars = []


def register_attachment_reader(reader):
    """`reader(person, attachment) -> bool`: somebody besides collaborators and prize office may open this file."""
    _attachment_readers.append(reader)


def register_decided_check(check):
    """`check(nomination) -> bool`: it has been decided upon, so it can no longer be withdrawn."""
    _decided_checks.append(check)


def register_jury_check(check):
    """`check(nomination) -> bool`: it is in front of a jury, so what was found at screening stands."""
    _jury_checks.append(check)


def register_submission_listener(listener):
    """`listener(submission)`, in the transaction of the submission: an earlier one may already be in front of jurors."""
    _submission_listeners.append(listener)


def register_withdrawal_listener(listener):
    """`listener(nomination)`, in the transaction in which it leaves the contest: withdrawn or merged."""
    _withdrawal_listeners.append(listener)


def register_companion(companion):
    """`companion(person, nomination) -> accounts.navigation.Link or None`: something else to do with this nomination."""
    _companions.append(companion)


def register_public_outcomes(outcomes):
    """`outcomes(nominations) -> {nomination pk: words}` of those whose outcome anybody may know, in one query."""
    _public_outcomes.append(outcomes)


def register_calendar(calendar):
    """`calendar(edition) -> address` of its dates, to which people subscribe; empty where there is none."""
    _calendars.append(calendar)
    return calendar


def is_attachment_reader(person, attachment):
    return any(reader(person, attachment) for reader in _attachment_readers)


def is_decided(nomination):
    return any(check(nomination) for check in _decided_checks)


def is_before_a_jury(nomination):
    return any(check(nomination) for check in _jury_checks)


def tell_submitted(submission):
    for listener in _submission_listeners:
        listener(submission)


def tell_withdrawn(nomination):
    for listener in _withdrawal_listeners:
        listener(nomination)


def companions_of(person, nomination):
    links = [companion(person, nomination) for companion in _companions]
    return [link for link in links if link]


def public_outcomes_of(nominations):
    found = {}
    for outcomes in _public_outcomes:
        found.update(outcomes(nominations))
    return found


def calendar_of(edition):
    return next(filter(None, (calendar(edition) for calendar in _calendars)), "")
