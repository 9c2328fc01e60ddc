"""What the entrants teach, computed anew from the years that everybody knows the outcome of."""

from django.db import transaction
from django.utils import timezone

from network.lessons.figures import lessons_of
from network.lessons.gathering import gather, told_editions
from network.models import TopicLesson
from prizes.models import Term


@transaction.atomic
def compute_lessons(*, by=None):
    """No event: derived, like figures, from what was submitted, marked and announced. Only what differs is written."""
    kept = {lesson.term_id: lesson for lesson in TopicLesson.objects.select_for_update()}
    editions = told_editions()
    lessons = lessons_of(gather(editions), dict(Term.objects.values_list("pk", "broader")))
    for term, content in lessons.items():
        companies = content["companies"]
        lesson = kept.pop(term, None) or TopicLesson(term_id=term)
        if (lesson.companies, lesson.content) != (companies, content):
            lesson.companies, lesson.content, lesson.computed_at = companies, content, timezone.now()
            lesson.save()
    # One by one: the pages that show them are told of deleted rows.
    for lesson in kept.values():
        lesson.delete()
    return len(lessons)
