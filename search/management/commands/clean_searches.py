"""Forget what was searched in vain more than thirteen months ago. Run it every day, or at least every month."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.demand import VainSearch, first_month_kept


class Command(BaseCommand):
    help = "Forget the searches without results of more than thirteen months ago."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        number, _by_model = VainSearch.objects.too_old(today).delete()
        self.stdout.write(f"{number} searches forgotten (before {first_month_kept(today).isoformat()}).")
