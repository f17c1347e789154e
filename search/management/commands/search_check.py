"""Does search know every public page, and nothing else? `--fix` mends what differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.content.progress import Progress
from search import checking, sets
from search.engines import engine
from search.engines.base import Differences, EngineError
from search.models import SearchDocument


class Command(BaseCommand):
    help = "Compare what search knows with the pages, and what the engine holds with what search knows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="mend what differs")

    def handle(self, *args: Any, fix: bool = False, **options: Any) -> None:
        with Progress(self.stderr).bar(SearchDocument.objects.count(), "Comparing pages") as tick:
            found = checking.read_model_differences(tick)
        wrong, miscounted = len(checking.wrong_words()), len(sets.wrong())
        self._say("read model", found)
        self.stdout.write(f"words: {wrong} counted wrong")
        self.stdout.write(f"facets: {miscounted} values counted wrong")
        if fix:
            checking.repair_read_model(found)
            checking.repair_words()
            sets.repair()
        held = self._engine(fix)
        if (found or wrong or miscounted or held) and not fix:
            raise CommandError("Search differs from the pages; --fix mends it.")

    def _engine(self, fix: bool) -> Differences:
        chosen = engine()
        try:
            held = chosen.differences()
            if held and fix:
                checking.repair_engine(held)
        except EngineError as error:
            raise CommandError(f"{chosen.name} does not answer: {error}") from error
        self._say(f"engine {chosen.name}", held)
        if waiting := checking.waiting():
            self.stdout.write(f"{waiting} pages are still to be sent")
        return held

    def _say(self, what: str, found: Differences) -> None:
        self.stdout.write(f"{what}: {len(found.missing)} missing, {len(found.extra)} extra, {len(found.stale)} stale")
