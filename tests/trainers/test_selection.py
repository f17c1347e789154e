"""« Ma sélection » : the address is the state, whatever it says; what is there can be printed whole."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.factories import a_module
from tests.trainers.factories import a_handout, a_plan, an_activity
from trainers.plans.selection import MOST, Selection

PAGE = "/mediateurs/selection/"
PRINT = f"{PAGE}imprimer/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def of(query):
    return Selection.of(QueryDict(query))


def test_an_address_is_read_in_order_and_each_thing_once():
    selection = of("s=15&s=12&s=15&m=7&p=12.deroule&p=3.84a3a939&p=12.deroule")
    assert (selection.plans, selection.modules) == ((15, 12), (7,))
    assert selection.pieces == ((12, "deroule"), (3, "84a3a939"))
    assert of(selection.query) == selection


@pytest.mark.parametrize(
    "query", ["s=abc", "s=-1", "s=²", "p=12", "p=12.", "p=x.deroule", "p=1.<b>", "s=" + "9" * 40, "m=%00", "z=1"]
)
def test_what_is_not_an_item_is_left_out(query):
    assert of(query) == Selection()


def test_a_folder_has_a_limit():
    query = "&".join(
        [*(f"s={n}" for n in range(30)), *(f"m={n}" for n in range(30)), *(f"p={n}.deroule" for n in range(30))]
    )
    assert len(of(query)) == MOST


def test_each_thing_can_be_taken_out():
    assert of("s=1&s=2&m=3").without(("s", "1")) == "s=2&m=3"


@pytest.fixture
def plan(home):
    body = [
        an_activity("Essayer", 60, {"hands_on": True}),
        a_handout("Mon mémo", "| Un | Deux |\n|---|---|\n| a | b |"),
    ]
    return a_plan(home, "Alpha", body=body, equipment="2 dés", preparation="Imprimez.", evaluation="Chacun montre.")


def test_the_page_lists_what_is_selected_with_its_length(client, home, plan):
    other, module = a_plan(home, "Beta", minutes=30), a_module(home, "Leçon", slug="lecon")
    page = html(client.get(f"{PAGE}?s={other.pk}&s={plan.pk}&m={module.pk}&p={plan.pk}.materiel"))
    listed = re.findall(r'<ul class="selected">(.*?)</ul>', page, re.DOTALL)[0]
    assert re.findall(r'<li><a href="[^"]*">([^<]*)<', listed) == ["Beta", "Alpha", "Leçon"]
    assert "1\u00a0h\u00a030 de séances" in page
    # The equipment comes with its plan.
    assert "1 chose n’est plus là" in page
    assert f'href="{PAGE}?s={plan.pk}&amp;m={module.pk}"' in page


def test_more_can_be_added_without_a_script(client, home, plan):
    a_plan(home, "Beta")
    page = html(client.get(f"{PAGE}?s={plan.pk}"))
    form = page[page.index('class="selection-add"') :]
    assert f'<input type="hidden" name="s" value="{plan.pk}">' in form
    assert ">Beta</option>" in form
    assert ">Alpha</option>" not in form


def test_what_is_private_or_gone_is_not_shown(client, home, plan):
    draft = a_plan(home, "Brouillon secret", live=False)
    page = html(client.get(f"{PAGE}?s={draft.pk}&s=999999&p={draft.pk}.deroule"))
    assert "Brouillon secret" not in page
    assert "Rassemblez ici" in page
    assert "Brouillon secret" not in html(client.get(f"{PRINT}?s={draft.pk}"))


def test_a_folder_prints_plans_pieces_and_modules(client, home, plan):
    other, module = a_plan(home, "Beta"), a_module(home, "Leçon", slug="lecon")
    sheet, activity = plan.handouts[0].key, f"{plan.pk}.{plan.run[0].id[:8]}"
    names = "".join(
        f"&p={plan.pk}.{name}" for name in ("objectifs", "materiel", "preparation", "evaluation", "deroule")
    )
    page = html(client.get(f"{PRINT}?s={other.pk}&m={module.pk}&p={sheet}&p={activity}{names}"))
    for words in ("Beta", "Mon mémo", "Essayer", "2 dés", "Imprimez.", "Chacun montre.", "Leçon", "Où est l’adresse"):
        assert words in page, words
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_piece_that_is_gone_is_left_out(client, plan):
    assert "Ce dossier est vide" in html(client.get(f"{PRINT}?p={plan.pk}.00000000&p={plan.pk}.rien"))


@pytest.mark.parametrize("address", [PAGE, PRINT])
def test_the_cost_of_a_folder_does_not_grow(client, home, address):
    plans = [a_plan(home, f"Plan {n}", body=[an_activity("Un", 60), a_handout()]) for n in range(20)]
    client.get("/mediateurs/")
    counts = []
    for number in (2, 20):
        query = "&".join(f"s={plan.pk}" for plan in plans[:number])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{address}?{query}").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_plan_offers_to_be_added(client, plan):
    page = html(client.get(plan.url))
    assert f'href="{PAGE}?s={plan.pk}"' in page
    assert f'data-select="p={plan.handouts[0].key}"' in page
    for activity in plan.run:
        (piece,) = re.findall(rf'data-select="p=({plan.pk}\.{activity.id[:8]})"', page)
        assert activity.title in client.get(f"/mediateurs/selection/?p={piece}").content.decode()
    assert f'data-select="s={plan.pk}"' in client.get("/mediateurs/seances/").content.decode()
