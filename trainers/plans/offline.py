"""« Mode animation » without network: the script of the worker that keeps one page, and no other."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse

from core.cache import content_version

SCRIPT = "js/run-worker.js"


def worker(page: Any, request: HttpRequest) -> HttpResponse:
    """Served below the page that it keeps, so that it can answer for nothing else."""
    address = f"{page.get_url(request)}animer/"
    constants = {"PAGE": address, "VERSION": f"{content_version()}-{_files()}"}
    said = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
    response = HttpResponse(said + _script(), content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = address
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _files() -> str:
    """What all the static files are: another release, another hash."""
    known = getattr(staticfiles_storage, "manifest_hash", "") or hashlib.sha256(_script().encode()).hexdigest()
    return known[:12]


def _script() -> str:
    if found := finders.find(SCRIPT):
        return Path(str(found)).read_text(encoding="utf-8")
    # Collected, without the sources.
    with staticfiles_storage.open(SCRIPT) as file:
        return file.read().decode()
