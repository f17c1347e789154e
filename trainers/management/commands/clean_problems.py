"""Forget the problems of which nothing was said for twelve months, settled or not. Run it every day, as `clean_carnets`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from trainers.feedback.models import Problem


class Command(BaseCommand):
    help = "Forget the reported problems of which nothing was said for twelve months."

    def handle(self, *args: Any, **options: Any) -> None:
        number, _by_model = Problem.objects.too_old(timezone.now()).delete()
        self.stdout.write(f"{number} problem{'' if number == 1 else 's'} forgotten.")
