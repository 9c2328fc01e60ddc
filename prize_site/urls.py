from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.share_pictures import share_picture
from home.sitemap import public_pages
from prize_site.routing import serve_page
from prize_site.styleguide.views import specimen, styleguide
from prize_site.views import media, robots, script_words

urlpatterns = [
    path("account/", include("allauth.urls")),
    path(settings.BACK_OFFICE_PATH.removeprefix("/"), include("accounts.backoffice.urls")),
    path(settings.BACK_OFFICE_PATH.removeprefix("/"), include(wagtailadmin_urls)),
    path("people/", include("accounts.urls")),
    path("nominations/", include("judging.urls_entrant")),
    path("nominations/", include("showcase.urls_entrant")),
    path("nominations/", include("home.urls_entrant")),
    path("nominations/", include("home.urls_commitments")),
    path("nominations/", include("network.urls.entrant")),
    path("nominations/", include("nominations.urls")),
    path("approve/", include("showcase.urls")),
    path("approve-story/", include("home.urls")),
    path("embargo/", include("showcase.urls_press")),
    path("judging/", include("judging.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media),
    path("search/", include("search.urls")),
    path("support/", include("prizes.urls")),
    path("companies/", include("network.urls.directory")),
    path("profile/", include("network.urls.profiles")),
    path("enquiries/", include("network.urls.enquiries")),
    path("topics/", include("network.urls.topics")),
    path("industry/", include("network.urls.industry")),
    path("nominate/", include("nominations.urls_nominate")),
    path("sign-up/", include("home.urls_events")),
    path("styleguide/", styleguide),
    path("styleguide/<slug:name>/<int:number>/", specimen),
    re_path(
        r"^share/(?P<kind>page|support)/(?P<key>[0-9]{1,9})/(?P<digest>[0-9a-f]{24})\.png$",
        share_picture,
        name="share_picture",
    ),
    path("sitemap.xml", public_pages),
    path("robots.txt", robots),
    path("words.js", script_words, name="script_words"),
    # In front of Wagtail's own view of this name, which it calls.
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
