from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("recherche")

    def ready(self) -> None:
        from accounts.roles import EDITORS, MODERATORS, register_permissions
        from search.engines import remote_engine
        from search.fulltext import after_migrate
        from search.saying import pages_saying
        from search.signals import connect
        from trainers.plans.words import finds_plans

        connect()
        finds_plans(pages_saying)
        # Who writes knows the other words of things: « Recherches sans résultat » leads to them.
        register_permissions((EDITORS, MODERATORS), [f"{verb}_synonym" for verb in ("add", "change", "delete", "view")])
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="search.fulltext")
        # A wrong SEARCH_URL is told at the start, not to the first visitor.
        if settings.SEARCH_URL:
            remote_engine(settings.SEARCH_URL)
