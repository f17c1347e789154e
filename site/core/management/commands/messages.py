"""`make messages` and its check."""

import io
from argparse import ArgumentParser
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.core.management import BaseCommand, CommandError

from core.translations import LANGUAGES, is_translated, read_catalogue, updated, write_catalogue


class Command(BaseCommand):
    help = "Rassemble dans locale/ les phrases à traduire."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="N’écrit rien ; échoue s’il faudrait écrire.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        for language in LANGUAGES:
            catalogue = updated(language)
            if check and (problems := self.problems(language, catalogue)):
                raise CommandError(f"locale/{language}: " + "\n  ".join(problems))
            if not check:
                write_catalogue(language, catalogue)
                missing = sum(not is_translated(message) for message in catalogue if message.id)
                self.stdout.write(f"{language}: {len(catalogue)} sentences, {missing} to translate")

    def problems(self, language: str, catalogue: Catalog) -> list[str]:
        """What makes the committed catalogue unfit: sentences that changed, or that wait for a translation."""
        if _sentences(read_catalogue(language)) != _sentences(catalogue):
            return ["the sources have other sentences: run `make messages` and translate what is new"]
        return [f"not translated: {message.id}" for message in catalogue if message.id and not is_translated(message)]


def _sentences(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, omit_header=True, sort_by_file=True, include_lineno=False)
    return file.getvalue()
