from datetime import date
from uuid import uuid4

from home.search_office import PickViewSet, SearchedTextViewSet, SynonymGroupViewSet
from home.viewsets import SiteRedirectViewSet, StoryOfferViewSet
from search.models import Pick, PublicDocument, SearchedText, SynonymGroup
from tests.accounts.viewset_walk import Walk, register_walk
from tests.home import walks_happenings  # noqa: F401 registers its own
from tests.home.factories import offer_in, redirect_of, site_for

register_walk(StoryOfferViewSet, Walk(row=offer_in))


def typed(prize):
    page = site_for(prize).root_page
    return {"old_path": "/old/", "redirect_page": page.pk, "redirect_link": "", "is_permanent": "on"}


register_walk(
    SiteRedirectViewSet,
    Walk(
        row=redirect_of,
        add=lambda prize: typed(prize) | {"site": site_for(prize).pk},
        change=lambda row: {
            "old_path": "/older/",
            "redirect_page": "",
            "redirect_link": "https://example.org/",
            "site": row.site_id,
        },
    ),
)


def synonym_group(prize):
    return SynonymGroup.objects.create(names=f"trial {uuid4().hex}\nattempt {uuid4().hex}")


def document(prize=None):
    key = uuid4().hex
    return PublicDocument.objects.create(kind="page", key=key, url=f"/{key}/", title="A page")


def pick(prize):
    shown = document()
    return Pick.objects.create(text=f"trial {shown.key}", kind=shown.kind, key=shown.key)


register_walk(
    SynonymGroupViewSet,
    Walk(
        row=synonym_group,
        add=lambda prize: {"names": "frobnicating, frobbing"},
        change=lambda row: {"names": "frobnicating, frobbing"},
        belongs_to_prize=False,
    ),
)
register_walk(
    PickViewSet,
    Walk(
        row=pick,
        add=lambda prize: {"text": "orbital welding", "address": document().url, "position": 1},
        change=lambda row: {"text": row.text, "address": document().url, "position": 2},
        belongs_to_prize=False,
    ),
)
register_walk(
    SearchedTextViewSet,
    Walk(
        row=lambda prize: SearchedText.objects.create(day=date(2026, 3, 1), text=uuid4().hex, results=0),
        belongs_to_prize=False,
    ),
)
