"""Checks of the sources that no linter knows: `python -m tests.sources typography`.

Each check returns what is wrong as sentences; nothing wrong, nothing said.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

# Source: Imprimerie nationale; the house wants the characters themselves in sentences that code holds.
MISTAKES = {
    "a straight apostrophe, not ’": re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"),
    "an ordinary space before : (no-break space U+00A0)": re.compile(r"(?<=\w) :(?=\s|$)"),
    "an ordinary space before ; ! ? (narrow no-break space U+202F)": re.compile(r"(?<=\w) [;!?](?=\s|$)"),
    "an ordinary space inside « » (no-break space U+00A0)": re.compile(r"« | »"),
    "three dots, not …": re.compile(r"(?<=\w)\.\.\."),
}


def typographic_mistakes(sentence: str) -> list[str]:
    return [name for name, pattern in MISTAKES.items() if pattern.search(sentence)]


def text_of_template(source: str) -> Iterable[str]:
    """The words that a template shows outside its tags."""
    source = re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%.*?%\}|\{\{.*?\}\}", "\0", source, flags=re.DOTALL)
    source = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", "\0", source, flags=re.DOTALL)
    return (text.strip() for text in source.split("\0") if text.strip())


def typography() -> list[str]:
    import django

    django.setup()
    from core.translations import collected

    found = [
        (", ".join(sorted({name for name, _line in message.locations})), sentence)
        for message in collected()
        if message.id
        for sentence in ([message.id] if isinstance(message.id, str) else message.id)
    ]
    for path in sorted((ROOT / "templates").rglob("*.html")):
        found += [(str(path.relative_to(ROOT)), text) for text in text_of_template(path.read_text("utf-8"))]
    return [f"{where}: {mistake}: {text!r}" for where, text in found for mistake in typographic_mistakes(text)]


def pins(name: str) -> dict[str, str]:
    """`{package: version}` of a requirements file, and a check that every line has its hash."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.findall(r"^([\w.\[\],-]+)==(\S+)(?: ;[^\n]*?)? \\\n    --hash=", text, flags=re.MULTILINE)
    assert len(entries) == len(re.findall(r"^\w", text, flags=re.MULTILINE)), (
        f"requirements/{name}.txt: a line without a hash"
    )
    return {canonicalize_name(package.partition("[")[0]): version for package, version in entries}


def requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    base, dev = pins("base"), pins("dev")
    wanted = [(text, base) for text in project["dependencies"]]
    wanted += [(text, dev) for text in project["optional-dependencies"]["dev"]]
    problems = []
    for text, locked in wanted:
        requirement = Requirement(text)
        version = locked.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version):
            problems.append(f"{text}: locked at {version}; run `make lock`")
    problems += [
        f"{name}: {v} in base.txt, {dev.get(name)} in dev.txt" for name, v in base.items() if dev.get(name) != v
    ]
    return problems


def registry_hosts() -> set[str]:
    """The hosts that this machine downloads packages from, as its own clients name them."""
    from pip._internal.models.index import PyPI

    hosts = {PyPI.netloc, PyPI.file_storage_domain}
    for command in (["pip", "config", "get", "global.index-url"], ["npm", "config", "get", "registry"]):
        try:
            answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        except FileNotFoundError:
            continue
        hosts.add(urlsplit(answer).hostname or "")
    return hosts - {""}


def hosts() -> list[str]:
    pattern = "|".join(re.escape(host) for host in sorted(registry_hosts()))
    found = subprocess.run(["git", "grep", "-nIE", pattern], cwd=ROOT, capture_output=True, text=True, check=False)
    return [f"names a download host: {line[:160]}" for line in found.stdout.splitlines()]


CHECKS: dict[str, Callable[[], list[str]]] = {"typography": typography, "requirements": requirements, "hosts": hosts}

if __name__ == "__main__":
    problems = CHECKS[sys.argv[1]]()
    sys.exit("\n".join(problems) if problems else 0)
