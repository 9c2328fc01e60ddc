from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from search import builders, entries, storage, watching

        pre_migrate.connect(storage.make_way, sender=self)
        post_migrate.connect(storage.install, sender=self)
        autodiscover_modules("searchable")
        for builder in (*builders.registered(), *entries.registered()):
            watching.watch(builder)
