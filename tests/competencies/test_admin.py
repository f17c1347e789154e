"""Choosing competences and seeing what is missing, in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from accounts.models import User
from competencies.chooser import folded, matching
from competencies.coverage import coverage
from competencies.models import Competence, Framework


@pytest.fixture
def editor(client, home):
    group = Group.objects.create(name="Rédaction")
    group.permissions.add(*_permissions("access_admin"))
    GroupPagePermission.objects.create(group=group, page=home, permission=_permissions("change_page")[0])
    user = User.objects.create_user("nadia", password="un mot de passe long")
    user.groups.add(group)
    client.force_login(user)
    return user


def _permissions(codename):
    from django.contrib.auth.models import Permission

    return list(Permission.objects.filter(codename=codename))


def choose(client, **query):
    response = client.get(reverse("competence_chooser:choose_results"), query)
    assert response.status_code == 200
    return response


def identifiers(response):
    return [competence.identifier for competence in response.context["results"]]


def test_words_are_compared_without_accents_case_or_apostrophe():
    assert folded("L’IDENTITÉ numérique") == folded("l'identite NUMERIQUE")


def test_every_word_must_be_found_in_one_language_or_the_other(frameworks):
    everything = Competence.objects.with_texts().filter(framework__slug="digcomp-3.0")
    found = Competence.objects.filter(pk__in=matching(everything, "donnees privee")).values_list("code", flat=True)
    assert list(found) == ["4.2"]
    found = Competence.objects.filter(pk__in=matching(everything, "wellbeing supporting")).values_list(
        "code", flat=True
    )
    assert list(found) == ["4.3"]
    assert matching(everything, "donnees girafe") == []


def test_the_chooser_shows_both_frameworks_in_reading_order_grouped_by_area(client, editor, frameworks):
    response = choose(client)
    assert len(identifiers(response)) == 37
    assert identifiers(response)[0] == "digcomp-3.0:1.1"
    assert identifiers(response)[-1] == "crcn:5.2"
    html = response.content.decode()
    assert html.count("<caption") == 10
    assert html.count("<h2>") == 2


def test_the_chooser_finds_a_word_in_one_framework(client, editor, frameworks):
    crcn = Framework.objects.get(slug="crcn")
    assert identifiers(choose(client, q="vie privée", framework=crcn.pk)) == ["crcn:4.2"]
    assert identifiers(choose(client, q="4.2")) == ["digcomp-3.0:4.2", "crcn:4.2"]


def test_the_chooser_says_when_nothing_matches_and_escapes_what_was_typed(client, editor, frameworks):
    html = choose(client, q="<b>girafe").content.decode()
    assert "Aucune compétence ne correspond" in html
    assert "<b>girafe" not in html


def test_several_competences_can_be_ticked_at_once(client, editor, frameworks):
    html = choose(client, multiple="1").content.decode()
    assert html.count("data-multiple-choice-select") == 37
    pks = [Competence.objects.by_identifier(name).pk for name in ("crcn:1.1", "crcn:4.2")]
    chosen = client.get(reverse("competence_chooser:chosen_multiple"), {"id": pks, "multiple": "1"}).json()
    assert {item["title"] for item in chosen["result"]} == {
        "CRCN (Pix) · 1.1 Mener une recherche et une veille d’information",
        "CRCN (Pix) · 4.2 Protéger les données personnelles et la vie privée",
    }


def test_the_chooser_costs_the_same_for_one_result_and_for_all(client, editor, frameworks):
    costs = []
    for word in ("4.2", "e"):
        choose(client, q=word)
        with CaptureQueriesContext(connection) as queries:
            assert identifiers(choose(client, q=word))
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_coverage_counts_a_page_once_and_never_for_a_prerequisite(tagged, home):
    tagged("Un", ("crcn:1.1", "travaillee", 1), ("crcn:1.1", "evaluee", 1), ("crcn:1.2", "prerequis", 1))
    tagged("Brouillon", ("crcn:1.1", "travaillee", 1), live=False)
    seen = coverage(Framework.objects.get(slug="crcn"), home.locale)
    column = seen.types.index("modules")
    counts = {row.competence.code: row.counts[column] for row in seen.rows}
    assert counts["1.1"] == 1
    assert counts["1.2"] == 0
    assert sum(counts.values()) == 1


def test_coverage_names_what_is_missing(tagged, home):
    tagged("Un", ("crcn:1.1", "travaillee", 1))
    seen = coverage(Framework.objects.get(slug="crcn"), home.locale)
    missing = {name: [competence.code for competence in competences] for name, competences in seen.missing}
    assert len(missing["modules"]) == 15
    assert "1.1" not in missing["modules"]
    assert [row.competence.code for row in seen.rows if not row.is_empty] == ["1.1"]


def test_an_editor_sees_the_coverage_and_what_has_nothing(client, editor, tagged):
    tagged("Un", ("digcomp-3.0:1.1", "travaillee", 1))
    html = client.get(reverse("competence_coverage"), {"referentiel": "digcomp-3.0"}).content.decode()
    assert html.count("rien encore") == 20


@pytest.mark.parametrize("query", [{"referentiel": "x"}, {"langue": "x"}, {}])
def test_an_unknown_choice_shows_the_main_framework_in_the_main_language(client, editor, frameworks, english, query):
    context = client.get(reverse("competence_coverage"), query).context
    assert (context["framework"].slug, context["locale"].language_code) == ("digcomp-3.0", "fr")


def test_coverage_without_any_framework_says_what_to_do(client, editor):
    assert "load_frameworks" in client.get(reverse("competence_coverage")).content.decode()


def test_who_may_not_edit_pages_does_not_see_the_coverage(client, frameworks):
    user = User.objects.create_user("karim", password="un mot de passe long")
    user.user_permissions.add(*_permissions("access_admin"))
    client.force_login(user)
    response = client.get(reverse("competence_coverage"))
    assert response.status_code in {302, 403}
    assert "rien encore" not in response.content.decode()


def test_a_visitor_is_sent_to_sign_in(client, frameworks):
    for name in ("competence_coverage", "competence_chooser:choose"):
        assert client.get(reverse(name)).headers["Location"].startswith("/compte/connexion/")
