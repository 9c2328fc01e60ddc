from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Site"

    def ready(self):
        from home import baseline, searchable, signals, stories_of_awards  # noqa: F401

        baseline.connect()
