"""The words of text files: an English name in the code, a French word in the file.

One table, so that the same thing is called the same way in every block. Where a name needs another word in one block,
its class says so: `Meta.keys = {"replies": "reponses"}`. A choice stored under another word than the file's says
`Meta.values = {"kind": {"text": "texte"}}`.
"""

from wagtail.blocks import Block

YES, NO = "oui", "non"
TRUE_WORDS = frozenset({"oui", "vrai"})
FALSE_WORDS = frozenset({"non", "faux"})
BLOCK_KEY = "bloc"
ID_KEY = "id"
TEXT_FENCE = "texte"

KEYS = {
    "accepted": "reponses",
    "action": "action",
    "actions": "actions",
    "activities": "activites",
    "address": "adresse",
    "address_feedback": "retour_adresse",
    "address_right": "adresse_juste",
    "alt": "alternative",
    "alternative": "alternative",
    "answer": "reponse",
    "answers": "reponses",
    "arrival": "arrivee",
    "attach": "joindre",
    "attachments": "pieces_jointes",
    "author": "auteur",
    "banner": "bandeau",
    "blanks": "trous",
    "body": "contenu",
    "buttons": "boutons",
    "caption": "legende",
    "categories": "categories",
    "choices": "choix",
    "clues": "indices",
    "content": "contenu",
    "credit": "credit",
    "date": "date",
    "description": "description",
    "detail": "detail",
    "device": "appareil",
    "distractors": "intrus",
    "document": "document",
    "drawing": "dessin",
    "elements": "elements",
    "expected": "attendu",
    "explanation": "explication",
    "feedback": "retour",
    "fields": "champs",
    "file": "fichier",
    "files": "fichiers",
    "folder": "dossier",
    "folders": "dossiers",
    "gaps": "trous",
    "gestures": "gestes",
    "goes_to": "vers",
    "heading": "titre",
    "help": "aide",
    "help_text": "aide",
    "hint": "indice",
    "icon": "dessin",
    "image": "image",
    "instruction": "consigne",
    "is_true": "reponse",
    "items": "elements",
    "kind": "sorte",
    "label": "nom",
    "left": "gauche",
    "level": "niveau",
    "link": "lien",
    "messages": "messages",
    "minutes": "minutes",
    "mistakes": "erreurs",
    "module": "module",
    "name": "nom",
    "need": "besoin",
    "note": "note",
    "one_typo": "une_faute",
    "optional": "facultatif",
    "options": "propositions",
    "owner": "proprietaire",
    "page": "page",
    "pages": "pages",
    "pairs": "paires",
    "path": "parcours",
    "pictogram": "dessin",
    "place": "place",
    "question": "question",
    "questions": "questions",
    "replies": "reponses",
    "reply": "reponse",
    "retry": "encore",
    "right": "juste",
    "right_side": "droite",
    "role": "role",
    "screen": "ecran",
    "sender": "expediteur",
    "statements": "affirmations",
    "steps": "etapes",
    "subject": "objet",
    "success": "bravo",
    "suggestions": "propositions",
    "summary": "resume",
    "target": "vers",
    "task": "tache",
    "tasks": "taches",
    "terms": "mots",
    "text": "texte",
    "theme": "theme",
    "title": "titre",
    "transcript": "transcription",
    "trap": "piege",
    "typo_allowed": "une_faute",
    "url": "adresse",
    "value": "valeur",
    "weight": "poids",
    "weights": "conseils",
    "words": "mots",
}


def key_of(parent: Block, name: str) -> str:
    """The word for the child `name` of `parent`."""
    own: dict[str, str] = getattr(parent.meta, "keys", {})
    return own.get(name) or KEYS.get(name, name)


def words_of(parent: Block | None, name: str) -> dict[str, str]:
    """Stored value → word of the file, for a choice whose two words differ."""
    return getattr(parent.meta, "values", {}).get(name, {}) if parent is not None else {}


def fence_of(block: Block) -> str:
    """The name of a block's fence, or of its item in a list of mixed blocks."""
    return getattr(block.meta, "fence", "") or KEYS.get(block.name, block.name.replace("_", "-"))
