"""A session plan on the site: what decides first, the run, the large-type mode, at a cost that does not grow."""

import json
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competencies.models import Competence, CompetenceTag
from tests.factories import a_module
from tests.payloads import PAYLOADS
from tests.trainers.factories import a_handout, a_plan, an_activity
from trainers.models import PlanModule, PlanPage

PLAN = "/mediateurs/seances/un-mot-de-passe/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u202f", " ")


@pytest.fixture
def frameworks(db):
    call_command("load_frameworks", verbosity=0)


def objective(text="Trier dix messages.", bloom="analyser", competence="digcomp-3.0:4.2"):
    return "objective", {"text": text, "bloom": bloom, "competence": competence}


def test_the_card_comes_first_and_says_what_decides(client, home):
    body = [an_activity("Essayer", 60, {"hands_on": True, "online": True, "offline": "Papier."}), a_handout("Mon mémo")]
    a_plan(home, body=body, audiences=",seniors,", equipment="1 livre\n\n2 dés\n", group_min=3, group_max=6)
    page = html(client.get(PLAN))
    card = words(page[page.index('class="plan-card"') : page.index('class="plan__actions')])
    for fact in ("1 h", "Débutant", "3 à 6 personnes", "Internet, ou le plan B", "100", "Personnes âgées", "1 livre"):
        assert fact in card.replace("\u00a0", " "), fact
    assert "Mon mémo (un par personne)" in card


def test_the_run_is_a_table_whose_hours_follow_each_other(client, home):
    a_plan(home, run=[("Accueil", 10), ("Essayer", 35, {"hands_on": True}), ("Bilan", 15)])
    page = html(client.get(PLAN))
    assert re.findall(r'class="run__time">([^<]*)<', page) == ["0:00 – 0:10", "0:10 – 0:45", "0:45 – 1:00"]
    assert page.count('scope="rowgroup"') == 3
    assert "/mediateurs/seances/un-mot-de-passe</span>" in page[page.index('class="source-code"') :]
    assert page.count("pratique</span>") == 1


def test_what_does_not_add_up_is_said(client, home):
    a_plan(home, minutes=90)
    assert "Les activités durent 1 h ; la séance, 1 h 30." in words(html(client.get(PLAN))).replace("\u00a0", " ")


def test_variants_and_plan_b_are_shown_only_when_written(client, home):
    a_plan(home, run=[("Un", 30, {"offline": "Sur **papier**."}), ("Deux", 30)])
    page = html(client.get(PLAN))
    assert page.count('class="run__variant"') == 1
    assert "Sur <strong>papier</strong>" in page


def test_an_objective_shows_its_level_and_its_competence(client, home, frameworks):
    a_plan(
        home,
        objectives=[objective(), objective("Nommer un danger.", "memoriser", "crcn:4.2"), objective(competence="")],
    )
    page = words(html(client.get(PLAN)))
    assert "Trier dix messages. Analyser · 4.2" in page
    assert "Nommer un danger. Mémoriser · 4.2" in page


def test_a_competence_that_is_gone_does_not_break_the_page(client, home):
    a_plan(home, objectives=[objective(competence="digcomp-9.9:7.7")])
    assert "Trier dix messages." in html(client.get(PLAN))


def test_the_plan_leads_to_its_published_modules(client, home):
    plan = a_plan(home)
    shown, hidden = a_module(home, "Visible", slug="visible"), a_module(home, "Cache", slug="cache", live=False)
    for module in (shown, hidden):
        PlanModule.objects.create(page=plan, module=module)
    page = html(client.get(PLAN))
    assert 'href="/modules/visible/"' in page
    assert "Cache" not in page


def test_an_adapted_plan_says_where_it_comes_from(client, home):
    source = a_plan(home, "La source", authors="Awa")
    a_plan(home, adapted_from=source, source_credit="« La source », Awa, CC BY-SA 4.0", source_version="2026-11-21")
    page = html(client.get(PLAN))
    assert 'href="/mediateurs/seances/la-source/"' in page
    source.unpublish()
    page = html(client.get(PLAN))
    assert "la-source/" not in page
    assert "(version du 21 novembre 2026, Awa, CC BY-SA 4.0)" in words(page)


def test_machines_read_the_plan(client, home, frameworks):
    plan = a_plan(home, authors="Awa", audiences=",emploi,", level=3)
    CompetenceTag.objects.create(page=plan, competence=Competence.objects.by_identifier("digcomp-3.0:4.2"))
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html(client.get(PLAN)))[1])
    assert data["@type"] == "LearningResource"
    assert (data["timeRequired"], data["educationalLevel"], data["author"]) == ("PT1H", "Intermédiaire", "Awa")
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert [term["termCode"] for term in data["teaches"]] == ["4.2"]
    assert data["audience"][0]["audienceType"] == "Personnes en recherche d’emploi"


