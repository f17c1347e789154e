"""Observable objectives: Bloom's levels, the verbs that show each one, and what is wrong with an objective.

Pure functions on texts. Source of the levels: Anderson & Krathwohl, « A Taxonomy for Learning, Teaching, and
Assessing » (2001), the revision of Bloom's taxonomy; the verbs are ours, chosen for digital workshops.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Bloom(models.TextChoices):
    """From the simplest to the richest; the values are the words of the content files."""

    REMEMBER = "memoriser", gettext_lazy("Mémoriser : dire, montrer, nommer")
    UNDERSTAND = "comprendre", gettext_lazy("Comprendre : expliquer avec ses mots")
    APPLY = "appliquer", gettext_lazy("Appliquer : faire soi-même")
    ANALYSE = "analyser", gettext_lazy("Analyser : comparer, trier, repérer")
    EVALUATE = "evaluer", gettext_lazy("Évaluer : choisir et dire pourquoi")
    CREATE = "creer", gettext_lazy("Créer : produire quelque chose à soi")

    @property
    def short_label(self) -> str:
        return str(self.label).partition("\u00a0:")[0]


VERBS: dict[Bloom, tuple[str, ...]] = {
    Bloom.REMEMBER: ("nommer", "citer", "montrer", "désigner", "énumérer", "indiquer", "réciter", "dire"),
    Bloom.UNDERSTAND: ("expliquer", "décrire", "reformuler", "résumer", "illustrer", "traduire", "raconter", "associer"),
    Bloom.APPLY: (
        "ouvrir", "remplir", "envoyer", "joindre", "enregistrer", "télécharger", "régler", "activer", "utiliser",
        "imprimer", "installer", "saisir", "taper", "copier", "coller", "classer", "ranger", "retrouver", "rechercher",
        "chercher", "trouver", "suivre", "répondre", "transférer", "supprimer", "déplacer", "connecter", "naviguer",
        "partager", "signaler", "changer", "modifier", "agrandir", "effectuer", "appliquer", "déposer", "prendre",
        "fermer", "verrouiller", "déclarer", "lancer", "brancher", "écrire", "lire", "quitter", "bloquer", "masquer",
        "afficher", "sauvegarder", "photographier", "numériser", "demander", "faire", "mettre", "placer",
    ),
    Bloom.ANALYSE: (
        "comparer", "distinguer", "repérer", "trier", "identifier", "relever", "reconnaître", "vérifier", "différencier",
        "décomposer", "relier", "filtrer", "contrôler", "détecter",
    ),
    Bloom.EVALUATE: ("choisir", "justifier", "évaluer", "décider", "recommander", "estimer", "argumenter", "sélectionner"),
    Bloom.CREATE: (
        "composer", "rédiger", "créer", "concevoir", "fabriquer", "construire", "organiser", "préparer", "produire",
        "planifier", "élaborer", "publier", "monter", "assembler",
    ),
}  # fmt: skip
# What happens inside a head: nobody sees it, so nobody can check it.
HIDDEN: dict[str, Bloom] = {
    "savoir": Bloom.APPLY,
    "connaître": Bloom.REMEMBER,
    "comprendre": Bloom.UNDERSTAND,
    "apprendre": Bloom.APPLY,
    "découvrir": Bloom.REMEMBER,
    "maîtriser": Bloom.APPLY,
    "appréhender": Bloom.UNDERSTAND,
    "assimiler": Bloom.UNDERSTAND,
    "retenir": Bloom.REMEMBER,
    "mémoriser": Bloom.REMEMBER,
    "percevoir": Bloom.ANALYSE,
    "réfléchir": Bloom.EVALUATE,
    "penser": Bloom.EVALUATE,
    "être": Bloom.APPLY,
    "avoir": Bloom.UNDERSTAND,
    "pouvoir": Bloom.APPLY,
    "devenir": Bloom.APPLY,
    "aborder": Bloom.UNDERSTAND,
    "voir": Bloom.ANALYSE,
    "familiariser": Bloom.APPLY,
    "sensibiliser": Bloom.UNDERSTAND,
    "initier": Bloom.APPLY,
    "acquérir": Bloom.APPLY,
    "développer": Bloom.CREATE,
    "améliorer": Bloom.APPLY,
}
# « Être capable de trier » is about « trier ».
_LEAD_IN = re.compile(
    r"^(?:à la fin,?\s+)?(?:vous\s+(?:saurez|pourrez|serez capables? (?:de|d[’']))|être (?:capable|en mesure) (?:de|d[’'])"
    r"|savoir|pouvoir|apprendre à|réussir à|se)\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SECOND = re.compile(
    r"(?:[,;]?\s*\b(?:et|ou|puis)\b|[,;])\s+(?:s[’']|l[’']|les?\s|la\s|en\s|y\s)?([^\W\d_]+)", re.IGNORECASE
)
# A group needs about that long for one objective: say it, try it, check it.
SHORTEST_FOR_ONE = 15


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()


_LEVEL_OF = {_folded(verb): level for level, verbs in VERBS.items() for verb in verbs}
_HIDDEN = {_folded(verb): level for verb, level in HIDDEN.items()}


@dataclass(frozen=True)
class Fault:
    """Why an objective cannot be checked as it is, and verbs that would do."""

    sentence: str
    suggestions: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.suggestions:
            return self.sentence
        verbs = ", ".join(self.suggestions)
        return _("%(sentence)s Essayez : %(verbs)s.") % {"sentence": self.sentence, "verbs": verbs}


def verb_of(objective: str) -> str:
    """The verb that an objective begins with, as it is typed: « Trier » of « Être capable de trier ses courriels »."""
    text = objective.strip()
    rest = _LEAD_IN.sub("", text)
    following = _WORD.match(rest)
    # « Savoir un mot de passe » has no other verb: « savoir » is the one.
    word = following if following and _looks_like_a_verb(following[0]) else _WORD.match(text)
    return word[0] if word else ""


def level_of(verb: str) -> Bloom | None:
    """The level that a verb shows; nothing for a verb that we do not know."""
    return _LEVEL_OF.get(_folded(verb))


def suggested(level: Bloom | str | None, count: int = 4) -> tuple[str, ...]:
    return VERBS.get(Bloom(level), ())[:count] if level else VERBS[Bloom.APPLY][:count]


def faults(objective: str, level: str = "", competence: str = "") -> Iterator[Fault]:
    """One observable verb, the level that it shows, one competence. Nothing comes out of a good objective."""
    text = objective.strip()
    verb = verb_of(text)
    if not verb:
        yield Fault(_("Il manque l’objectif."))
        return
    if hidden := _HIDDEN.get(_folded(verb)):
        sentence = _("« %(verb)s » ne se voit pas : dites ce que la personne fera devant vous.") % {"verb": verb}
        yield Fault(sentence, suggested(level or hidden))
    elif not _looks_like_a_verb(verb):
        yield Fault(_("Commencez par un verbe à l’infinitif qui se voit."), suggested(level))
    elif level and (shown := level_of(verb)) and shown != level:
        yield Fault(
            _("« %(verb)s » montre plutôt le niveau « %(shown)s » que « %(level)s ».")
            % {"verb": verb, "shown": shown.short_label, "level": Bloom(level).short_label},
            suggested(level),
        )
    if second := second_verb(text):
        yield Fault(_("Deux verbes (« %(one)s », « %(two)s ») : faites deux objectifs.") % {"one": verb, "two": second})
    if not competence:
        yield Fault(_("Choisissez la compétence que cet objectif travaille."))


def second_verb(objective: str) -> str:
    """Another verb beside the first one: « Ouvrir et fermer » asks for two things."""
    for match in _SECOND.finditer(objective.strip()):
        if _folded(match[1]) in _LEVEL_OF or _folded(match[1]) in _HIDDEN:
            return match[1]
    return ""


def too_many(count: int, minutes: int) -> int:
    """How many objectives a session of that length can hold, when `count` is more; 0 when all is well."""
    possible = max(1, minutes // SHORTEST_FOR_ONE)
    return possible if count > possible else 0


def _looks_like_a_verb(word: str) -> bool:
    folded = _folded(word)
    return folded in _LEVEL_OF or folded in _HIDDEN or bool(re.search(r"(?:er|ir|re)$", folded))
