"""What is kept here about a person, for their copy of it and for its erasure. The answers are the company's."""

from accounts.registries import register_eraser, register_exporter, register_merger
from nominations.models import AnswerRevision, Collaborator, Nomination, SavedFilter


def export(person):
    nominations = Nomination.objects.of_collaborator(person).select_related("edition", "organisation")
    filters = SavedFilter.objects.filter(owner=person)
    saved = AnswerRevision.objects.filter(saved_by=person).select_related("answer")
    return {
        "nominations": [
            {
                "title": nomination.title,
                "company": nomination.organisation.name,
                "edition": nomination.edition.name,
                "state": nomination.get_state_display(),
            }
            for nomination in nominations
        ],
        "saved_answers": [
            {"question": each.answer.question_key, "saved_at": each.saved_at.isoformat(), "value": each.value}
            for each in saved
        ],
        "companies_nominated": [
            {
                "company": nomination.organisation.name,
                "edition": nomination.edition.name,
                "because": nomination.nominated_because,
                "nominated_at": nomination.created_at.isoformat(),
            }
            for nomination in Nomination.objects.nominated_by(person).select_related("edition", "organisation")
        ],
        "saved_filters": [{"name": each.name, "filters": each.query} for each in filters],
    }


def erase(person):
    """They work on nothing any more; what they wrote for the company stays, under their pseudonym.

    What they wrote to a company that they nominated was a letter of theirs, and goes.
    """
    Nomination.objects.nominated_by(person).update(nominated_because="")
    Collaborator.objects.filter(person=person).delete()
    SavedFilter.objects.filter(owner=person).delete()


def merge(source, target):
    Nomination.objects.filter(organisation=source).update(organisation=target)
    Nomination.objects.filter(nominating_organisation=source).update(nominating_organisation=target)


register_exporter(export)
register_eraser(erase)
register_merger(merge)
