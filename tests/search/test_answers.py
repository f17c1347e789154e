"""What answers at once, above the results."""

import pytest

from competencies.models import Area, Competence, CompetenceText, Framework
from core.cache import move_content_version
from search.answers import answers


@pytest.fixture
def frameworks(db: None) -> None:
    """Two frameworks that both have a 4.2."""
    for position, slug in enumerate(("digcomp-3.0", "crcn")):
        framework = Framework.objects.create(
            code=slug, version="1", slug=slug, source="x", licence="x", position=position
        )
        area = Area.objects.create(framework=framework, code="4")
        competence = Competence.objects.create(framework=framework, area=area, code="4.2")
        CompetenceText.objects.create(competence=competence, language="fr", title=f"Protéger ses données ({slug})")
    move_content_version()


@pytest.mark.usefixtures("frameworks")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("digcomp 4.2", "digcomp-3.0/4.2/"),
        ("CRCN 4.2", "crcn/4.2/"),
        ("compétence 4.2", "digcomp-3.0/4.2/"),
        ("4.2", "digcomp-3.0/4.2/"),
    ],
)
def test_a_competence_is_found_by_its_code(typed: str, expected: str) -> None:
    found = answers(typed).competence
    assert found is not None
    assert found.path == expected


@pytest.mark.usefixtures("frameworks")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("protéger ses données", "digcomp-3.0/4.2/"),
        ("compétence crcn protéger", "crcn/4.2/"),
        ("compétence DigComp protéger ses données", "digcomp-3.0/4.2/"),
    ],
)
def test_the_competence_is_one_of_the_framework_that_is_named(typed: str, expected: str) -> None:
    found = answers(typed).competence
    assert found is not None
    assert found.path == expected


@pytest.mark.usefixtures("frameworks")
@pytest.mark.parametrize("typed", ["9.9", "14.2", "4.2.1", "version 4.23", "4 2"])
def test_other_numbers_are_no_code(typed: str) -> None:
    assert answers(typed).competence is None
