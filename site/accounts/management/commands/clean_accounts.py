"""Erase the accounts whose address was never verified. Run it every day."""

from datetime import timedelta
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from accounts.models import User

KEPT = timedelta(days=30)


class Command(BaseCommand):
    help = "Erase the accounts whose address was never verified within thirty days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Those that the admin made have no address recorded yet, or a role: they stay."""
        forgotten = (
            User.objects.filter(
                date_joined__lt=timezone.now() - KEPT, last_login=None, is_staff=False, is_superuser=False, groups=None
            )
            .exclude(emailaddress=None)
            .exclude(emailaddress__verified=True)
        )
        count = forgotten.count()
        forgotten.delete()
        self.stdout.write(f"{count} compte(s) jamais vérifié(s) effacé(s).")
