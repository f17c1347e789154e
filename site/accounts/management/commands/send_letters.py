"""Send the letters that the mail server did not take at once. Run it every five minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.outbox.models import Letter
from accounts.outbox.sending import send_due


class Command(BaseCommand):
    help = "Send the letters that wait, each when its time has come. Fails when the mail server does not answer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="all of them: the server is back")

    def handle(self, *args: Any, now: bool = False, **options: Any) -> None:
        if now:
            Letter.objects.update(next_try_at=timezone.now())
        outcome = send_due()
        waiting = Letter.objects.count()
        self.stdout.write(f"{outcome.sent} partie(s), {waiting} en attente, {outcome.given_up} abandonnée(s).")
        if outcome.away:
            raise CommandError(f"Le serveur de courrier ne répond pas : {outcome.away}")
