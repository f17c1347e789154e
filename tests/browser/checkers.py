"""Independent judges of a page: axe, html-validate, the Nu HTML checker, Lighthouse."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

TOOLS = Path(__file__).parent / "node_modules"
AXE = TOOLS / "axe-core" / "axe.min.js"
VNU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
# WCAG 2.2 AA and the checker's good practices; reading text must also reach AAA contrast.
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}


def axe(page: Page) -> list[str]:
    """Violations on the page as it stands, in the light and in the dark.

    What Playwright evaluates is not a script of the page: its Content-Security-Policy stays as it is.
    """
    page.evaluate(AXE.read_text())
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{violation['id']} ({violation['impact']}), {scheme}: {node['html'][:200]} — {node['failureSummary']}"
            for violation in page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)["violations"]
            for node in violation["nodes"]
        ]
    return found


def save(pages: Mapping[str, bytes], folder: Path) -> None:
    for name, content in pages.items():
        (folder / f"{name}.html").write_bytes(content)


def html_validate(folder: Path) -> list[str]:
    """Errors in every file of `folder`."""
    config = Path(__file__).parent / "html-validate.cjs"
    # Into a file: what it prints into a pipe is cut at 64 kB.
    found = folder.parent / f"{folder.name}-html-validate.json"
    tool = TOOLS / "html-validate/bin/html-validate.mjs"
    result = subprocess.run(
        ["node", tool, "--config", config, "--formatter", f"json={found}", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.exists(), result.stdout + result.stderr
    return [
        f"{Path(report['filePath']).name}:{message['line']}: {message['ruleId']}: {message['message']}"
        for report in json.loads(found.read_text())
        for message in report["messages"]
    ]


def vnu(folder: Path) -> list[str]:
    """Errors and warnings in every file of `folder`, in one run of the checker."""
    result = subprocess.run(
        ["java", "-Xss4m", "-jar", VNU, "--skip-non-html", "--format", "json", "--exit-zero-always", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    messages: list[dict[str, Any]] = json.loads(result.stderr)["messages"]
    return [
        f"{m['url'].rpartition('/')[2]}:{m.get('lastLine')}: {m['message']}"
        for m in messages
        if m["type"] == "error" or m.get("subType") == "warning"
    ]


def lighthouse_accessibility(url: str, chromium: str, flags: list[str], folder: Path) -> tuple[float, list[str]]:
    """Lighthouse's accessibility score from 0 to 100, and what it holds against the page."""
    report = folder / "lighthouse.json"
    subprocess.run(
        [
            "node",
            TOOLS / "lighthouse/cli/index.js",
            url,
            "--only-categories=accessibility",
            "--output=json",
            f"--output-path={report}",
            "--quiet",
            f"--chrome-flags=--headless=new {' '.join(flags)}",
        ],
        env=os.environ | {"CHROME_PATH": chromium, "CI": "true"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    result = json.loads(report.read_text())
    audits = result["audits"]
    failing = [f"{name}: {audit['title']}" for name, audit in audits.items() if audit.get("score") == 0]
    return result["categories"]["accessibility"]["score"] * 100, failing
