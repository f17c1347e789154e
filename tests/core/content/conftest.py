"""A small site as files, and one line to import them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.content.apply import apply
from core.content.drafts import Plan
from core.content.media import Media
from core.content.plan import plan, sources

HOME = "---\ntype: accueil\ntitre: Accueil\n---\n"
MODULES = "---\ntype: modules\ntitre: Modules\n---\n"
MODULE = """---
type: module
titre: Lire une adresse
resume: Où regarder.
minutes: 12
objectifs:
  - Lire l'adresse d'un site.
mots_cles: [adresse, École]
---

# Où se trouve l'adresse ?

L'adresse est **tout en haut**.

::: astuce
Sur un téléphone, faites glisser la page.
:::

::: choix-unique
consigne: Où tapez-vous l'adresse ?
choix:
  - texte: Dans la barre d'adresse
    juste: oui
    retour: Oui, tout en haut.
  - texte: Dans un courriel
:::

# Essayer

À vous.
"""


class Folder:
    """A content folder on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, place: str, text: str | bytes) -> "Folder":
        target = self.path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def plan(self, *, partial: bool = False, latest: bool = False) -> Plan:
        return plan(list(sources(self.path, [self.path])), Media(self.path / "media"), partial=partial, latest=latest)

    def load(self) -> Plan:
        planned = self.plan()
        assert [str(error) for error in planned.errors] == []
        apply(planned)
        return planned

    def errors(self) -> list[str]:
        return [str(error) for error in self.plan().errors]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "content")


@pytest.fixture
def site(folder: Folder, db: None) -> Folder:
    """A home, a list of modules and one module, as files."""
    folder.write("fr/index.md", HOME).write("fr/modules.md", MODULES).write("fr/modules/lire.md", MODULE)
    return folder


Errors = Callable[[str], list[str]]


@pytest.fixture
def errors_of(site: Folder) -> Errors:
    """The faults of one module file, as sentences."""

    def errors(text: str) -> list[str]:
        return site.write("fr/modules/lire.md", text).errors()

    return errors
