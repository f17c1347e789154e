"""How many pages a second a bulk import writes, next to one `add_child()` and one `save_revision().publish()` a page.

Both start from the same files, already read and checked, and write the same pages into the same empty site, one after
the other. Reading is measured apart. Target: ten times faster, on 600 pages.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEMO", "1")
FOLDER = tempfile.TemporaryDirectory(prefix="bench-import-")
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/bench.sqlite3"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Page

from core.content import apply as applying
from core.content.drafts import Plan, Source
from core.content.media import Media
from core.content.plan import plan

PAGES = int(os.environ.get("PAGES", "600"))
TARGET = 10

HOME = "---\ntype: accueil\ntitre: Accueil\n---\n"
MODULES = "---\ntype: modules\ntitre: Modules\n---\n"
MODULE = """---
type: module
titre: Module {n}
resume: Un module pour mesurer.
minutes: 12
niveau: 1
objectifs: [Lire une adresse., Ouvrir un site.]
mots_cles: [adresse, site {n}]
---

# Où se trouve l'adresse ?

L'adresse du site est **tout en haut**. Le module {n} l'explique : on l'appelle la [[barre d'adresse]].

::: astuce
Sur un téléphone, faites glisser la page {n} vers le bas.
:::

::: choix-unique
consigne: Où tapez-vous l'adresse du site {n} ?
choix:
  - texte: Dans la barre d'adresse
    juste: oui
    retour: Oui. Elle est tout en haut de la fenêtre.
  - texte: Dans un courriel
    retour: Un courriel part vers une personne.
indice: Regardez tout en haut.
:::

# Essayer

::: ordre
consigne: Remettez les gestes dans l'ordre.
elements:
  - texte: J'ouvre le navigateur.
  - texte: Je tape l'adresse {n}.
:::
"""


def files(first: int) -> Iterator[Source]:
    yield Source("fr/index.md", HOME.encode(), "fr")
    yield Source("fr/modules.md", MODULES.encode(), "fr/modules")
    for n in range(first, first + PAGES):
        yield Source(f"fr/modules/module-{n}.md", MODULE.format(n=n).encode(), f"fr/modules/module-{n}")


def planned(first: int) -> tuple[Plan, float]:
    start = time.perf_counter()
    result = plan(files(first), Media(None))
    assert not result.errors, result.errors[:3]
    return result, time.perf_counter() - start


def one_by_one(result: Plan) -> float:
    """What a script without bulk import does."""
    start = time.perf_counter()
    with transaction.atomic():
        importer = applying.Importer(result, None, True, lambda count: None)
        for draft in result.new:
            page, parent = importer.page_and_parent(draft)
            importer.fill(draft, page)
            parent.add_child(instance=page)
            page.save_revision().publish()
    return time.perf_counter() - start


def in_bulk(result: Plan) -> float:
    start = time.perf_counter()
    applying.apply(result)
    return time.perf_counter() - start


def main() -> int:
    call_command("migrate", verbosity=0)
    applying.apply(plan([*files(0)][:2], Media(None)))
    result, reading = planned(1)
    bulk = in_bulk(result)
    assert Page.objects.filter(slug__startswith="module-").count() == PAGES
    loop = one_by_one(planned(PAGES + 1)[0])
    assert Page.objects.filter(slug__startswith="module-").count() == 2 * PAGES
    again, unchanged = planned(1)
    assert not [*again.new, *again.changed]
    print(f"{connection.vendor}, {PAGES} pages")
    print(f"read and check      {PAGES / reading:8.0f} pages/s   (all unchanged: {PAGES / unchanged:.0f} pages/s)")
    print(f"bulk import         {PAGES / bulk:8.0f} pages/s")
    print(f"add_child, publish  {PAGES / loop:8.0f} pages/s")
    print(f"ratio, writing      {loop / bulk:8.1f}   (target {TARGET})")
    print(f"ratio, with reading {(loop + reading) / (bulk + reading):8.1f}")
    return 0 if loop / bulk >= TARGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
