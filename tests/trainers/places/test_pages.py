"""The directory and its places, as a visitor's browser receives them."""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.trainers.factories import a_plan, a_sequence
from tests.trainers.places.places import a_place, said
from trainers.models import PlanPage
from trainers.places.models import Place

MONDAY_10 = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))
PARIS = {"commune": "Paris", "code_postal": "75011", "code_insee": "75056", "latitude": "48.86", "longitude": "2.38"}
DIE = {"commune": "Die", "code_postal": "26150", "code_insee": "26113", "latitude": "44.75", "longitude": "5.37"}
REUNION = {
    "commune": "Saint-Denis",
    "code_postal": "97400",
    "code_insee": "97411",
    "latitude": "-20.88",
    "longitude": "55.45",
}


@pytest.fixture
def at(monkeypatch):
    """Say what time it is on the server."""

    def set_clock(now: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    set_clock(MONDAY_10)
    return set_clock


def get(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return said([response.content.decode()])[0]


def names(text: str) -> list[str]:
    return re.findall(r'place-line__name"><span[^>]*>\d+</span> <a href="[^"]*">([^<]*)</a>', text)


def test_the_list_shows_each_place_with_what_can_be_said_now(client, directory, at):
    a_place(horaires="Mo-Fr 09:00-12:00; PH off")
    text = get(client, "/lieux/")
    assert "1 lieu " in " ".join(text.split()) + " "
    assert names(text) == ["Médiathèque des Trois Ponts"]
    assert "Ouvert aujourd’hui jusqu’à 12 h." in text
    assert "12 rue du Moulin Bleu, 69003 Lyon" in text


def test_an_empty_directory_says_so(client, directory):
    assert "Aucun lieu" in get(client, "/lieux/")


def test_a_town_sorts_by_distance_and_a_radius_cuts(client, directory, at):
    a_place(nom="À Paris", **PARIS)
    a_place(nom="À Die", **DIE)
    a_place(nom="À Lyon")
    assert names(get(client, "/lieux/?ville=Valence")) == ["À Die", "À Lyon", "À Paris"]
    assert names(get(client, "/lieux/?ville=Valence&rayon=50")) == ["À Die"]
    assert names(get(client, "/lieux/?ville=69003&rayon=0")) == ["À Lyon"]
    text = get(client, "/lieux/?ville=Lyon")
    assert "à 1 km" in text
    assert re.search(r"à 39\d km", text)
    assert "depuis le centre de Lyon" in text


def test_a_place_without_a_position_is_listed_last_and_within_a_radius_only_in_its_town(client, directory, at):
    a_place(nom="Sans position", latitude="", longitude="")
    a_place(nom="À Die", **DIE)
    assert names(get(client, "/lieux/?ville=Lyon")) == ["À Die", "Sans position"]
    assert names(get(client, "/lieux/?ville=Lyon&rayon=10")) == ["Sans position"]
    assert names(get(client, "/lieux/?ville=Die&rayon=10")) == ["À Die"]


def test_namesakes_and_slips_are_offered(client, directory, at):
    a_place()
    assert "Saint-Denis (93)</a>" in get(client, "/lieux/?ville=Saint-Denis")
    text = get(client, "/lieux/?ville=Villeurbane")
    assert "Nous ne connaissons pas « Villeurbane »" in text
    assert 'href="/lieux/?ville=Villeurbanne+%2869%29"' in text
    assert names(text) == ["Médiathèque des Trois Ponts"]


def test_a_position_sorts_too_and_is_kept_nowhere(client, directory, at):
    a_place(nom="À Paris", **PARIS)
    a_place(nom="À Lyon")
    response = client.get("/lieux/?position=45.76,4.84")
    assert names(said([response.content.decode()])[0]) == ["À Lyon", "À Paris"]
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}
    assert "?ville=Lyon" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("departement=26", ["Die"]),
        ("service=insertion-professionnelle-via-le-numerique", ["Die"]),
        ("service=insertion-professionnelle-via-le-numerique&service=aide-aux-demarches-administratives", []),
        ("besoin=handicaps-moteurs", ["Die"]),
        ("public=jeunes", ["Die"]),
        ("prix=gratuit", ["Lyon"]),
        ("prix=gratuit-sous-condition", ["Die"]),
        ("nom=LYÔN", ["Lyon"]),
        ("ouvert=maintenant", ["Lyon"]),
        ("ouvert=aujourd-hui", ["Die", "Lyon"]),
        ("ouvert=dimanche", ["Die"]),
        ("ouvert=vendredi", ["Lyon"]),
        ("ouvert=mercredi&prix=payant&besoin=surdite&ville=Brest&departement=974&page=9", []),
        ("inconnu=1&departement=zz&page=-4", ["Die", "Lyon"]),
    ],
)
def test_each_filter_narrows_the_list(client, directory, at, query, found):
    a_place(nom="Lyon", horaires="Mo-Fr 09:00-12:00")
    a_place(
        nom="Die", **DIE, horaires="Mo 14:00-17:00; Su 10:00-12:00", services="Insertion professionnelle via le numérique",
        publics_specifiquement_adresses="Jeunes", prise_en_charge_specifique="Handicaps moteurs", frais_a_charge="Gratuit sous condition",
    )  # fmt: skip
    assert names(get(client, f"/lieux/?{query}")) == found


