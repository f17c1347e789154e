"""The architecture, held by tests: who may import whom, and who may point at whom in the database."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Field

ROOT = Path(settings.BASE_DIR)
IN_SITE = {"config", "core", "accounts", "competencies", "home"}
AT_THE_TOP = {"resources", "learning", "paths", "trainers", "search"}
WAGTAIL_COLUMNS = {"uploaded_by_user"}
FOLDERS = AT_THE_TOP | {
    "site",
    "templates",
    "static",
    "tests",
    "content",
    "deploy",
    "docs",
    "benchmarks",
    "requirements",
    "locale",
}


def layers() -> list[set[str]]:
    """The layers as pyproject.toml writes them, from the highest; two packages of one layer do not know each other."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    return [set(layer.split(" | ")) for layer in contract["layers"]]


def height(package: str) -> int:
    return next(-index for index, layer in enumerate(layers()) if package in layer)


def relations() -> list[Field]:
    """Every foreign key, one-to-one and many-to-many between our packages, parents of multi-table pages included."""
    ours = IN_SITE | AT_THE_TOP
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ours
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and field.related_model and field.related_model._meta.app_label in ours
        # Wagtail's own columns point at whichever user model the settings name.
        if not (field.related_model is get_user_model() and field.name in WAGTAIL_COLUMNS)
    ]


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listed.split("\0") if name]


def test_imports_go_down():
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_there_are_relations_to_look_at():
    assert any(field.model._meta.label == "core.CustomRendition" and field.name == "image" for field in relations())


@pytest.mark.parametrize("field", relations(), ids=str)
def test_relations_go_down(field):
    source, target = field.model._meta.app_label, field.related_model._meta.app_label
    assert source == target or height(source) > height(target), f"{field} points up, from {source} to {target}"


def test_every_package_is_in_a_layer_and_installed():
    assert set().union(*layers()) == IN_SITE | AT_THE_TOP
    assert {app.label for app in apps.get_app_configs() if Path(app.path).is_relative_to(ROOT)} >= (
        IN_SITE | AT_THE_TOP
    ) - {"config"}


def test_site_is_an_import_root_and_not_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert Path(__import__("site").__file__).parent != ROOT / "site"


def test_the_folders_are_those_of_the_architecture():
    files = committed()
    top = {path.parts[0] for path in files if len(path.parts) > 1 and not path.parts[0].startswith(".")}
    inside = {path.parts[1] for path in files if path.parts[0] == "site"}
    assert top <= FOLDERS
    assert inside == IN_SITE


def test_the_tests_mirror_the_packages():
    folders = {path.parts[1] for path in committed() if path.parts[0] == "tests" and len(path.parts) > 2}
    assert folders <= IN_SITE | AT_THE_TOP | {"browser", "content", "data", "servers"}
