"""What an editor is told of a path; nothing of it blocks."""

import pytest

from paths.checks import check_path
from tests.factories import a_module
from tests.paths.factories import a_path, a_theme


@pytest.fixture
def theme(home):
    return a_theme(home)


def sentences(path):
    return [remark.sentence for remark in check_path(path)]


def test_a_path_without_modules_is_said_to_be_empty(theme):
    assert "Il manque les modules : le parcours est vide." in sentences(a_path(theme))


def test_a_path_is_neither_too_short_nor_too_long(home, theme):
    modules = [a_module(home, title=f"Module {n}", slug=f"m{n}") for n in range(7)]
    assert "Il y a 2 modules. Visez de 3 à 6." in sentences(a_path(theme, "Court", modules[:2]))
    assert "Il y a 7 modules. Visez de 3 à 6." in sentences(a_path(theme, "Long", modules))
    for count in (3, 6):
        assert not [s for s in sentences(a_path(theme, f"Juste {count}", modules[:count])) if "Visez" in s]


def test_a_module_that_nobody_sees_and_a_path_where_all_is_optional_are_told(home, theme):
    hidden = a_module(home, title="Trier", slug="trier")
    hidden.unpublish()
    found = sentences(a_path(theme, modules=[(hidden, True)]))
    assert "« Trier » n’est pas publié : il ne se voit pas." in found
    assert "Tous les modules sont facultatifs." in found


def test_the_remarks_of_every_page_stay(theme):
    assert "Il manque un résumé d’une phrase." in sentences(a_path(theme, summary=""))
