"""The words that name each part of a plan in a document, in our template and in what the site exports.

Compared folded (no accent, no case, no sign), so that people may retype them. Each part has the name of the content
files (docs/format-des-contenus.md).
"""

from __future__ import annotations

from typing import Final

# A row of the first table: its label, then what the person writes.
FACTS: Final = {
    "titre": "titre", "titre de la seance": "titre",
    "resume": "resume", "resume en une phrase": "resume",
    "duree": "minutes", "duree totale": "minutes", "duree totale en minutes": "minutes",
    "niveau": "niveau", "niveau de 1 a 8": "niveau",
    "theme": "theme",
    "public": "public", "pour qui": "public",
    "precision sur le public": "precision_public",
    "groupe": "groupe", "groupe de a": "groupe", "taille du groupe": "groupe",
    "auteurs": "auteurs", "auteur": "auteurs", "autrice": "auteurs",
    "epn": "epn", "lieu": "epn", "lieu epn": "epn",
    "licence": "licence",
    "mots cles": "mots_cles",
}  # fmt: skip

OBJECTIVES, NOTES, RUN, MODULES, FILES, CREDITS, SHEET = (
    "objectifs", "notes", "deroule", "modules", "pieces_jointes", "credits", "feuille",
)  # fmt: skip
SECTIONS: Final = {
    "la seance": "fiche", "la seance en bref": "fiche",
    "objectifs": OBJECTIVES, "a la fin la personne sait": OBJECTIVES,
    "ce qu il faut deja savoir": "prerequis", "prerequis": "prerequis",
    "la salle": "salle", "salle": "salle",
    "le materiel": "materiel", "materiel": "materiel",
    "a preparer avant": "preparation", "preparation": "preparation",
    "a imprimer": "a_imprimer",
    "bon a savoir": NOTES, "note pour le mediateur": NOTES, "notes pour le mediateur": NOTES,
    "le deroule": RUN, "deroule": RUN,
    "verifier ce qui est appris": "evaluation", "evaluation": "evaluation",
    "pour continuer seul": MODULES, "modules pour continuer": MODULES,
    "pieces jointes": FILES,
    "licence et source": CREDITS,
}  # fmt: skip
LISTS: Final = frozenset({"prerequis", "salle", "materiel", "preparation", "a_imprimer", "evaluation"})

# Columns of the run: ours in the template, those of the exported documents, and likely ones.
COLUMNS: Final = {
    "minutes": "minutes", "min": "minutes", "duree": "minutes",
    "titre": "titre", "activite": "titre",
    "ce que vous faites": "mediateur", "vous": "mediateur", "mediateur": "mediateur",
    "ce que font les participants": "participants", "les participants": "participants", "participants": "participants",
    "pratique oui ou non": "pratique", "pratique": "pratique",
    "internet oui ou non": "internet", "internet": "internet",
    "plus vite": "plus_vite", "moins vite": "moins_vite",
    "plan b sans internet": "sans_internet", "plan b": "sans_internet", "sans internet": "sans_internet",
    "moment": "moment",
}  # fmt: skip
VARIANTS: Final = {"plus vite": "plus_vite", "moins vite": "moins_vite", "sans internet": "sans_internet"}
OBJECTIVE_COLUMNS: Final = {
    "objectif": "objectif", "a la fin la personne sait": "objectif", "la personne sait": "objectif",
    "niveau de bloom": "bloom", "bloom": "bloom",
    "competence": "competence", "code de competence": "competence",
}  # fmt: skip
SHEET_STARTS: Final = ("feuille a distribuer", "feuille")
COPIES: Final = {
    "un par personne": "personne", "personne": "personne", "un pour deux": "binome", "binome": "binome",
    "un par table": "table", "table": "table", "un pour le groupe": "groupe", "groupe": "groupe",
}  # fmt: skip
YES: Final = frozenset({"oui", "o", "yes", "y", "vrai", "x", "1"})
NO: Final = frozenset({"non", "n", "no", "faux", "0", ""})
HELP: Final = "aide"
