"""What an operator reads is what there is."""

import re
from pathlib import Path

from django.conf import settings

from core.translations import PACKAGES

PAGE = (Path(settings.BASE_DIR) / "deploy" / "README.md").read_text("utf-8")


def test_every_variable_that_the_settings_read_is_explained():
    source = (Path(settings.BASE_DIR) / "site" / "config" / "settings.py").read_text("utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', source))
    # For the demo and for who writes the code.
    assert read - {"DEMO", "DEBUG"} == set(re.findall(r"`([A-Z_]+)`", "".join(re.findall(r"(?m)^\|([^|]*)\|", PAGE))))


def test_every_command_that_forgets_is_among_those_to_run():
    folders = [Path(settings.BASE_DIR) / package for package in PACKAGES]
    commands = {path.stem for folder in folders for path in folder.rglob("management/commands/clean_*.py")}
    assert commands == set(re.findall(r"manage\.py (clean_\w+)", PAGE))
