"""Editors export a page and import a file; each may do there what they may do elsewhere."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import EDITORS, MODERATORS, set_up_roles
from core.wagtail_hooks import text_buttons
from learning.models import ModuleIndexPage, ModulePage
from tests.core.content.conftest import MODULE, Folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(site: Folder) -> ModulePage:
    set_up_roles()
    site.load()
    return ModulePage.objects.get()


def signed_in(role: str) -> Client:
    """A browser of somebody with this role: `""` for a signed-in person without any, `admin` for a superuser."""
    user = User.objects.create_user(f"{role or 'nobody'}@x.fr", is_superuser=role == "admin")
    if role in (EDITORS, MODERATORS):
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def export(client: Client, page: ModulePage) -> Any:
    return client.get(reverse("export_page_as_text", args=[page.pk]))


def send(client: Client, page: Any, text: str, name: str = "lire.md") -> Any:
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("import_text_file", args=[page.pk]), {"file": file})


def confirm(client: Client, page: Any, text: str, name: str = "lire.md") -> Any:
    return client.post(reverse("import_text_file", args=[page.pk]), {"name": name, "text": text.replace("\n", "\r\n")})


@pytest.mark.parametrize(
    ("role", "status"), [("admin", 200), (MODERATORS, 200), (EDITORS, 200), ("", 302), (None, 302)]
)
def test_who_may_export(module: ModulePage, role: str | None, status: int):
    response = export(Client() if role is None else signed_in(role), module)
    assert response.status_code == status
    if status == 200:
        assert response["Content-Type"] == "text/markdown; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="lire.md"'
        assert f"id: {module.translation_key}" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("admin", 200), (MODERATORS, 200), (EDITORS, 200), ("", 302), (None, 302)]
)
def test_who_may_import(module: ModulePage, role: str | None, status: int):
    client = Client() if role is None else signed_in(role)
    index = ModuleIndexPage.objects.get()
    assert send(client, index, MODULE.replace("Lire", "Bien lire")).status_code == status
    response = confirm(client, index, MODULE.replace("Lire", "Bien lire"))
    assert response.status_code == 302
    module.refresh_from_db()
    draft = module.get_latest_revision_as_object().title
    assert draft == ("Bien lire une adresse" if status == 200 else "Lire une adresse")
    published = role in ("admin", MODERATORS)
    assert module.title == ("Bien lire une adresse" if published else "Lire une adresse")


def test_a_new_page_by_an_editor_is_a_draft_and_by_a_moderator_is_published(module: ModulePage):
    index = ModuleIndexPage.objects.get()
    for role, live in ((EDITORS, False), (MODERATORS, True)):
        client, name = signed_in(role), f"{role.lower()}.md"
        assert "Nouvelle page" in send(client, index, MODULE, name).content.decode()
        confirm(client, index, MODULE, name)
        page = ModulePage.objects.get(slug=role.lower())
        assert page.live is live
        assert page.owner.email == f"{role}@x.fr".lower()
        assert page.latest_revision.user == page.owner


def test_the_change_is_shown_before_it_is_done(module: ModulePage):
    client = signed_in("admin")
    html = send(client, ModuleIndexPage.objects.get(), MODULE.replace("tout en haut**", "en haut**")).content.decode()
    assert "-L&#x27;adresse est **tout en haut**." in html
    assert "+L&#x27;adresse est **en haut**." in html
    assert "Importer et publier" in html
    module.refresh_from_db()
    assert module.revisions.count() == 1
    assert "rien ne changera" in send(client, ModuleIndexPage.objects.get(), MODULE).content.decode()


def test_the_page_itself_takes_a_file_of_any_name(module: ModulePage):
    confirm(signed_in("admin"), module, MODULE.replace("Lire", "Relire"), "module (3).md")
    module.refresh_from_db()
    assert module.title == "Relire une adresse"


def test_an_export_imported_as_it_is_changes_nothing(module: ModulePage):
    client = signed_in("admin")
    text = export(client, module).content.decode()
    confirm(client, module, text)
    assert module.revisions.count() == 1


def test_faults_are_shown_and_nothing_is_written(module: ModulePage):
    client, index = signed_in("admin"), ModuleIndexPage.objects.get()
    for text in (MODULE.replace("minutes: 12", "minutes: <b>x</b>"), "pas une fiche"):
        for response in (send(client, index, text), confirm(client, index, text)):
            html = response.content.decode()
            assert response.status_code == 200
            assert "lire.md, ligne" in html
            assert "<b>x</b>" not in html
    assert module.revisions.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("lire.txt", b"x", "finit par .md"),
        ("lire.md", b"a" * 1_000_001, "1 Mo au plus"),
        ("lire.md", b"\xff\xfe", "du texte en UTF-8"),
        ("../../etc/à côté.md", MODULE.encode(), "un nom de fichier en lettres sans accent"),
    ],
)
def test_a_file_that_is_not_a_content_file_is_refused(module: ModulePage, name: str, data: bytes, sentence: str):
    file = SimpleUploadedFile(name, data)
    response = signed_in("admin").post(
        reverse("import_text_file", args=[ModuleIndexPage.objects.get().pk]), {"file": file}
    )
    assert response.status_code == 200
    assert sentence in response.content.decode().replace("\u00a0", " ")


def test_a_locked_page_is_not_changed_by_a_file(module: ModulePage):
    module.locked = True
    module.save()
    assert send(signed_in(EDITORS), module, MODULE.replace("Lire", "Relire")).status_code == 302
    confirm(Client(), module, MODULE.replace("Lire", "Relire"))
    assert module.revisions.count() == 1


def test_the_buttons_are_for_those_who_may_use_them(module: ModulePage):
    editor = User.objects.get(pk=signed_in(EDITORS).session["_auth_user_id"])
    nobody = User.objects.get(pk=signed_in("").session["_auth_user_id"])
    buttons = [(str(button.label), button.url) for button in text_buttons(module, editor, "edit")]
    assert buttons == [
        ("Exporter en texte", reverse("export_page_as_text", args=[module.pk])),
        ("Importer un fichier", reverse("import_text_file", args=[module.pk])),
    ]
    assert [*text_buttons(module, nobody, "edit")] == []
    root = module.get_root()
    assert [*text_buttons(root, editor, "index")] == []


def test_an_unknown_page_is_not_found(module: ModulePage):
    client = signed_in("admin")
    assert client.get(reverse("import_text_file", args=[99999])).status_code == 404
    assert client.get(reverse("export_page_as_text", args=[99999])).status_code == 404
