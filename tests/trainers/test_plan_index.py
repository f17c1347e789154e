"""Finding a plan: every address gives a page, and what it asks is what it shows."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competencies.models import Competence, CompetenceTag
from tests.paths.factories import a_theme
from tests.trainers.factories import a_plan, a_sequence, the_rooms

LIST = "/mediateurs/seances/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def titles(client, **asked):
    return re.findall(r'plan-list__title"><a href="[^"]*">([^<]*)<', html(client.get(LIST, asked)))


def test_words_are_found_whatever_their_accents_and_endings(client, home):
    kept = a_plan(home, "Choisir un mot de passe", summary="La sécurité de son identité.")
    a_plan(home, "Envoyer un courriel", summary="Une pièce jointe.")
    ways = ("mot de passe", "Mots de passe", "securite", "SÉCURITÉ", "sécurité mot", "l’identité", "identite", "sécu")
    assert {typed: titles(client, q=typed) for typed in ways} == {typed: [kept.title] for typed in ways}


def test_words_are_only_words(client, home):
    a_plan(home, "Alpha")
    for typed in ("%", "_", "' OR 1=1 --", "\\", "x" * 300, "\x00", "(", '"', "*"):
        assert client.get(LIST, {"q": typed}).status_code == 200, typed


def test_an_unpublished_plan_is_in_no_list(client, home):
    a_plan(home, "Brouillon", live=False)
    assert "Brouillon" not in html(client.get(LIST)) + html(client.get("/mediateurs/"))


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return captured


@pytest.mark.parametrize(
    "address", [LIST, f"{LIST}?q=un&niveau=debutant&public=seniors&theme=emploi&groupe=5", "/mediateurs/"]
)
def test_the_cost_of_a_list_does_not_grow(client, home, address):
    call_command("load_frameworks", verbosity=0)
    codes = list(Competence.objects.filter(framework__code="digcomp").order_by("pk"))
    theme = a_theme(home, slug="emploi")
    counts = []
    for number in range(20):
        plan = a_plan(home, f"Un plan {number}", theme=theme, audiences=",seniors,")
        CompetenceTag.objects.create(page=plan, competence=codes[number])
        if number in (1, 19):
            counts.append(len(captured := queries(client, f"{address}{'&' if '?' in address else '?'}tour={number}")))
    assert counts[0] == counts[1]
    assert counts[1] <= 12, "\n".join(query["sql"][:160] for query in captured)


def test_the_home_of_the_mediators_leads_to_lists_that_exist_only(client, home):
    the_rooms(home)
    assert '="/mediateurs/seances/' not in html(client.get("/mediateurs/"))
    a_plan(home)
    page = html(client.get("/mediateurs/?encore=1"))
    assert f'href="{LIST}"' in page
    assert '="/mediateurs/sequences/' not in page


def test_a_sequence_shows_its_sessions_in_order_with_what_they_suppose(client, home):
    one, two, three = (a_plan(home, title, minutes=60) for title in ("Un", "Deux", "Trois"))
    a_sequence(home, plans=[one, (two, {"after": one}), (three, {"optional": True})], slug="pas")
    page = html(client.get("/mediateurs/sequences/pas/"))
    assert page.index(">Un<") < page.index(">Deux<") < page.index(">Trois<")
    assert page.count("seulement après la séance 1") == 1
    assert page.count("<em>facultative</em>") == 1
    assert "3\u00a0h" in page
    assert "2\u00a0h sans les séances facultatives" in page
    listed = html(client.get("/mediateurs/sequences/"))
    assert "3 séances" in listed


def test_an_unpublished_session_is_not_counted_and_nothing_comes_after_it(client, home):
    one, two = (a_plan(home, title, minutes=60) for title in ("Un", "Deux"))
    a_sequence(home, plans=[one, (two, {"after": one})], slug="pas")
    one.unpublish()
    page = html(client.get("/mediateurs/sequences/pas/"))
    assert ">Un<" not in page
    assert "seulement après" not in page
    assert "1 séance" in html(client.get("/mediateurs/sequences/"))


def test_the_cost_of_a_sequence_does_not_grow(client, home):
    counts = []
    for number in (2, 20):
        plans = [a_plan(home, f"{number}-{n}") for n in range(number)]
        a_sequence(home, f"Suite {number}", plans=[(plan, {"after": plans[0]}) for plan in plans], slug=f"s{number}")
        client.get("/mediateurs/")
        counts.append(len(captured := queries(client, f"/mediateurs/sequences/s{number}/")))
    assert counts[0] == counts[1]
    assert counts[1] <= 14, "\n".join(query["sql"][:160] for query in captured)
