"""A file cut into its parts: the front matter, then titles, Markdown and fences, each with its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.content.errors import At, Faults
from core.content.yaml_reader import MAX_TEXT, forbidden_character

MAX_BYTES = 1_000_000
MAX_PARTS = 1000
RULE = "---"
_TITLE = re.compile(r"#[ \t]+(?P<title>.*?)[ \t]*(?:\{#(?P<id>[^{}\s]*)\}[ \t]*)?$")
_OPEN = re.compile(r"(?P<marks>:{3,})[ \t]*(?P<name>[a-z][a-z0-9-]*)[ \t]*(?:\{#(?P<id>[^{}\s]*)\})?[ \t]*$")
BLOCK_ID = re.compile(r"[A-Za-z0-9-]{1,36}")


@dataclass(frozen=True)
class Title:
    line: int
    text: str
    id: str = ""


@dataclass(frozen=True)
class Prose:
    line: int
    text: str


@dataclass(frozen=True)
class Fence:
    line: int
    name: str
    body: str
    id: str = ""


Part = Title | Prose | Fence


@dataclass
class Document:
    """`front` starts at line 2 of the file."""

    front: str = ""
    parts: list[Part] = field(default_factory=list)


def decode(data: bytes, faults: Faults) -> str | None:
    """The text of a file; None when it is too long or not UTF-8."""
    if len(data) > MAX_BYTES:
        faults.add(
            At(1), _("%(count)d octets") % {"count": len(data)}, _("%(count)d octets au plus") % {"count": MAX_BYTES}
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add(At(line), repr(data[error.start : error.start + 4]), _("du texte en UTF-8"))
        return None
    if bad := forbidden_character(text):
        faults.add(At(text[: text.index(bad)].count("\n") + 1), repr(bad), _("un texte sans caractère invisible"))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, faults: Faults, *, titles: bool) -> Document:
    """Cut `text`. With `titles`, a level 1 title opens a section; without, it is Markdown like the rest."""
    lines = text.split("\n")
    if lines[0].rstrip() != RULE:
        faults.add(At(1), lines[0], _("une ligne « --- », puis la fiche"))
        return Document()
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == RULE), None)
    if end is None:
        faults.add(At(len(lines)), lines[-1], _("une ligne « --- » après la fiche"))
        return Document()
    parts = list(_parts(lines, end + 1, faults, titles))
    if len(parts) > MAX_PARTS:
        faults.add(At(parts[MAX_PARTS].line), str(len(parts)), _("%(count)d blocs au plus") % {"count": MAX_PARTS})
        parts = []
    return Document("\n".join(lines[1:end]), parts)


def _parts(lines: Sequence[str], start: int, faults: Faults, titles: bool) -> Iterator[Part]:
    prose_from = number = start
    while number < len(lines):
        line = lines[number]
        is_fence = line.startswith(":::")
        title = _TITLE.match(line) if titles else None
        if not is_fence and not title:
            number += 1
            continue
        yield from _prose(lines, prose_from, number, faults)
        if title:
            yield Title(number + 1, title["title"], _checked_id(title["id"], number + 1, faults))
            number += 1
        else:
            fence, number = _fence(lines, number, faults)
            if fence:
                yield fence
        prose_from = number
    yield from _prose(lines, prose_from, len(lines), faults)


def _prose(lines: Sequence[str], start: int, end: int, faults: Faults) -> Iterator[Prose]:
    while start < end and not lines[start].strip():
        start += 1
    text = "\n".join(lines[start:end]).strip("\n").rstrip()
    if len(text) > MAX_TEXT:
        faults.add(At(start + 1, (_("texte"),)), text, _("%(count)d caractères au plus") % {"count": MAX_TEXT})
    elif text:
        yield Prose(start + 1, text)


def _fence(lines: Sequence[str], number: int, faults: Faults) -> tuple[Fence | None, int]:
    """The fence that opens at line index `number`, and the index of the line after it."""
    opening = _OPEN.match(lines[number])
    if not opening:
        faults.add(
            At(number + 1, (":::",)), lines[number], _("« ::: nom » pour ouvrir un bloc, « ::: » pour le fermer")
        )
        return None, number + 1
    marks = opening["marks"]
    for end in range(number + 1, len(lines)):
        if lines[end].rstrip() == marks:
            body = "\n".join(lines[number + 1 : end])
            return Fence(number + 1, opening["name"], body, _checked_id(opening["id"], number + 1, faults)), end + 1
        if lines[end].startswith(marks) and _OPEN.match(lines[end]) and not lines[end].startswith(marks + ":"):
            break
    faults.add(
        At(number + 1, (opening["name"],)),
        lines[number],
        _("une ligne « %(marks)s » à la fin du bloc") % {"marks": marks},
    )
    return None, number + 1


def _checked_id(given: str | None, line: int, faults: Faults) -> str:
    if given and not BLOCK_ID.fullmatch(given):
        faults.add(At(line, ("id",)), given, _("l’identifiant écrit par l’export, ou rien"))
        return ""
    return given or ""


def join(front: str, parts: Sequence[Part]) -> str:
    """The text of a file; cut again, it gives the same parts."""
    return f"{RULE}\n{front}{RULE}\n" + "".join(f"\n{_written(part)}\n" for part in parts)


def _written(part: Part) -> str:
    mark = f" {{#{part.id}}}" if not isinstance(part, Prose) and part.id else ""
    if isinstance(part, Title):
        return f"# {part.text}{mark}"
    if isinstance(part, Prose):
        return part.text
    longest = max((len(match) for match in re.findall(r"^:+", part.body, re.MULTILINE)), default=0)
    marks = ":" * max(3, longest + 1 if longest >= 3 else 3)
    body = part.body if part.body.endswith("\n") or not part.body else f"{part.body}\n"
    return f"{marks} {part.name}{mark}\n{body}{marks}"


def can_be_prose(text: str, *, titles: bool) -> bool:
    """Whether a Markdown text can stand between fences as it is."""
    if not text or text != text.strip("\n").rstrip() or not text.split("\n")[0].strip():
        return False
    return not any(line.startswith(":::") or (titles and _TITLE.match(line)) for line in text.split("\n"))
