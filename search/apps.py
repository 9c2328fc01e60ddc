from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from search import builders, entries, storage, synonyms, upkeep, watching
        from search.baseline import ensure_synonyms_after_migrate
        from search.models import SynonymGroup

        pre_migrate.connect(storage.make_way, sender=self)
        post_migrate.connect(storage.install, sender=self)
        post_migrate.connect(ensure_synonyms_after_migrate, sender=self)
        for signal in (post_save, post_delete):
            signal.connect(synonyms.changed, sender=SynonymGroup, dispatch_uid="search.synonyms")
            signal.connect(upkeep.synonyms_changed, sender=SynonymGroup, dispatch_uid="search.upkeep")
        autodiscover_modules("searchable")
        for builder in (*builders.registered(), *entries.registered()):
            watching.watch(builder)
