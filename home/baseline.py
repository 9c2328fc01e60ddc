"""The rows that every installation has before anybody has done anything: languages, page and file tree, site, workflow."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models.signals import post_migrate
from wagtail.models import Collection, Locale, Page, Site

from showcase.workflow import ensure_workflow


@transaction.atomic
def ensure_baseline():
    """Makes what is missing and keeps the site at its address. After each migration, each flush of a test, and by the demo."""
    locale, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or _add_root(locale)
    if not Site.objects.filter(is_default_site=True).exists():
        top = root.get_children().first() or root.add_child(instance=Page(title="Home", slug="home", locale=locale))
        Site.objects.create(
            **address_of_site(), is_default_site=True, root_page=top, site_name=settings.WAGTAIL_SITE_NAME
        )
    follow_address()
    ensure_workflow()


def address_of_site():
    address = urlsplit(settings.SITE_URL)
    return {"hostname": address.hostname, "port": address.port or (443 if address.scheme == "https" else 80)}


def follow_address():
    """Absolute addresses, in the sitemap and wherever a page is shared, come from Wagtail's site."""
    address = address_of_site()
    site = Site.objects.get(is_default_site=True)
    if Site.objects.filter(**address).exists():
        # The address is its own already, or that of another prize's site, whose it stays.
        return
    for name, value in address.items():
        setattr(site, name, value)
    site.save()


def _add_root(locale):
    return Page.add_root(
        title="Root", slug="root", locale=locale, content_type=ContentType.objects.get_for_model(Page), url_path="/"
    )


def ensure_after_migrate(sender, using=DEFAULT_DB_ALIAS, **kwargs):
    if using == DEFAULT_DB_ALIAS:
        ensure_baseline()


def connect():
    """After the last app: by then every app's tables, content types and permissions are there."""
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    post_migrate.connect(ensure_after_migrate, sender=last, dispatch_uid="home.baseline")
