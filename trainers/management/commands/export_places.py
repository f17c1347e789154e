"""`manage.py export_places`: the directory as a file of the national standard."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from trainers.places.exporting import FORMATS
from trainers.places.models import Place


class Command(BaseCommand):
    help = _("Exporte l’annuaire : CSV ou JSON du standard national, ou GeoJSON.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=FORMATS, default="csv")
        parser.add_argument("--vers", type=Path, help=_("le fichier à écrire ; à l’écran sinon"))
        parser.add_argument(
            "--complet",
            action="store_true",
            help=_("avec les coordonnées de personnes et les lieux disparus : à ne pas publier"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        places = Place.objects.all() if options["complet"] else Place.objects.listed()
        text = FORMATS[options["format"]][0](places.order_by("standard_id"), complete=options["complet"])
        if options["vers"]:
            options["vers"].write_text(text, encoding="utf-8", newline="")
        else:
            self.stdout.write(text, ending="")
