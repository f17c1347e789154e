"""The starter content is whole: every file is imported, and what is exported from it says the same again."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from core.cache import content_version

pytestmark = pytest.mark.django_db


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.*"))}


def test_every_file_becomes_a_page_and_the_export_of_the_whole_site_changes_nothing(tmp_path, capsys):
    call_command("load_frameworks", verbosity=0)
    call_command("import_content")
    written = len([*(settings.BASE_DIR / "content").rglob("*.md")])
    assert f"{written} pages créées" in capsys.readouterr().out
    assert Page.find_problems() == ([], [], [], [], [])

    call_command("export_content", vers=tmp_path / "first")
    before = Revision.objects.count(), content_version()
    call_command("import_content", racine=tmp_path / "first")
    assert f"0 pages créées, 0 changées, {written} déjà à jour." in capsys.readouterr().out
    call_command("import_content")
    assert f"0 pages créées, 0 changées, {written} déjà à jour." in capsys.readouterr().out
    assert (Revision.objects.count(), content_version()) == before
    call_command("export_content", vers=tmp_path / "second")
    assert files(tmp_path / "second") == files(tmp_path / "first")
    assert set(files(tmp_path / "first")) == {
        name for name in files(settings.BASE_DIR / "content") if name.endswith(".md")
    }

    call_command("export_content", "/modules/lire-une-offre/")
    assert capsys.readouterr().out.endswith((tmp_path / "first/fr/modules/lire-une-offre.md").read_text()[-300:])


def test_the_export_of_one_site_makes_the_same_site_elsewhere(tmp_path):
    call_command("load_frameworks", verbosity=0)
    call_command("import_content")
    call_command("export_content", vers=tmp_path / "first")
    for page in Page.objects.filter(depth=2):
        page.delete()
    call_command("import_content", racine=tmp_path / "first")
    call_command("export_content", vers=tmp_path / "second")
    assert files(tmp_path / "second") == files(tmp_path / "first")


def test_the_command_says_what_is_wrong_and_stops(tmp_path, capsys):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/index.md").write_text("---\ntype: accueil\n---\n")
    with pytest.raises(CommandError, match="Rien n’est importé"):
        call_command("import_content", racine=tmp_path)
    assert "fr/index.md, ligne 2" in capsys.readouterr().err
    with pytest.raises(CommandError):
        call_command("import_content", Path("/etc"), racine=tmp_path)
    with pytest.raises(CommandError, match="Aucune page"):
        call_command("export_content", "/rien/")


def test_one_page_is_said_as_one_page(tmp_path, capsys):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/index.md").write_text("---\ntype: accueil\ntitre: Accueil\n---\n")
    call_command("import_content", essai=True, racine=tmp_path)
    assert capsys.readouterr().out.endswith("1 page à créer, 0 à changer, 0 déjà à jour.\n")
    call_command("import_content", racine=tmp_path)
    assert capsys.readouterr().out == "1 page créée, 0 changées, 0 déjà à jour.\n"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "content/fr").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("---\ntype: accueil\ntitre: Secret\n---\n")
    os.symlink(tmp_path / "secret.md", tmp_path / "content/fr/index.md")
    with pytest.raises(CommandError):
        call_command("import_content", racine=tmp_path / "content")
