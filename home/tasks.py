from django_tasks import task
from wagtail.models import Page

from search import builders, indexing
from showcase.indexing import KIND as AWARD
from showcase.models import Award, WinnerPage, WinnersPage


@task
def refresh_pages_beneath(page_id):
    """The page and all beneath it. What is in step already is read and left alone."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    for builder in builders.registered():
        if issubclass(builder.model, Page):
            _refresh(builder.kind, builder.queryset().descendant_of(page, inclusive=True))
    shown = WinnerPage.objects.descendant_of(page, inclusive=True)
    prizes = WinnersPage.objects.descendant_of(page, inclusive=True).values("prize")
    _refresh(AWARD, Award.objects.filter(page__in=shown) | Award.objects.filter(category__edition__prize__in=prizes))


def _refresh(kind, rows):
    for pk in rows.values_list("pk", flat=True).distinct():
        indexing.refresh_now(kind, pk)


@task
def tell_of_changed_event(event_id, changed):
    # The actions enqueue this.
    from home.actions import tell_of_change
    from home.models import EventPage

    event = EventPage.objects.filter(pk=event_id).first()
    if event:
        tell_of_change(event=event, changed=changed)
