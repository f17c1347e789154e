"""Attack payloads: see `tests/data/README.md`."""

import json
from pathlib import Path

FILE = Path(__file__).parent / "data" / "dompurify-expect.json"
PAYLOADS: list[str] = [case["payload"] for case in json.loads(FILE.read_text("utf-8"))]
