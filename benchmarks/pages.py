"""What a public page costs: speed against a bare view, queries, bytes, and how all that grows with the site.

`make bench` runs it. Everything happens in a folder that is thrown away: the starter content first, then the same site
with 10,000 pages. Calls go straight to the WSGI application: no network. Times are processor time of this thread, so that
what else the machine does is not counted; a request per second is one of a single busy thread.
"""

import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="bench-")
os.environ |= {"DEMO": "1", "VAR_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "config.settings"}
os.environ.pop("DEBUG", None)
# In a process of its own: this one must find the static files collected when it starts.
subprocess.run([sys.executable, "manage.py", "demo", "--no-server"], stdout=subprocess.DEVNULL, check=True)

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from wagtail.models import Page

from config.urls import urlpatterns as site_urls
from learning.models import ModulePage
from paths.models import PathPage, ThemePage

MANY = int(os.environ.get("BENCH_PAGES", "10000"))
SECONDS = 1.0
ROUND_TRIP = 14_600  # bytes: HTML and CSS of a step, compressed, in the first round trip
SCRIPTS = 5_000  # bytes: the scripts of a step, compressed

body = b""


def bare(_request: HttpRequest) -> HttpResponse:
    """The least that Django can do: the same number of bytes, from memory."""
    return HttpResponse(body)


urlpatterns = [path("bare/", bare), *site_urls]


@dataclass
class Measure:
    """One address: times in milliseconds, queries without any cache, bytes before compression."""

    kept: float
    made: float
    bare: float
    queries: int
    size: int


def get(application: WSGIHandler, address: str, encoding: str = "") -> bytes:
    environ = RequestFactory().get(address, headers={"accept-encoding": encoding, "host": "localhost"}).environ
    started: list[str] = []
    response = application(environ, lambda status, _headers: started.append(status))
    content = b"".join(response)
    response.close()
    assert started == ["200 OK"], (address, started)
    return content


def milliseconds(*calls: Callable[[], object]) -> list[float]:
    """The median of each call, taken in turn for a second each; at least five times."""
    times: list[list[float]] = [[] for _call in calls]
    for call in calls:
        call()
    end = time.perf_counter() + SECONDS * len(calls)
    while len(times[0]) < 5 or time.perf_counter() < end:
        for call, taken in zip(calls, times, strict=True):
            start = time.thread_time()
            call()
            taken.append((time.thread_time() - start) * 1000)
    return [statistics.median(taken) for taken in times]


@contextmanager
def application(**settings: object) -> Iterable[WSGIHandler]:
    with override_settings(ROOT_URLCONF=__name__, **settings):
        yield WSGIHandler()


def measure(address: str) -> Measure:
    global body
    with application() as keeping:
        body = get(keeping, address)
        kept, least = milliseconds(lambda: get(keeping, address), lambda: get(keeping, "/bare/"))
    with application(PAGE_CACHE_SECONDS=0) as making:
        [made] = milliseconds(lambda: get(making, address))
        with CaptureQueriesContext(connection) as queries:
            get(making, address)
    return Measure(kept, made, least, len(queries), len(body))


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def static_file(address: str) -> bytes:
    return (Path(FOLDER.name) / "static" / address.partition("/static/")[2]).read_bytes()


def scripts(address: str, seen: set[str]) -> int:
    """The compressed bytes of a module and of what it imports."""
    if address in seen:
        return 0
    seen.add(address)
    content = static_file(address)
    imported = re.findall(rb"""(?:from|import)\s*["'](\.[^"']+)["']""", content)
    base = address.rpartition("/")[0]
    return packed(content) + sum(scripts(f"{base}/{name.decode().removeprefix('./')}", seen) for name in imported)


def weigh(address: str) -> tuple[int, int, int]:
    """HTML, CSS and JavaScript of a page, compressed."""
    with application() as keeping:
        html = get(keeping, address)
    sheets = re.findall(rb'<link rel="stylesheet" href="(/static/[^"]+)"', html)
    modules = re.findall(rb'<script type="module" src="([^"]+)"', html)
    seen: set[str] = set()
    return (
        packed(html),
        sum(packed(static_file(sheet.decode())) for sheet in sheets),
        sum(scripts(module.decode(), seen) for module in modules),
    )


def addresses() -> dict[str, str]:
    """The pages that are measured. The path and the module are those of the starter content."""
    path_page = PathPage.objects.live().filter(locale__language_code="fr").order_by("path").first()
    module = path_page.path_modules.first().module
    theme = ThemePage.objects.live().filter(locale__language_code="fr").order_by("path").first()
    return {
        "home": "/",
        "theme": theme.url,
        "path": path_page.url,
        "module": module.url,
        "step": module.step_url(1),
        "modules": "/modules/",
        "glossary": "/glossaire/",
        "competence": "/competences/digcomp-3.0/1.2/",
    }


def every_step() -> list[str]:
    modules = ModulePage.objects.live().filter(locale__language_code="fr").order_by("path")
    return [module.step_url(number) for module in modules for number in range(1, len(module.steps) + 1)]


STEP = """
# Étape {n}

L'adresse du site numéro {number} est **tout en haut**. Voyez la [[barre d'adresse]].

::: choix-unique
consigne: Où tapez-vous l'adresse ?
choix:
  - texte: Dans la barre d'adresse
    juste: oui
    retour: Oui.
  - texte: Dans un courriel
    retour: Non. Regardez en haut.
:::
"""
MODULE = """---
type: module
titre: Module {number}
resume: Un module pour mesurer.
minutes: 10
niveau: 1
---
"""


def write_many(folder: Path, count: int) -> None:
    target = folder / "fr" / "modules"
    target.mkdir(parents=True)
    for number in range(count):
        steps = "".join(STEP.format(n=n, number=number) for n in range(1, 5))
        (target / f"mesure-{number}.md").write_text(MODULE.format(number=number) + steps, "utf-8")


def show_bytes() -> bool:
    weights = {address: weigh(address) for address in every_step()}
    heaviest = max(weights, key=lambda address: weights[address][0] + weights[address][1])
    html, css, _ = weights[heaviest]
    most_scripts = max(weights, key=lambda address: weights[address][2])
    js = weights[most_scripts][2]
    typical = statistics.median(html + css for html, css, _ in weights.values())
    print(f"\nBytes, compressed, over {len(weights)} steps")
    print(
        f"  HTML + CSS of the heaviest step  {html + css:6} (HTML {html}, CSS {css}; median {typical:.0f}; limit {ROUND_TRIP})  {heaviest}"
    )
    print(f"  scripts of the step with most    {js:6} (limit {SCRIPTS})  {most_scripts}")
    return html + css <= ROUND_TRIP and js <= SCRIPTS


def show_speed(measures: dict[str, Measure]) -> None:
    print("\nSpeed against a bare view with the same bytes and the same middleware, and what it takes without a cache")
    print(
        f"  {'page':12}{'bytes':>9}{'bare req/s':>12}{'kept req/s':>12}{'÷ bare':>8}{'made req/s':>12}{'÷ bare':>8}{'queries':>9}"
    )
    for name, m in measures.items():
        print(
            f"  {name:12}{m.size:9}{1000 / m.bare:12.0f}{1000 / m.kept:12.0f}{m.bare / m.kept:8.2f}"
            f"{1000 / m.made:12.0f}{m.bare / m.made:8.3f}{m.queries:9}"
        )


def show_growth(few: int, many: int, before: dict[str, Measure], after: dict[str, Measure]) -> None:
    print(f"\nGrowth from {few} to {many} pages")
    print(f"  {'page':12}{'ms made':>18}{'× ':>8}{'queries':>12}{'ms kept':>18}{'bytes':>20}")
    for name, b in before.items():
        a = after[name]
        print(
            f"  {name:12}{b.made:8.2f} → {a.made:7.2f}{a.made / b.made:8.2f}{b.queries:6} → {a.queries:3}"
            f"{b.kept:8.3f} → {a.kept:7.3f}{b.size:10} → {a.size:7}"
        )


def main() -> int:
    few, chosen = Page.objects.live().count() - 1, addresses()
    before = {name: measure(address) for name, address in chosen.items()}
    show_speed(before)
    light = show_bytes()
    with tempfile.TemporaryDirectory() as folder:
        write_many(Path(folder), MANY - few)
        call_command("import_content", racine=Path(folder), stdout=StringIO())
    many = Page.objects.live().count() - 1
    show_growth(few, many, before, {name: measure(address) for name, address in chosen.items()})
    return 0 if light else 1


if __name__ == "__main__":
    sys.exit(main())
