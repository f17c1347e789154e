from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("comptes")

    def ready(self) -> None:
        from accounts import addresses, sections
        from accounts.outbox.section import SECTION

        addresses.connect()
        sections.register(SECTION)
