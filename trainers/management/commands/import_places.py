"""`manage.py import_places`: a list of places in the national standard, or in columns of its own, becomes the directory."""

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.content.errors import nothing_imported
from trainers.places import counting
from trainers.places.importing import Plan, apply, plan
from trainers.places.mapping import Columns, MappingError, mappings, named_mapping, read_mapping

# What a terminal can show of a dry run; the figures count everything.
SHOWN = 200


class Command(BaseCommand):
    help = _("Importe une liste de lieux (CSV ou JSON du standard national). Une erreur, et rien n’est importé.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("fichier", type=Path)
        parser.add_argument(
            "--colonnes",
            default="",
            help=_("correspondance des colonnes : un fichier .yaml, ou %(names)s") % {"names": ", ".join(mappings())},
        )
        parser.add_argument(
            "--extrait",
            action="store_true",
            help=_("le fichier n’est qu’une partie de la liste : aucun lieu n’a disparu"),
        )
        parser.add_argument("--essai", action="store_true", help=_("tout vérifier, ne rien écrire"))

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["fichier"]
        try:
            data = path.read_bytes()
            mapping = self.mapping(options["colonnes"])
        except OSError as error:
            unreadable = {"path": error.filename or path, "reason": error.strerror}
            raise CommandError(_("« %(path)s » ne peut pas être lu : %(reason)s.") % unreadable) from error
        except MappingError as error:
            raise CommandError(str(error)) from error
        planned = plan(path.name, data, mapping=mapping, is_partial=options["extrait"])
        for line in [*planned.errors, *planned.remarks]:
            self.stderr.write(str(line))
        if planned.errors:
            raise CommandError(nothing_imported(len(planned.errors)))
        if options["essai"]:
            for line in islice(differences(planned), SHOWN):
                self.stdout.write(line)
            self.stdout.write(_("Essai : %(sentence)s") % {"sentence": counting.will_do(planned.figures())})
            return
        apply(planned)
        self.stdout.write(counting.done(planned.figures()))

    def mapping(self, name: str) -> Columns | None:
        if not name:
            return None
        return read_mapping(Path(name)) if name.endswith((".yaml", ".yml")) else named_mapping(name)


def differences(planned: Plan) -> Iterator[str]:
    """What a dry run would change, a line for each value."""
    for record in planned.new:
        yield _("nouveau : %(place)s") % {"place": record.place}
    for record in planned.gone:
        yield _("disparu : %(place)s") % {"place": record.place}
    for update in planned.updates:
        for change in update.changes:
            values = {"place": update.place, "field": change.title, "before": change.before, "after": change.after}
            yield _("%(place)s, %(field)s : « %(before)s » devient « %(after)s »") % values
