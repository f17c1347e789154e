"""A plan in another language: every sentence translated, what is not language stays as it is."""

import pytest

from tests.home.test_translating import _translate
from tests.trainers.factories import a_handout, a_plan, a_sequence, an_activity

# Wagtail Localize reads every text as HTML, and its parser remarks on those that look like an address.
pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")


@pytest.fixture
def translated(home, english, django_capture_on_commit_callbacks):
    def translate(page):
        for above in page.get_ancestors().specific().filter(depth__gt=1):
            if not above.has_translation(english):
                above.copy_for_translation(english, copy_parents=True)
        with django_capture_on_commit_callbacks(execute=True):
            return _translate(page)

    return translate


def test_every_sentence_of_a_plan_is_translated(home, translated):
    objective = {"text": "Trier dix messages.", "bloom": "analyser", "competence": "digcomp-3.0:4.2"}
    plan = a_plan(
        home,
        body=[an_activity("Essayer", 60, {"hands_on": True, "offline": "Sur papier."}), a_handout("Mon mémo")],
        objectives=[("objective", objective)],
        audiences=",seniors,",
        equipment="2 dés",
        licence="CC BY 4.0",
        authors="Awa",
    )
    page = translated(plan)
    assert (page.title, page.equipment) == ("EN Un mot de passe", "EN 2 dés")
    assert page.run[0].title == "EN Essayer"
    assert page.run[0].value["offline"].source == "EN Sur papier."
    assert page.handouts[0].title == "EN Mon mémo"
    value = page.objectives[0].value
    assert (value["text"], value["bloom"]) == ("EN Trier dix messages.", "analyser")
    assert value["competence"] == "digcomp-3.0:4.2"
    assert (page.audiences, page.licence, page.authors) == (",seniors,", "CC BY 4.0", "Awa")
    assert (page.minutes, page.internet) == (plan.minutes, plan.internet)


def test_a_translated_sequence_shows_the_plans_of_its_language(home, translated):
    one, two = a_plan(home, "Un"), a_plan(home, "Deux")
    sequence = a_sequence(home, plans=[one, (two, {"after": one})])
    translated(one)
    page = translated(sequence)
    assert [session.plan.title for session in page.sessions] == ["EN Un", "Deux"]
    assert page.sessions[1].after_title == "EN Un"