def test_each_place_lives_by_its_own_clock(client, directory, at):
    a_place(nom="Réunion", horaires="Mo-Fr 08:00-12:00", **REUNION)
    # 10 h in Paris is 13 h there.
    assert names(get(client, "/lieux/?ouvert=maintenant")) == []
    assert "Fermé. Ouvre demain à 8 h." in get(client, "/lieux/")


def test_a_form_sent_with_empty_boxes_leads_to_the_short_address(client, directory):
    response = client.get("/lieux/?ville=Lyon&rayon=&ouvert=&departement=&nom=&prix=gratuit")
    assert (response.status_code, response.headers["Location"]) == (302, "/lieux/?ville=Lyon&prix=gratuit")


def test_the_list_has_pages_that_keep_the_question(client, directory, at, monkeypatch):
    monkeypatch.setattr("trainers.places.searching.PLACES_A_PAGE", 2)
    for letter in "abc":
        a_place(nom=f"Lieu {letter}")
    assert 'rel="next" href="/lieux/?prix=gratuit&amp;page=2#resultats"' in get(client, "/lieux/?prix=gratuit")
    second = get(client, "/lieux/?prix=gratuit&page=2")
    assert names(second) == ["Lieu c"]
    assert 'rel="prev" href="/lieux/?prix=gratuit#resultats"' in second
    for junk in ("0", "-1", "9" * 30, "abc", "\x00"):
        assert client.get("/lieux/", {"page": junk}).status_code == 200


def test_what_a_visitor_types_is_shown_as_text(client, directory):
    text = get(client, '/lieux/?ville="><script>alert(1)</script>&nom=<img src=x>')
    assert "<script>alert" not in text
    assert "<img" not in text


def test_the_map_links_the_departements_that_have_places_and_draws_a_point_for_each(client, directory, at):
    for values in ({}, PARIS, DIE, REUNION):
        a_place(**values)
    text = get(client, "/lieux/")
    assert 'aria-label="Drôme (26) : 1 lieu"' in text
    assert 'href="/lieux/?departement=974">La Réunion (974) : 1 lieu</a>' in text
    assert "Ain (01)" not in text
    dots = re.search(r'id="points" d="([^"]*)"', text)[1]
    assert dots.count("M") == 3
    assert re.fullmatch(r"(M[\d.]+ [\d.]+h0)+", dots)
    near = get(client, "/lieux/?departement=26")
    assert "Voir toute la France" in near
    assert "La Réunion (974) : 1 lieu</a>" not in near


def test_a_place_has_a_page_with_its_hours_its_way_and_its_offer(client, directory, at):
    place = a_place(
        horaires="Mo-Fr 09:00-12:00,14:00-18:30; PH off",
        complement_adresse="Au fond de la cour",
        prise_rdv="https://rdv.example.org",
    )
    text = get(client, f"/lieux/{place.slug}/")
    for words in (
        "Ouvert aujourd’hui jusqu’à 12 h.", "9 h – 12 h, 14 h – 18 h 30", "Au fond de la cour", "01 99 00 12 34", 'href="tel:+33199001234"',
        "accueil@trois-ponts.example.org", "Aide aux démarches administratives", "Illettrisme", "Gratuit", "https://rdv.example.org",
        "openstreetmap.org/directions", "1 octobre 2026", "Recueillies par Réseau des essais",
    ):  # fmt: skip
        assert words in text, words
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text)[1])
    assert data["address"]["postalCode"] == "69003"
    on_paper = text[text.index('class="source-code"') :]
    assert f"/lieux/{place.slug}</span>" in on_paper
    assert 'class="qr"' in on_paper
    assert client.get("/lieux/un-autre/").status_code == 404


def test_the_data_of_persons_stay_hidden_until_the_place_publishes_them(client, directory, at):
    values = {
        "telephone": "+33639980012",
        "courriels": "camille.exemple@x.example.org",
        "presentation_detail": "camille.exemple@x.example.org",
        "nom_du_referent": "Camille",
    }
    place = a_place(**values)
    address = f"/lieux/{place.slug}/"
    for text in (
        get(client, address),
        get(client, "/lieux/"),
        get(client, "/lieux/donnees/csv/"),
        get(client, "/lieux/donnees/geojson/"),
    ):
        assert "camille" not in text.lower()
        assert "39980012" not in text
    place.publishes_contact = True
    place.save()
    assert "camille.exemple@x.example.org" in get(client, address)
    assert "06 39 98 00 12" in get(client, address)


def test_stale_and_missing_places_say_so(client, directory, at):
    stale = a_place(nom="Vieux", date_maj="2025-10-01")
    gone = a_place(nom="Parti", missing_since=MONDAY_10.date())
    text = get(client, "/lieux/")
    assert names(text) == ["Vieux"]
    assert "plus d’un an" in text
    assert "Ces informations datent de octobre 2025" in get(client, f"/lieux/{stale.slug}/").replace(
        "d’octobre", "de octobre"
    )
    assert "n’est plus dans la dernière liste" in get(client, f"/lieux/{gone.slug}/")


