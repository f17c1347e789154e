"""`manage.py export_content`: pages become text files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.content.export import Export
from core.content.progress import Progress
from core.content.site_map import address_of, languages


class Command(BaseCommand):
    help = _(
        "Écrit les pages en fichiers texte. Sans adresse : tout le site. Avec une adresse et sans dossier : à l’écran."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("adresses", nargs="*", help=_("par exemple /modules/ : cette page et celles du dessous"))
        parser.add_argument("--vers", type=Path, help=_("le dossier où écrire"))
        parser.add_argument("--brouillons", action="store_true", help=_("aussi les pages non publiées"))

    def handle(self, *args: Any, **options: Any) -> None:
        export = Export()
        addresses = [address_of(url, languages()[0]) for url in options["adresses"]]
        unknown = [
            url
            for url, address in zip(options["adresses"], addresses, strict=True)
            if address not in export.site_map.by_address
        ]
        if unknown:
            raise CommandError(_("Aucune page à cette adresse : %(urls)s") % {"urls": ", ".join(unknown)})
        entries = export.entries(addresses)
        if addresses and options["vers"] is None and len(entries) == 1:
            for _place, text in export.files(entries, drafts=True):
                self.stdout.write(text, ending="")
            return
        root: Path = options["vers"] or settings.BASE_DIR / "content"
        count = 0
        with Progress(self.stderr).bar(len(entries), _("Écriture")) as tick:
            for place, text in export.files(entries, drafts=options["brouillons"]):
                target = root / place
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="\n")
                count += 1
                tick(1)
        export.copy_media(root / "media")
        self.stdout.write(_("%(count)d fichiers écrits dans %(root)s.") % {"count": count, "root": root})
