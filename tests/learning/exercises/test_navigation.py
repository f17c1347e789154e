"""The simulated site."""

from dataclasses import replace

import pytest

from core.screens import Element, Screen
from learning.exercises.navigation import MAX_CLICKS, Banner, BannerButton, Navigation, SitePage, Way


def page(name, *ways, banner=None, arrival=False):
    """A page with a link for each way."""
    elements = tuple(Element("lien", f"Vers {way.goes_to or 'rien'}", key=str(i)) for i, way in enumerate(ways))
    screen = Screen("navigateur", name.title(), f"https://{name}.example", elements)
    return SitePage(name, screen, ways, banner, arrival)


COOKIES = Banner("Cookies ?", (BannerButton("Accepter", False, "Permis."), BannerButton("Refuser", True, "Bien.")))
RESULTS = page(
    "resultats",
    Way("faux", trap=True, feedback="Une annonce."),
    Way("mairie", feedback="Oui."),
    Way(feedback="Un forum."),
    Way("detour"),
    banner=COOKIES,
)
FAKE = page("faux", Way("resultats"), Way(trap=True, feedback="Ne payez pas."))
DETOUR = page("detour", Way("mairie"))
TOWN_HALL = page("mairie", Way("horaires"))
HOURS = page("horaires", Way("resultats"), arrival=True)
SITE = Navigation((RESULTS, FAKE, DETOUR, TOWN_HALL, HOURS))


def visit(trace="", click=""):
    return SITE.visit({"trace": [trace], "clic": [click]})


def test_a_click_leads_to_another_page_and_says_why():
    there = visit(click="1")
    assert there.page is TOWN_HALL
    assert there.trace == "1"
    assert there.remark.text == "Oui."


def test_a_click_that_leads_nowhere_stays_and_teaches():
    there = visit(click="2")
    assert there.page is RESULTS
    assert there.remark.text == "Un forum."


def test_a_link_without_remark_says_to_try_elsewhere():
    silent = Navigation((page("seule", Way()), HOURS))
    assert silent.visit({"clic": ["0"]}).remark.text


def test_nothing_is_graded_before_the_arrival():
    grade = SITE.grade({"trace": ["1"]})
    assert not grade.finished
    assert grade.points == 0


def test_arriving_without_a_trap_has_all_the_points():
    grade = SITE.grade({"trace": ["1"], "clic": ["0"]})
    assert (grade.points, grade.out_of) == (3, 3)


@pytest.mark.parametrize(
    ("trace", "points"),
    [("3-0-0", 3), ("0-0-1-0", 2), ("0-0-0-0-1-0", 2), ("0-1-1-0-1-0", 1), ("0-1-1-1-0-0-0-1-0", 1)],
)
def test_each_trap_costs_a_point_once(trace, points):
    assert SITE.grade({"trace": [trace]}).points == points


def test_traps_never_cost_the_point_of_the_arrival():
    many = page("debut", *[Way(trap=True, feedback="Aïe.") for _ in range(6)], Way("fin"))
    site = Navigation((many, page("fin", arrival=True)))
    assert site.out_of == 4
    assert site.grade({"trace": ["0-1-2-3-4-5-6"]}).points == 1


def test_going_back_returns_to_the_page_before_and_keeps_the_traps():
    there = visit("0", "retour")
    assert there.page is RESULTS
    assert there.traps == {("resultats", 0)}
    assert not there.can_go_back
    assert visit("", "retour").trail == []


def test_starting_again_forgets_everything():
    there = visit("0-1", "recommencer")
    assert (there.page, there.trail, there.traps) == (RESULTS, [], set())


def test_a_banner_goes_away_after_a_choice_and_its_remark_is_said():
    assert visit().banner is COOKIES
    there = visit(click="b1")
    assert there.banner is None
    assert there.remark.text == "Bien."
    assert there.remark.right
    assert not there.neutral
    assert visit("b1", "b0").trail == ["b1"]


def test_a_click_that_makes_no_sense_is_not_made():
    for junk in ("99", "-1", "b9", "b", "oui", "", "１"):
        assert visit("1", junk).trail == ["1"]
    assert visit("x-1-b7-0").page is HOURS


def test_nothing_can_be_clicked_after_the_arrival():
    there = visit("1-0", "0")
    assert there.page is HOURS
    assert not any(element.clickable for element in there.page.shown.elements)


def test_a_trail_is_bounded():
    there = visit("-".join(["2"] * 500), "1")
    assert len(there.trail) == MAX_CLICKS
    assert there.is_lost
    assert there.wants_help
    assert not there.page.arrival


def test_a_full_trail_fits_in_what_is_read_of_an_answer():
    assert len("-".join(["retour"] * MAX_CLICKS)) < 500


def test_the_solution_is_the_shortest_way_without_a_trap():
    assert SITE.solution() == {"trace": ["b1-1-0"]}
    assert [words for _n, words in SITE.correction()] == ["Refuser", "Vers mairie", "Vers horaires"]


def test_a_short_cut_through_a_trap_is_not_the_solution():
    site = Navigation(
        (page("debut", Way("fin", trap=True), Way("milieu")), page("milieu", Way("fin")), page("fin", arrival=True))
    )
    assert site.solution() == {"trace": ["1-0"]}


def test_a_site_that_only_a_trap_opens_has_no_solution():
    site = Navigation((page("debut", Way("fin", trap=True)), page("fin", arrival=True)))
    assert not site.grade(site.solution()).is_right


def test_a_title_cannot_be_clicked_unless_it_has_something_to_say():
    title = Screen("navigateur", "T", "https://t.example", (Element("titre", "Bonjour"),))
    assert not SitePage("t", title, (Way(),)).can_click(0)
    assert SitePage("t", title, (Way(feedback="Un titre."),)).can_click(0)
    assert not replace(SitePage("t", title, (Way(feedback="Un titre."),)), arrival=True).can_click(0)
