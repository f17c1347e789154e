"""Write everything that search knows anew, while it goes on answering."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.content.progress import Progress
from search import checking, sets
from search.engines import engine
from search.engines.base import EngineError
from search.models import SearchDocument
from search.reading import findable_ids


class Command(BaseCommand):
    help = "Write the read model and the engine's index anew; interrupted, run it again and it goes on."

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(self.stderr)
        with progress.bar(len(findable_ids()), "Pages") as tick:
            changed = checking.rebuild_read_model(tick)
        checking.repair_words()
        sets.repair()
        chosen = engine()
        try:
            with progress.bar(SearchDocument.objects.count(), f"Index ({chosen.name})") as tick:
                chosen.rebuild(tick)
        except EngineError as error:
            raise CommandError(f"{chosen.name} does not answer: {error}") from error
        self.stdout.write(f"{SearchDocument.objects.count()} pages are known to search; {changed} were written anew.")
