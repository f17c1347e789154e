"""How long the downloads of a plan take: made, and from the shelf. `python benchmarks/downloads.py`

Seconds of processor as well as of the clock: on a busy machine only the first are the program's own. The engine starts
once in the life of a process, so it is counted apart. Exits with 1 when a PDF takes more than two seconds of processor.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

FOLDER = tempfile.TemporaryDirectory(prefix="bench-")
os.environ |= {"DEMO": "1", "VAR_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "config.settings"}
os.environ.pop("DEBUG", None)
# In a process of its own: this one must find the static files collected when it starts.
subprocess.run([sys.executable, "manage.py", "demo", "--no-server"], stdout=subprocess.DEVNULL, check=True)

import django

django.setup()

from django.conf import settings
from django.test import Client

from trainers.downloads.files import warm
from trainers.models import PlanPage

LIMIT = 2.0


def taken(action: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of the clock, seconds of processor, and what came out."""
    clock, processor = time.perf_counter(), time.process_time()
    result = action()
    return time.perf_counter() - clock, time.process_time() - processor, result


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def main() -> int:
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    plan = PlanPage.objects.live().filter(locale__language_code="fr").order_by("path").first()
    if plan is None:
        print("The starter content has no plan.")
        return 1
    _clock, processor, _ = taken(warm)
    print(f"The PDF engine gets ready in {processor:.2f} s, when the server starts.")
    # The first page of a process loads the templates: that is not the downloads' doing.
    client.get(plan.url)
    print(
        f"{plan.url}\n{'':6} {'made':>16} {'from the shelf':>16} {'ratio':>7} {'kB':>6}   (processor; clock in brackets)"
    )
    slowest = 0.0
    for name in ("pdf", "odt", "docx", "md", "zip"):
        clock, processor, content = taken(lambda name=name: body(client.get(f"{plan.url}{name}/")))
        again = [taken(lambda name=name: body(client.get(f"{plan.url}{name}/"))) for _ in range(5)]
        shelf_clock, shelf_processor = min(a[0] for a in again), min(a[1] for a in again)
        slowest = max(slowest, processor if name == "pdf" else 0.0)
        made, shelf = f"{processor:.2f} s ({clock:.2f})", f"{shelf_processor * 1000:.0f} ms ({shelf_clock * 1000:.0f})"
        print(f"{name:6} {made:>16} {shelf:>16} {processor / shelf_processor:6.0f}x {len(content) / 1000:6.0f}")
    print(f"A PDF: {slowest:.2f} s, at most {LIMIT} s.")
    return int(slowest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
