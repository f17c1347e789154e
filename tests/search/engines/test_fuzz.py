"""Whatever is typed gets an answer."""

from random import Random

import pytest

from home.models import HomePage
from search.answers import answers
from search.engines.base import Engine
from search.question import FACETS, MAX_PAGE, SORTS, Question
from search.understanding import understand
from tests.factories import a_module, a_page
from tests.search.fuzz import HOSTILE, questions


@pytest.fixture
def pages(home: HomePage) -> None:
    a_page(home, "Le mot de passe", body="Un travail, une imprimante, un téléphone.")
    a_module(home, "L’école aujourd’hui", minutes=5, level=1)


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("seed", range(4))
def test_a_strange_question_gets_an_answer(engine: Engine, seed: int) -> None:
    random = Random(seed)
    for typed in questions(60, seed):
        keys = random.sample(FACETS, random.randrange(3))
        chosen = {key: frozenset(random.choices([*HOSTILE, "fr", "module"], k=2)) for key in keys}
        # The address refuses it before (`search.address`); a database cannot store it.
        chosen = {key: frozenset(value.replace("\x00", "") for value in values) for key, values in chosen.items()}
        page, sort = random.choice((1, 2, MAX_PAGE)), random.choice(SORTS)
        groups = understand(typed)
        found = engine.search(Question(typed=typed, groups=groups, chosen=chosen, page=page, sort=sort))
        assert found.total >= len(found.hits)
        answers(typed, groups=groups)
        engine.suggest(typed[:100], "fr", 5)
