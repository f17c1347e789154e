"""Erase what learners left behind: carnets without a visit for a year, and sessions that ended. Run it every day."""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils import timezone

from learning.carnet.models import Carnet

KEPT_DAYS = 365


class Command(BaseCommand):
    help = "Erase the carnets that nobody opened for a year, and the sessions that ended."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.localdate() - timedelta(days=KEPT_DAYS)
        _rows, by_model = Carnet.objects.filter(last_visit__lt=before).delete()
        SessionStore.clear_expired()
        self.stdout.write(
            f"{by_model.get('learning.Carnet', 0)} carnets erased (last visit before {before.isoformat()})."
        )
