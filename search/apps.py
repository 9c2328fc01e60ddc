from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self):
        from search import builders, storage, watching

        pre_migrate.connect(storage.make_way, sender=self)
        post_migrate.connect(storage.install, sender=self)
        autodiscover_modules("searchable")
        for builder in builders.registered():
            watching.watch(builder)