def test_the_page_is_the_same_for_everybody(client, home):
    a_plan(home)
    response = client.get(PLAN)
    assert response.headers["Cache-Control"] == "no-cache, public" or "public" in response.headers["Cache-Control"]
    assert not response.cookies
    assert "csrf" not in response.content.decode()


@pytest.mark.parametrize("few", [2])
def test_the_cost_of_a_plan_does_not_grow(client, home, frameworks, few):
    codes = [c.identifier for c in Competence.objects.filter(framework__code="digcomp").select_related("framework")]
    counts = {}
    for number in (few, 20):
        plan = a_plan(
            home,
            f"Avec {number}",
            run=[(f"Activité {n}", 10, {"hands_on": True, "faster": "Plus."}) for n in range(number)],
            objectives=[objective(f"Trier {n} messages.", competence=codes[n]) for n in range(number)],
        )
        for n in range(number):
            PlanModule.objects.create(page=plan, module=a_module(home, f"M{number}-{n}", slug=f"m{number}-{n}"))
            tag = Competence.objects.by_identifier(codes[n])
            CompetenceTag.objects.create(page=plan, competence=tag, sort_order=n)
        client.get("/mediateurs/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(plan.url).status_code == 200
        counts[number] = len(captured)
    assert counts[few] == counts[20]
    assert counts[20] <= 14, "\n".join(query["sql"][:160] for query in captured)


def test_the_animation_mode_lists_every_activity_without_a_script(client, home):
    a_plan(home, run=[("Accueil", 10), ("Essayer", 50, {"hands_on": True})], evaluation="Chacun montre.")
    page = html(client.get(f"{PLAN}animer/"))
    assert re.findall(r'data-start="(\d+)" data-minutes="(\d+)" data-title="([^"]*)"', page) == [
        ("0", "10", "Accueil"),
        ("10", "50", "Essayer"),
    ]
    assert "Chacun montre." in page
    assert f'href="{PLAN}"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_plan_without_anything_still_opens(client, home):
    a_plan(home, run=[], summary="", equipment="")
    for address in (PLAN, f"{PLAN}animer/", "/mediateurs/", "/mediateurs/seances/"):
        assert client.get(address).status_code == 200


def test_whether_internet_is_needed_is_kept_when_the_plan_is_saved(home):
    online = {"online": True}
    plans = [
        a_plan(home, "Sans", run=[("Un", 60)]),
        a_plan(home, "Avec", run=[("Un", 30, online | {"offline": "Papier."}), ("Deux", 30, online)]),
        a_plan(home, "Ou", run=[("Un", 60, online | {"offline": "Papier."})]),
    ]
    kept = dict(PlanPage.objects.values_list("title", "internet"))
    assert [kept[plan.title] for plan in plans] == ["none", "needed", "plan_b"]


def test_no_payload_runs_from_any_field_of_a_plan(client, home):
    """The whole page with each field hostile: every tag that reaches the browser is one that the same page has anyway."""
    quiet, hostile = "texte", "\n".join(PAYLOADS)[:60_000]

    def page(text):
        line = " ".join(text.split())
        body = [
            an_activity(
                line[:120], 30, dict.fromkeys(("mediator", "participants", "faster", "slower", "offline"), text)
            ),
            a_handout(line[:120], text),
        ]
        plan = a_plan(
            home,
            line[:200] if text == hostile else "calme",
            body=body,
            slug="calme" if text == quiet else "hostile",
            summary=line[:300],
            objectives=[objective(line[:200], competence="")],
            **dict.fromkeys(("prerequisites", "room", "equipment", "preparation", "to_print", "evaluation"), text),
            audience_note=line[:200],
            authors=line[:200],
            epn_name=line[:200],
            source_credit=line[:300],
            source_version=line[:40],
        )
        pages = [
            html(client.get(plan.url)),
            html(client.get(f"{plan.url}animer/")),
            html(client.get("/mediateurs/seances/")),
        ]
        return re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", "".join(pages))

    calm, wild = page(quiet), page(hostile)
    allowed = {
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "em",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "pre",
    }
    allowed |= {"strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", "abbr", "dl", "dt", "kbd"}
    tags = lambda text: {tag.lower() for tag in re.findall(r"<([a-zA-Z][\w-]*)", text)}  # noqa: E731
    assert tags(wild) - tags(calm) - allowed == set()
    assert wild.count("<script") == calm.count("<script")
    assert not re.search(r"<[^>]*\son\w+\s*=", wild)
    assert not re.search(r'href="\s*(?:javascript|data|vbscript):', wild, re.IGNORECASE)
