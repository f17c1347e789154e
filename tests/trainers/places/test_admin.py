"""The directory in the admin: looking after places, and importing a list after having seen what it changes."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.roles import EDITORS, MODERATORS, set_up_roles
from tests.trainers.factories import a_plan
from tests.trainers.places.places import a_csv, a_place, a_row, said
from trainers.places.models import Place, PlaceImport

IMPORT = "/admin/annuaire/importer/"


pytestmark = pytest.mark.usefixtures("wagtail_templates")


def signed_in(client, group: str):
    set_up_roles()
    user = get_user_model().objects.create_user(group, password="a password of ours")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def moderator(client, home):
    return signed_in(client, MODERATORS)


def text_of(response) -> str:
    assert response.status_code == 200, response
    return said([response.content.decode()])[0]


def send(client, *rows, name="lieux.csv", **fields):
    file = SimpleUploadedFile(name, a_csv(*rows))
    return client.post(IMPORT, {"file": file} | fields, follow=True)


def test_the_list_shows_what_to_check(moderator):
    a_place(nom="Vieux", date_maj="2020-01-01")
    a_place(nom="Parti", missing_since="2026-01-01")
    a_place(nom="Discret", telephone="+33639980012", horaires="")
    index = reverse("lieux:index")
    text = text_of(moderator.get(index))
    for words in (
        "Vieux",
        "à mettre à jour",
        "Parti",
        "disparu de sa liste",
        "Discret",
        "coordonnées cachées",
        "Importer une liste",
    ):
        assert words in text, words
    for value, name in (("stale", "Vieux"), ("missing", "Parti"), ("no_hours", "Discret")):
        narrowed = text_of(moderator.get(index, {"to_check": value}))
        assert [n for n in ("Vieux", "Parti", "Discret") if f">{n}" in narrowed.replace("\n", "").replace(" ", "")] == [
            name
        ]
    assert "Vieux" in text_of(moderator.get(index, {"q": "vieux", "department": "69"}))


def test_a_place_is_changed_in_a_form_that_follows_the_standard(moderator):
    place = a_place()
    address = reverse("lieux:edit", args=[place.pk])
    text = text_of(moderator.get(address))
    assert 'value="Aide aux démarches administratives"' in text
    data = {
        "name": "Autre nom", "standard_id": place.standard_id, "pivot": place.pivot, "address": place.address, "postcode": "69003",
        "town": "Lyon", "insee_code": "69123", "latitude": "45.7597", "longitude": "4.8422", "kinds": "BIB\nASSO",
        "emails": "accueil@x.example.org", "websites": "https://x.example.org", "hours": "Mo 09:00-12:00", "updated_on": "2026-10-02",
        "services": ["Utilisation sécurisée du numérique"], "publishes_contact": "on",
    }  # fmt: skip
    moderator.post(address, data)
    place.refresh_from_db()
    assert (place.name, place.kinds, place.publishes_contact) == ("Autre nom", ("BIB", "ASSO"), True)
    assert place.services == ("Utilisation sécurisée du numérique",)
    text = text_of(moderator.post(address, data | {"hours": "lundi matin", "phone": "0199001234"}))
    assert "des horaires au format d’OpenStreetMap" in text
    assert "un numéro international sans espace" in text
    place.refresh_from_db()
    assert place.hours == "Mo 09:00-12:00"


def test_a_list_is_seen_before_it_is_imported(moderator):
    a_place(id="epn-1", source="Réseau des essais")
    a_place(id="epn-9", nom="Ancien lieu")
    response = send(
        moderator, a_row(id="epn-1", nom="Maison du Pont", adresse="2 rue Neuve"), a_row(id="epn-3", nom="Tout nouveau")
    )
    text = text_of(response)
    for words in (
        "1 lieu à créer, 1 à changer, 0 déjà à jour, 1 à signaler comme disparu.", "<del>Médiathèque des Trois Ponts</del>",
        "<ins>Maison du Pont</ins>", "Ancien lieu", "Tout nouveau",
    ):  # fmt: skip
        assert words in text, words
    assert Place.objects.count() == 2
    address = response.redirect_chain[-1][0]
    done = text_of(moderator.post(address, follow=True))
    assert "1 lieu créé, 1 changé, 0 déjà à jour, 1 signalé comme disparu." in done
    assert Place.objects.get(standard_id="epn-1").name == "Maison du Pont"
    assert Place.objects.get(standard_id="epn-9").missing_since
    sent = PlaceImport.objects.get()
    assert (bytes(sent.data), sent.figures["new"], sent.sent_by) == (b"", 1, get_user_model().objects.get())
    assert "lieux.csv" in text_of(moderator.get(IMPORT))


def test_a_second_click_and_the_button_back_say_what_happened(moderator):
    address = send(moderator, a_row()).redirect_chain[-1][0]
    moderator.post(address)
    for again in (moderator.post(address, follow=True), moderator.get(address, follow=True)):
        assert "Cette liste a déjà été importée." in text_of(again)
    assert Place.objects.count() == 1
    PlaceImport.objects.all().delete()
    assert "Cette liste n’est plus là : envoyez-la de nouveau." in text_of(moderator.get(address, follow=True))


def test_an_extract_and_a_list_in_other_columns_can_be_sent(moderator):
    a_place(id="epn-9")
    text = text_of(send(moderator, a_row(id="epn-3"), is_partial="on"))
    assert "1 lieu à créer" in text
    assert "à signaler comme disparu" not in text
    text = text_of(send(moderator, a_row(), mapping="france-services"))
    assert "cette colonne, que la correspondance demande" in text


def test_a_list_with_faults_is_refused_whole(moderator):
    response = send(moderator, a_row(), a_row(id="epn-2", code_postal="x", nom="<script>"))
    text = text_of(response)
    assert "lieux.csv, ligne 3, « code_postal » : trouvé « x », attendu cinq chiffres." in text
    assert "Rien n’est importé" in text
    moderator.post(response.redirect_chain[-1][0])
    assert not Place.objects.exists()


def test_a_file_name_is_shown_as_text(moderator):
    assert "<script>alert" not in text_of(send(moderator, a_row(), name="<script>alert(1)<script>.csv"))


def test_an_import_costs_the_same_queries_however_many_rows_it_shows(moderator, django_assert_max_num_queries):
    address = send(moderator, *(a_row(id=f"epn-{n}") for n in range(300))).redirect_chain[-1][0]
    with django_assert_max_num_queries(25):
        text_of(moderator.get(address))


def test_the_staff_take_everything_away(moderator):
    a_place(telephone="+33639980012")
    a_place(nom="Parti", missing_since="2026-01-01")
    response = moderator.get("/admin/annuaire/exporter/")
    assert "no-store" in response.headers["Cache-Control"]
    assert "+33639980012" in response.content.decode()
    assert "Parti" in response.content.decode()


@pytest.mark.parametrize("address", [IMPORT, f"{IMPORT}1/", "/admin/annuaire/exporter/"])
def test_an_editor_reads_the_directory_but_imports_and_exports_nothing(client, home, address):
    editor = signed_in(client, EDITORS)
    PlaceImport.objects.create(pk=1, name="x")
    # Wagtail sends back to its first page whoever may not see one.
    assert editor.get(address).status_code in {302, 403}
    assert editor.post(address).status_code in {302, 403}
    index = editor.get(reverse("lieux:index"))
    assert index.status_code == 200
    assert "annuaire/importer" not in index.content.decode()


def test_the_place_of_a_plan_is_chosen_in_a_list_that_is_searched(moderator, home):
    a_place(nom="Médiathèque des Trois Ponts")
    a_place(nom="Maison du Pont", commune="Saint-Étienne", code_postal="42000", code_insee="42218")
    plan = a_plan(home)
    form = text_of(moderator.get(reverse("wagtailadmin_pages:edit", args=[plan.pk])))
    assert "Choisir un lieu" in form
    assert "Maison du Pont" not in form
    address = reverse("place_chooser:choose_results")
    for typed, found in (
        ("st etienne", ["Maison du Pont"]),
        ("TROIS pon", ["Médiathèque des Trois Ponts"]),
        ("rien", []),
    ):
        text = text_of(moderator.get(address, {"q": typed}))
        assert [name for name in ("Maison du Pont", "Médiathèque des Trois Ponts") if name in text] == found, typed
