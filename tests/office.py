"""LibreOffice, for the tests marked `office`: the program that many documents come from."""

import shutil
import subprocess
from pathlib import Path


def saved_by_libreoffice(source: Path, to: str) -> bytes:
    """The document or page `source`, opened by LibreOffice and saved as `to` (an extension)."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: apt-get install libreoffice-writer-nogui"
    profile, out = source.parent / "profile", source.parent / "out"
    command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--writer", "--convert-to", to]
    subprocess.run([*command, "--outdir", out, source], check=True, timeout=180, capture_output=True)
    return (out / f"{source.stem}.{to}").read_bytes()
