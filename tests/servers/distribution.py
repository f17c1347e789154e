"""The Elasticsearch that Maven Central has, with the token filters that it lacks; kept outside the checkout."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.servers.system import ROOT, ServerError, one_at_a_time

ARTIFACT = "org.elasticsearch.distribution.integ-test-zip:elasticsearch:{version}:zip"
SOURCE = Path(__file__).parent / "filters" / "Filters.java"
# The interface of the stable plugin API that each class implements.
CHAR_FILTER = "org.elasticsearch.plugin.analysis.CharFilterFactory"
FILTER = "org.elasticsearch.plugin.analysis.TokenFilterFactory"
TOKENIZER = "org.elasticsearch.plugin.analysis.TokenizerFactory"
COMPONENTS = {
    CHAR_FILTER: {"mapping": "Mapping"},
    FILTER: {
        "asciifolding": "Folding",
        "elision": "Elision",
        "stemmer": "Stemmer",
        "edge_ngram": "EdgeGrams",
        "pattern_capture": "PatternCapture",
        "unique": "Unique",
    },
    TOKENIZER: {"uax_url_email": "Addresses"},
}


@dataclass(frozen=True)
class Version:
    number: str
    java: int
    """The oldest Java that it runs on."""

    @property
    def major(self) -> str:
        return self.number.partition(".")[0]


VERSIONS = (Version("8.19.21", java=17), Version("9.5.3", java=21))


def versions() -> list[Version]:
    """Those that this machine can run."""
    return [version for version in VERSIONS if jdk(version)] if shutil.which("mvn") else []


def jdk(version: Version) -> Path | None:
    """The home of the oldest Java that compiles for this version and runs it."""
    homes = {Path(os.environ["JAVA_HOME"])} if "JAVA_HOME" in os.environ else set()
    homes |= {path.resolve() for path in Path("/usr/lib/jvm").glob("*")}
    if java := shutil.which("javac"):
        homes.add(Path(java).resolve().parents[1])
    fit = {home: _java_version(home) for home in homes if (home / "bin" / "javac").exists()}
    fit = {home: number for home, number in fit.items() if number >= version.java}
    return min(fit, key=lambda home: (fit[home], home)) if fit else None


def _java_version(home: Path) -> int:
    release = home / "release"
    found = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
    return int(found[1]) if found else 0


def cache() -> Path:
    """Root's own cache is closed to the account that runs the servers."""
    default = "/var/cache" if ROOT else str(Path.home() / ".cache")
    return Path(os.environ.get("XDG_CACHE_HOME") or default) / "pas-a-pas"


def distribution(version: Version) -> Path:
    """The unpacked distribution, ready to run; made by the first who asks."""
    # Another plugin, another folder: an old one is never taken for a new one.
    recipe = hashlib.sha256(f"{SOURCE.read_text()}{COMPONENTS}".encode()).hexdigest()
    folder = cache() / f"elasticsearch-{version.number}-{recipe[:8]}"
    with one_at_a_time(cache() / "lock"):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=cache()) as name:
                unpacked = _unpack(_download(version, Path(name)), Path(name))
                _compile(version, unpacked, Path(name) / "classes")
                _let_everybody_read(unpacked)
                unpacked.rename(folder)
    return folder


def _download(version: Version, folder: Path) -> Path:
    artifact = f"-Dartifact={ARTIFACT.format(version=version.number)}"
    _run("mvn", "--quiet", "--batch-mode", "dependency:copy", artifact, f"-DoutputDirectory={folder}")
    return next(folder.glob("*.zip"))


def _unpack(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as content:
        content.extractall(folder)
    unpacked = folder / archive.stem
    for program in (unpacked / "bin").iterdir():
        program.chmod(0o755)
    return unpacked


def _compile(version: Version, unpacked: Path, classes: Path) -> None:
    """The plugin: its jar, what it is, what it brings."""
    javac = jdk(version)
    if javac is None:
        raise ServerError(f"Elasticsearch {version.number} needs a JDK {version.java} or newer")
    flags = ["--release", str(version.java), "-proc:none", "-classpath", f"{unpacked}/lib/*", "-d", str(classes)]
    _run(str(javac / "bin" / "javac"), *flags, str(SOURCE))
    plugin = unpacked / "plugins" / "filters"
    plugin.mkdir(parents=True)
    with zipfile.ZipFile(plugin / "filters.jar", "w") as jar:
        for path in sorted(classes.rglob("*.class")):
            jar.write(path, path.relative_to(classes))
    descriptor = {
        "name": "filters",
        "version": "1",
        "elasticsearch.version": version.number,
        "java.version": version.java,
        "description": "Token filters of the official distribution",
    }
    lines = [f"{name}={value}\n" for name, value in descriptor.items()]
    (plugin / "stable-plugin-descriptor.properties").write_text("".join(lines))
    named = {api: {name: f"filters.Filters${cls}" for name, cls in some.items()} for api, some in COMPONENTS.items()}
    (plugin / "named_components.json").write_text(json.dumps(named))


def _let_everybody_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)


def _run(*command: str) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise ServerError(f"{' '.join(command)}\n{result.stdout}{result.stderr}")
