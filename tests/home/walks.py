from home.viewsets import SiteRedirectViewSet, StoryOfferViewSet
from tests.accounts.viewset_walk import Walk, register_walk
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
