import logging

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("socle")

    def ready(self) -> None:
        from core import cache, serving  # noqa: F401 — registers its hook
        from core.address import after_migrate

        cache.connect()
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="core.address")
        speak_every_language()


def speak_every_language() -> None:
    """A fresh clone has its catalogues as text only; Django reads them compiled."""
    from core.translations import compile_catalogues

    try:
        compile_catalogues()
    except OSError:
        logger.warning("The catalogues of locale/ cannot be compiled: only French is spoken.", exc_info=True)
