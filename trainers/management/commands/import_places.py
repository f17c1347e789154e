"""`manage.py import_places`: a list of places in the national standard, or in columns of its own, becomes the directory."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from trainers.places.importing import apply, plan
from trainers.places.mapping import Columns, MappingError, mappings, named_mapping, read_mapping


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
        except (OSError, MappingError) as error:
            raise CommandError(str(error)) from error
        planned = plan(path.name, data, mapping=mapping, is_partial=options["extrait"])
        for line in [*planned.errors, *planned.remarks]:
            self.stderr.write(str(line))
        if planned.errors:
            raise CommandError(_("%(count)d erreurs. Rien n’est importé.") % {"count": len(planned.errors)})
        if not options["essai"]:
            apply(planned)
        sentence = _(
            "%(new)d lieux créés, %(changed)d changés, %(same)d déjà à jour, %(gone)d disparus, %(back)d revenus."
        )
        if options["essai"]:
            sentence = _(
                "Essai : %(new)d lieux à créer, %(changed)d à changer, %(same)d déjà à jour, %(gone)d disparus, %(back)d revenus."
            )
        self.stdout.write(sentence % planned.figures())

    def mapping(self, name: str) -> Columns | None:
        if not name:
            return None
        return read_mapping(Path(name)) if name.endswith((".yaml", ".yml")) else named_mapping(name)
