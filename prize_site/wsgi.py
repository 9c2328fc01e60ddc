import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prize_site.settings.production")
application = get_wsgi_application()

# Every view is loaded now and not by the first visitor. What a start makes stays for good: set aside, it is not
# searched for garbage again and again, which took up to half the time of a large page.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
gc.set_threshold(settings.GARBAGE_THRESHOLD)
