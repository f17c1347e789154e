"""A filled document as the text of a content file: the same rules and the same checks as for Markdown.

What is wrong is said with the heading of the document where it stands, never with a line of a text that nobody sees.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError

from accounts.models import User
from competencies.frameworks import Competence
from core.content.document import Fence, Part, Prose, can_be_prose, join
from core.content.errors import ContentError, ContentInvalidError, shortened
from core.content.vocabulary import TEXT_FENCE
from core.content.yaml_writer import write_yaml
from core.queries import visible
from paths.themes import ThemePage
from trainers.importing import docx_reader, odt_reader
from trainers.importing.filled import Filled, filled
from trainers.importing.lineage import original
from trainers.importing.making import LeftOut, Made, draft_from_text
from trainers.importing.outline import Block
from trainers.places.text import folded
from trainers.plans.pages import PlanPage

_READERS: dict[str, Callable[[bytes], list[Block]]] = {"docx": docx_reader.read, "odt": odt_reader.read}
# How large one part of its XML may be: a plan of ten pages takes less than 300 kB.
LONGEST = 4_000_000
_ACTIVITY_KEYS = (
    "titre",
    "minutes",
    "pratique",
    "internet",
    "mediateur",
    "participants",
    "plus_vite",
    "moins_vite",
    "sans_internet",
)
_SHEET_KEYS = ("titre", "exemplaires", "texte")


@dataclass(frozen=True, order=True)
class DocumentError(ContentError):
    """A fault of a document: its heading instead of a line."""

    def __str__(self) -> str:
        said = {"where": self.field, "found": shortened(self.found), "expected": self.expected}
        if self.is_remark:
            return _("« %(where)s » : %(expected)s.") % said
        if not self.found.strip():
            return _("« %(where)s » : rien n’est écrit, attendu %(expected)s.") % said
        return _("« %(where)s » : trouvé « %(found)s », attendu %(expected)s.") % said


def draft_from_office(user: User, data: bytes, name: str) -> Made:
    """A new draft of `user` from a .docx or .odt. Raises ContentInvalidError."""
    out = filled(_outline(data, name))
    _settle_competences(out)
    _settle_theme(out)
    if out.faults:
        raise ContentInvalidError(
            DocumentError(name, place, fault.where, fault.found, fault.expected)
            for place, fault in enumerate(out.faults)
        )
    text = text_of(out)
    try:
        made = draft_from_text(user, text.encode(), name)
    except ContentInvalidError as error:
        raise ContentInvalidError(_in_document(found, text, out) for found in error.errors) from error
    made.source = original(slug=out.source) if out.source else None
    made.left_out = [*(LeftOut(one.name) for one in made.left_out), *(LeftOut(one) for one in out.left_out)]
    return made


def _outline(data: bytes, name: str) -> list[Block]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        longest = max((part.file_size for part in archive.infolist() if part.filename.endswith(".xml")), default=0)
    if longest > LONGEST:
        sentence = _("un document de cent pages au plus")
        raise ContentInvalidError([DocumentError(name, 0, _("fichier"), _("un document très long"), sentence)])
    try:
        return _READERS["odt" if data[30:38] == b"mimetype" else "docx"](data)
    # `core.uploads` accepted it; what is left is a document whose parts contradict each other.
    except (
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        TypeError,
        PackageNotFoundError,
        SyntaxError,
        RecursionError,
    ) as error:
        sentence = _("un document que Word ou LibreOffice vient d’enregistrer")
        raise ContentInvalidError([DocumentError(name, 0, _("fichier"), type(error).__name__, sentence)]) from error


def text_of(out: Filled) -> str:
    """The content file that says the same."""
    front: dict[str, Any] = {"type": PlanPage.text_type} | {
        key: value for key, value in out.values.items() if value not in ("", [])
    }
    if "minutes" not in front and out.activities:
        front["minutes"] = sum(one["minutes"] for one in out.activities)
    parts: list[Part] = []
    if out.notes:
        plain = can_be_prose(out.notes, titles=False)
        parts.append(Prose(0, out.notes) if plain else Fence(0, TEXT_FENCE, out.notes))
    parts += [Fence(0, "activite", write_yaml(_kept(one, _ACTIVITY_KEYS))) for one in out.activities]
    parts += [Fence(0, "feuille", write_yaml(_kept(one, _SHEET_KEYS))) for one in out.sheets]
    return join(write_yaml(front), parts)


def _kept(item: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    words = {True: "oui", False: ""}
    said = {key: words[item[key]] if isinstance(item.get(key), bool) else item.get(key, "") for key in keys}
    return {key: value for key, value in said.items() if value != ""}


def _in_document(error: ContentError, text: str, out: Filled) -> DocumentError:
    """A fault of the text, where the person can see it."""
    starts = [n for n, line in enumerate(text.split("\n"), 1) if re.match(r":{3,} (activite|feuille)$", line)]
    items = [*out.activities, *out.sheets]
    number = sum(start <= error.line for start in starts) - 1
    keys = [key for key in error.field.split(".") if key not in {"activite", "feuille"}]
    where = ", ".join([items[number]["where"], *keys] if 0 <= number < len(items) else [_label(keys), *keys[1:]])
    return DocumentError(error.file, error.line, where, error.found, error.expected, error.is_remark)


def _label(keys: list[str]) -> str:
    """The name that a person gives to a part of the front matter."""
    names = {
        "titre": _("Titre"),
        "resume": _("Résumé"),
        "minutes": _("Durée totale"),
        "niveau": _("Niveau"),
        "groupe_min": _("Groupe"),
        "groupe_max": _("Groupe"),
        "objectifs": _("Objectifs"),
        "precision_public": _("Précision sur le public"),
        "auteurs": _("Auteurs"),
        "epn": _("EPN"),
        "mots_cles": _("Mots-clés"),
        "texte": _("Note pour le médiateur"),
    }
    first = keys[0] if keys else ""
    return names.get(first, first.replace("_", " ").capitalize())


def _settle_competences(out: Filled) -> None:
    """« 4.2 Protéger les données » or `digcomp-3.0:4.2` → the identifier; what is not known is left out, and said."""
    goals = [goal for goal in out.values.get("objectifs", []) if goal.get("competence")]
    if not goals:
        return
    known = list(Competence.objects.with_texts())
    for goal in goals:
        found = competence_named(goal["competence"], known)
        if found is None:
            out.left_out.append(goal.pop("competence"))
        else:
            goal["competence"] = found.identifier


def competence_named(text: str, known: list[Competence]) -> Competence | None:
    """By its identifier, or by its code and title; by its code alone when only one has it."""
    text = text.strip()
    exact = next((one for one in known if one.identifier == text), None)
    code, _space, title = text.partition(" ")
    same_code = [one for one in known if one.code == code]
    same_title = [one for one in same_code if folded(one.title) == folded(title)]
    found = same_title or (same_code if len(same_code) == 1 else [])
    return exact or (found[0] if found else None)


def _settle_theme(out: Filled) -> None:
    """The title of a theme, or the end of its address."""
    if not (wanted := folded(out.values.get("theme", ""))):
        return
    themes = visible(ThemePage.objects.all()).values_list("title", "slug").order_by("path")
    slug = next((slug for title, slug in themes if wanted in {folded(title), folded(slug)}), None)
    if slug is None:
        out.left_out.append(out.values["theme"])
    out.values["theme"] = slug or ""
