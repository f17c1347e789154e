from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("socle")

    def ready(self) -> None:
        from core import cache, serving  # noqa: F401 — registers its hook

        cache.connect()
