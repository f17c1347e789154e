"""Pictures and files: brought by `content/media/`, known by their content."""

from pathlib import Path

import pytest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from core.content.export import Export
from core.content.media import Media
from learning.models import ModulePage
from tests.core.content.conftest import MODULE, Folder

BLOCKS = """
::: image
image: bureau.png
alternative: Un bureau.
:::

::: fichier
titre: Le modèle
fichier: modele.txt
:::
"""


@pytest.fixture
def illustrated(site: Folder) -> Folder:
    site.write("media/bureau.png", get_test_image_file().file.getvalue()).write("media/modele.txt", "Bonjour")
    return site.write("fr/modules/lire.md", MODULE + BLOCKS)


def test_files_are_brought_once(illustrated: Folder):
    illustrated.load()
    image, document = get_image_model().objects.get(), get_document_model().objects.get()
    body = ModulePage.objects.get().steps[1].value["body"]
    assert body[1].value["image"] == image
    assert body[2].value["file"] == document
    assert not illustrated.load().changed
    illustrated.write("media/copie.png", (illustrated.path / "media/bureau.png").read_bytes())
    illustrated.write("fr/modules/autre.md", MODULE + BLOCKS.replace("bureau.png", "copie.png")).load()
    assert get_image_model().objects.count() == 1


def test_exported_files_come_with_the_pages(illustrated: Folder, tmp_path: Path):
    illustrated.load()
    export = Export()
    texts = dict(export.files(export.entries()))
    export.copy_media(tmp_path / "out")
    image, document = (
        Path(made.file.name).name for made in (get_image_model().objects.get(), get_document_model().objects.get())
    )
    assert {path.name for path in (tmp_path / "out").iterdir()} == {image, document}
    assert f"image: {image}\n" in texts["fr/modules/lire.md"]
    assert (tmp_path / "out" / document).read_text() == "Bonjour"


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "..\\x", "absent.txt", "media"])
def test_a_name_cannot_leave_the_folder(illustrated: Folder, tmp_path: Path, name: str):
    (tmp_path / "content/secret.txt").write_text("secret")
    (error,) = illustrated.write("fr/modules/lire.md", MODULE + BLOCKS.replace("modele.txt", name)).errors()
    assert "un fichier de content/media/ ou du site" in error


def test_what_is_not_a_picture_is_refused(illustrated: Folder):
    illustrated.write("media/bureau.png", b"<html>")
    assert "« image »" in illustrated.errors()[0].replace("\u00a0", " ")
    illustrated.write("media/modele.exe", b"MZ").write(
        "fr/modules/lire.md", MODULE + BLOCKS.replace("modele.txt", "modele.exe")
    )
    assert any("« fichier »" in error.replace("\u00a0", " ") for error in illustrated.errors())


@pytest.mark.django_db
def test_an_upload_brings_no_file_and_names_those_of_the_site(illustrated: Folder):
    illustrated.load()
    media = Media(None)
    assert media.problem("image", Path(get_image_model().objects.get().file.name).name) == ""
    assert media.problem("image", "autre.png") != ""
