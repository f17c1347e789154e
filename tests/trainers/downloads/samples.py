"""Plans as plain values, to write files from without a database."""

import dataclasses
from typing import Any

from trainers.downloads.document import (
    Checklist,
    Credits,
    Fact,
    Goal,
    Link,
    Moment,
    PlanDocument,
    RichText,
    Sheet,
    Variant,
)

ADDRESS = "https://pas-a-pas.example/mediateurs/seances/mot-de-passe/"
RICH = (
    "<h2>Un titre</h2><p>Du <strong>gras</strong>, de l’<em>italique</em>,<br>et un "
    '<a href="/modules/trier/">lien</a>.</p><ul><li>Un<ul><li>Dedans</li></ul></li><li>Deux</li></ul>'
    '<ol start="3"><li>Trois</li><li>Quatre</li></ol>'
    '<table><thead><tr><th scope="col">Je vérifie</th><th scope="col">Fait</th></tr></thead>'
    "<tbody><tr><td>L’adresse</td><td>☐</td></tr></tbody></table>"
)


def a_moment(title: str = "Fabriquer sa phrase", words: str = "Lisez la consigne.", **changes: Any) -> Moment:
    values = {
        "time": "0:00 – 0:15",
        "length": "15 minutes",
        "title": title,
        "marks": ("pratique",),
        "mediator": RichText(f"<p>{words}</p>"),
        "participants": RichText("<ol><li>Je lance les dés.</li><li>Je note.</li></ol>"),
        "variants": (Variant("Plus vite\u00a0:", RichText("<p>Ajoutez un chiffre.</p>")),),
    }
    return Moment(**values | changes)


def a_document(**changes: Any) -> PlanDocument:
    values = {
        "language": "fr",
        "slug": "mot-de-passe",
        "title": "Fabriquer un mot de passe",
        "summary": "Une phrase à soi.",
        "lineage": "Mots de passe, premiers pas (Ateliers de Valbourg)",
        "lineage_url": "https://pas-a-pas.example/mediateurs/seances/premiers-pas/",
        "address": ADDRESS,
        "version": "version 3 du 22 novembre 2026",
        "keywords": ("mot de passe", "sécurité"),
        "facts": (Fact("Durée", "2\u00a0h"), Fact("Niveau", "Débutant")),
        "goals": (Goal("Composer une phrase de passe.", "Créer · 4.2 Protéger ses données"),),
        "before": (Checklist("Le matériel", ("1 livre par personne.",), True), Checklist("La salle", ("Un tableau.",))),
        "notes": (RichText(RICH),),
        "run_note": "",
        "run": (a_moment(), a_moment("Changer un mot de passe")),
        "evaluation": Checklist("Vérifier ce qui est appris", ("La personne réécrit sa phrase.",), True),
        "modules": (Link("Choisir un mot de passe", "20 minutes", "https://pas-a-pas.example/modules/choisir/"),),
        "attachments": (Link("Une affiche", "ODT · CC0", "https://pas-a-pas.example/documents/1/affiche.odt"),),
        "credits": Credits(
            "L’équipe",
            "Médiathèque de Valbourg",
            "CC BY-SA 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
            "On peut copier et adapter.",
        ),
        "sheets": (Sheet("Ma phrase de passe", "un par personne", RichText(RICH)),),
    }
    return PlanDocument(**values | changes)


def changed(document: PlanDocument, **changes: Any) -> PlanDocument:
    return dataclasses.replace(document, **changes)
