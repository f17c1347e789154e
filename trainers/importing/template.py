"""What the document to fill says, for both formats: its boxes, its short instructions, in the words that `labels` reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

ROWS_OF_RUN, ROWS_OF_OBJECTIVES, LINES = 8, 3, 3


@dataclass(frozen=True)
class Part:
    """A heading, an instruction, then a table (`columns` with empty `rows`) or empty list lines."""

    heading: str
    help: str
    columns: tuple[str, ...] = ()
    rows: int = 0
    # In millimetres, on a landscape A4 sheet.
    widths: tuple[int, ...] = ()


def title() -> str:
    return _("Modèle de séance")


def introduction() -> str:
    return _(
        "Aide : écrivez dans les cases vides, puis envoyez ce fichier sur le site. Gardez les titres et les noms des cases. "
        "Seul le titre de la séance est obligatoire."
    )


def facts() -> Sequence[tuple[str, str]]:
    """Each box of the first table, with what to write there."""
    return (
        (_("Titre"), ""),
        (_("Résumé (une phrase)"), ""),
        (_("Thème"), ""),
        (_("Durée totale (minutes)"), ""),
        (_("Niveau (de 1 à 8)"), ""),
        (_("Public"), ""),
        (_("Précision sur le public"), ""),
        (_("Groupe (de … à …)"), ""),
        (_("Auteurs"), ""),
        (_("EPN"), ""),
        (_("Licence"), "CC BY-SA 4.0"),
        (_("Mots-clés"), ""),
    )


def facts_help() -> str:
    return _(
        "Aide : niveau 1 pour qui débute. Public : tout public, personnes âgées, jeunes… Groupe : « 4 à 8 ». "
        "Mots-clés : avec des virgules."
    )


def before_run() -> Sequence[Part]:
    one_a_line = _("Aide : une chose par ligne.")
    return (
        Part(
            _("Objectifs"),
            _(
                "Aide : un verbe qui se voit. Bloom : mémoriser, comprendre, appliquer, analyser, évaluer ou créer. "
                "La compétence est facultative."
            ),
            (_("Objectif"), _("Niveau de Bloom"), _("Compétence")),
            ROWS_OF_OBJECTIVES,
            (150, 55, 60),
        ),
        Part(_("Ce qu’il faut déjà savoir"), one_a_line),
        Part(_("La salle"), one_a_line),
        Part(_("Le matériel"), _("Aide : une chose par ligne, avec son nombre.")),
        Part(_("À préparer avant"), one_a_line),
        Part(_("À imprimer"), _("Aide : une chose par ligne. Les feuilles à distribuer s’ajoutent toutes seules.")),
        Part(_("Note pour le médiateur"), _("Aide : ce qu’il faut savoir avant de commencer.")),
    )


def run() -> Part:
    return Part(
        _("Le déroulé"),
        _(
            "Aide : une activité par ligne. Ajoutez des lignes si besoin. « Pratique » : oui quand les participants manipulent."
        ),
        (
            _("Minutes"),
            _("Titre"),
            _("Ce que vous faites"),
            _("Ce que font les participants"),
            _("Pratique (oui ou non)"),
            _("Internet (oui ou non)"),
            _("Plus vite"),
            _("Moins vite"),
            _("Plan B sans Internet"),
        ),
        ROWS_OF_RUN,
        (17, 33, 57, 50, 19, 19, 23, 23, 24),
    )


def after_run() -> Sequence[Part]:
    return (Part(_("Vérifier ce qui est appris"), _("Aide : une vérification par ligne : ce que la personne montre.")),)


def sheet_heading() -> str:
    return _("Feuille à distribuer :")


def sheet_copies() -> str:
    return _("Exemplaires : un par personne")


def sheet_help() -> str:
    return _(
        "Aide : écrivez le titre après les deux points, et le texte ici. Un par personne, un pour deux, un par table ou un pour le groupe. "
        "Pour une autre feuille, copiez ce titre plus bas."
    )
