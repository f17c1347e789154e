"""`manage.py load_frameworks`: the competency frameworks, from the files of the repository."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from competencies.files import DATA, FileError
from competencies.frameworks import Competence, Framework
from competencies.loading import load


class Command(BaseCommand):
    help = "Load the competency frameworks, their plain sentences and crosswalks. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="folder of YAML files (default: the ones we ship)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changes = load(options["data"])
        except FileError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"{Framework.objects.count()} frameworks, {Competence.objects.count()} competences: "
                f"{changes.created} rows created, {changes.updated} changed, {changes.deleted} removed."
            )