def test_hostile_values_are_harmless(client, directory, at):
    place = a_place(
        nom='<script>alert(1)</script>"', presentation_resume="<img src=x onerror=alert(1)>", horaires='Mo "<b>x</b>"'
    )
    Place.objects.filter(pk=place.pk).update(
        websites="|javascript:alert(1)|https://ok.example.org|", booking_url="data:text/html,x"
    )
    for address in ("/lieux/", f"/lieux/{place.slug}/"):
        text = get(client, address)
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "javascript:" not in text
        assert "data:text" not in text
    Place.objects.filter(pk=place.pk).update(hours="n'importe quoi")
    cache.clear()
    assert "Nous ne connaissons pas les horaires" in get(client, f"/lieux/{place.slug}/")


def test_the_page_of_a_place_lists_the_plans_and_the_sequences_that_it_shares(client, home, directory, at):
    place = a_place()
    assert "séances" not in get(client, f"/lieux/{place.slug}/")
    plan = a_plan(home, "Mon premier courriel", place=place)
    a_plan(home, "Un brouillon", place=place, live=False)
    a_plan(home, "D’un autre lieu")
    a_sequence(home, "Premiers pas", plans=[plan], place=place)
    cache.clear()
    text = get(client, f"/lieux/{place.slug}/")
    assert "Les séances que ce lieu partage" in text
    assert 'href="/mediateurs/seances/mon-premier-courriel/">Mon premier courriel</a>' in text
    assert 'href="/mediateurs/sequences/premiers-pas/">Premiers pas</a>' in text
    assert "1 séance · 1 h" in text
    assert "Un brouillon" not in text
    assert "D’un autre lieu" not in text


def test_a_place_that_shares_more_asks_no_more_queries(client, home, directory, at):
    place = a_place()
    asked = []
    for count in (2, 20):
        for number in range(PlanPage.objects.count(), count):
            a_plan(home, f"Séance {number}", place=place)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            get(client, f"/lieux/{place.slug}/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("name", ["csv", "json", "geojson"])
def test_the_directory_is_open_data(client, directory, at, name):
    a_place()
    response = client.get(f"/lieux/donnees/{name}/")
    assert response.headers["Content-Disposition"] == f'attachment; filename="lieux.{name}"'
    assert "Médiathèque des Trois Ponts" in response.content.decode()
    assert client.get("/lieux/donnees/xml/").status_code == 404


def test_what_is_kept_never_says_open_after_closing_time(client, directory, at):
    """The page cache forgets a page when what it says stops being true: here, on the second."""
    place = a_place(horaires="Mo-Fr 09:00-12:00")
    kept_for = {}
    real = cache.set

    def spy(key, value, timeout=None, **options):
        kept_for["seconds"] = timeout
        return real(key, value, timeout, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "set", spy)
        at(datetime(2026, 11, 23, 11, 58, 30, tzinfo=ZoneInfo("Europe/Paris")))
        for address in ("/lieux/", f"/lieux/{place.slug}/", "/lieux/?departement=69"):
            kept_for.clear()
            get(client, address)
            assert kept_for == {"seconds": 90}, address
        for address in ("/lieux/?ville=Lyon", "/lieux/?ouvert=maintenant", "/lieux/?position=45.76,4.84"):
            kept_for.clear()
            get(client, address)
            assert kept_for == {}, address


def count_queries(client, address: str) -> int:
    cache.clear()
    # Where the site's root is, Wagtail asks once an hour.
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        get(client, address)
    return len(queries)


def test_a_page_costs_the_same_with_ten_places_and_with_a_thousand(client, directory, at):
    first = a_place()
    addresses = (
        "/lieux/",
        "/lieux/?ville=Lyon&ouvert=maintenant&prix=gratuit",
        "/lieux/?departement=69",
        f"/lieux/{first.slug}/",
    )
    counts = []
    for size in (10, 1000):
        missing = size - Place.objects.count()
        Place.objects.bulk_create(_copies(first, missing))
        counts.append([count_queries(client, address) for address in addresses])
    assert counts[0] == counts[1]
    assert max(counts[0][:3]) <= 12, counts
    assert counts[0][3] <= 10, counts


def _copies(place: Place, count: int) -> list[Place]:
    start = Place.objects.count()
    copies = []
    for number in range(start, start + count):
        copy = (
            Place.objects.get(pk=place.pk)
            if not copies
            else Place(**{f.name: getattr(place, f.name) for f in Place._meta.fields})
        )
        copy.pk, copy.standard_id, copy.slug = None, f"copie-{number}", f"copie-{number}"
        copy.latitude, copy.longitude = 43 + number % 70 / 10, number % 61 / 10
        copies.append(copy)
    return copies


def test_the_list_stays_light_with_a_thousand_places(client, directory, at):
    Place.objects.bulk_create(_copies(a_place(), 1000))
    assert len(get(client, "/lieux/").encode()) < 60_000
