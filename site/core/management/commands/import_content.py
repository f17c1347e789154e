"""`manage.py import_content`: text files become pages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.content.apply import apply
from core.content.drafts import Plan
from core.content.errors import ContentInvalidError, nothing_imported
from core.content.media import Media
from core.content.plan import plan, sources
from core.content.progress import Progress


class Command(BaseCommand):
    help = _(
        "Importe des fichiers de contenu. Sans chemin : tout le dossier content/. Une erreur, et rien n’est importé."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("chemins", nargs="*", type=Path, help=_("fichiers ou dossiers"))
        parser.add_argument(
            "--racine", type=Path, default=settings.BASE_DIR / "content", help=_("le dossier des contenus")
        )
        parser.add_argument(
            "--partiel", action="store_true", help=_("importer les fichiers sans erreur, laisser les autres")
        )
        parser.add_argument("--essai", action="store_true", help=_("tout vérifier, ne rien écrire"))

    def handle(self, *args: Any, **options: Any) -> None:
        root: Path = options["racine"]
        try:
            files = list(sources(root, options["chemins"] or [root]))
        except (OSError, ValueError) as error:
            raise CommandError(
                _("Ce chemin n’est pas dans %(root)s : %(error)s") % {"root": root, "error": error}
            ) from error
        if not files:
            raise CommandError(_("Aucun fichier .md ici."))
        progress = Progress(self.stderr)
        planned = plan(progress.over(files, _("Lecture")), Media(root / "media"), partial=options["partiel"])
        for fault in planned.errors:
            self.stderr.write(str(fault))
        if planned.errors and not options["partiel"]:
            raise CommandError(nothing_imported(len(planned.errors)))
        counts = {"new": len(planned.new), "changed": len(planned.changed), "same": len(planned.same)}
        if options["essai"]:
            self.stdout.write(_would_do(counts))
        else:
            _write(planned, progress)
            self.stdout.write(_done(counts))
        if planned.errors:
            raise CommandError(_left_out(len(planned.errors)))


def _write(planned: Plan, progress: Progress) -> None:
    try:
        with progress.bar(len(planned.new) + len(planned.changed), _("Écriture")) as tick:
            apply(planned, tick=tick)
    except ContentInvalidError as invalid:
        raise CommandError(str(invalid)) from invalid
    except KeyboardInterrupt as stop:
        raise CommandError(_("Import interrompu. Rien n’est changé.")) from stop


def _would_do(counts: dict[str, int]) -> str:
    return (
        ngettext(
            "Essai : %(new)d page à créer, %(changed)d à changer, %(same)d déjà à jour.",
            "Essai : %(new)d pages à créer, %(changed)d à changer, %(same)d déjà à jour.",
            counts["new"],
        )
        % counts
    )


def _done(counts: dict[str, int]) -> str:
    created = ngettext("%(new)d page créée", "%(new)d pages créées", counts["new"]) % counts
    changed = ngettext("%(changed)d changée", "%(changed)d changées", counts["changed"]) % counts
    return _("%(created)s, %(changed)s, %(same)d déjà à jour.") % (counts | {"created": created, "changed": changed})


def _left_out(count: int) -> str:
    return ngettext(
        "%(count)d erreur : des fichiers sont laissés de côté.",
        "%(count)d erreurs : des fichiers sont laissés de côté.",
        count,
    ) % {"count": count}
