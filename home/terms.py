"""What follows here when two terms turn out to be one."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from home.models import StoryPage
from prizes.registries import register_term_merger
from prizes.terms import move_links


@register_term_merger
def merge_terms(source, target):
    """Drafts too: one that names a term which is gone would lose it without a word when it is published."""
    move_links(StoryPage._meta.get_field("terms"), source, target)
    of_stories = Revision.objects.filter(content_type=ContentType.objects.get_for_model(StoryPage))
    for draft in of_stories.iterator(chunk_size=100):
        terms = draft.content.get("terms") or []
        if source.pk in terms:
            draft.content["terms"] = list(dict.fromkeys(target.pk if pk == source.pk else pk for pk in terms))
            # Through the table: saving a revision as a revision would tell the page that somebody wrote.
            Revision.objects.filter(pk=draft.pk).update(content=draft.content)
