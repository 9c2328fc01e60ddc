"""The rows that every installation has before anybody has done anything: languages, page and file tree, site, workflow."""

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models.signals import post_migrate
from wagtail.models import Collection, Locale, Page, Site

from showcase.workflow import ensure_workflow


@transaction.atomic
def ensure_baseline():
    """Makes what is missing, changes nothing else. Run after each migration and each flush of a test, and by the demo."""
    locale, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or _add_root(locale)
    if not Site.objects.filter(is_default_site=True).exists():
        top = root.get_children().first() or root.add_child(instance=Page(title="Home", slug="home", locale=locale))
        Site.objects.create(
            hostname="localhost", port=8000, is_default_site=True, root_page=top, site_name=settings.WAGTAIL_SITE_NAME
        )
    ensure_workflow()


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
