"""What this part registers with the apps below: notices, invitations, jobs, personal data, search."""

from django.db import transaction

from network.jobs.topics import compute_lessons_again
from network.models import CapabilityProfile, Enquiry, JuryOffer, ProblemStatement, TopicLesson
from prizes.registries import register_term_merger
from prizes.terms import move_links


@register_term_merger
def merge_terms(source, target):
    for model, name in ((CapabilityProfile, "terms"), (ProblemStatement, "terms"), (JuryOffer, "fields")):
        move_links(model._meta.get_field(name), source, target)
    Enquiry.objects.filter(process=source).update(process=target)
    Enquiry.objects.filter(material=source).update(material=target)
    # Both teach together now.
    for lesson in TopicLesson.objects.filter(term__in=(source, target)):
        lesson.delete()
    # Not in this transaction, which still has the term that goes.
    transaction.on_commit(compute_lessons_again.enqueue)
