"""What machines read."""

import pytest

from competencies.lrmi import Term, defined_term, duration, learning_resource, licence_url

TERM = Term(
    code="1.2",
    name="Évaluer",
    framework="DigComp 3.0",
    role="travaillee",
    url="https://x.fr/competences/digcomp-3.0/1.2/",
    framework_url="https://x.fr/competences/digcomp-3.0/",
)


@pytest.mark.parametrize(("minutes", "iso"), [(0, "PT0M"), (9, "PT9M"), (60, "PT1H"), (95, "PT1H35M"), (600, "PT10H")])
def test_minutes_are_said_as_iso_8601(minutes, iso):
    assert duration(minutes) == iso


@pytest.mark.parametrize(
    ("licence", "url"),
    [
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("cc by 3.0", "https://creativecommons.org/licenses/by/3.0/"),
        ("CC-BY-NC-ND-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("Tous droits réservés", ""),
        ("CC BY-SA 4.0 javascript:x", ""),
        ("", ""),
    ],
)
def test_a_licence_that_everybody_knows_becomes_an_address(licence, url):
    assert licence_url(licence) == url


def test_each_role_has_its_property():
    from dataclasses import replace

    terms = [replace(TERM, role=role, code=role) for role in ("travaillee", "evaluee", "prerequis")]
    data = learning_resource(name="Un module", url="https://x.fr/m/", language="fr", terms=terms)
    codes = {key: data[key][0]["termCode"] for key in ("teaches", "assesses", "competencyRequired")}
    assert codes == {"teaches": "travaillee", "assesses": "evaluee", "competencyRequired": "prerequis"}


def test_what_is_unknown_is_left_out():
    assert learning_resource(name="Un module", url="https://x.fr/m/", language="fr") == {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": "https://x.fr/m/",
        "url": "https://x.fr/m/",
        "name": "Un module",
        "inLanguage": "fr",
        "isAccessibleForFree": True,
    }


def test_a_term_stands_in_its_set():
    assert defined_term(TERM)["inDefinedTermSet"] == "https://x.fr/competences/digcomp-3.0/"


def test_a_term_without_a_page_names_its_set():
    term = Term(code="1.2", name="Évaluer", framework="DigComp 3.0")
    assert defined_term(term) == {
        "@type": "DefinedTerm",
        "termCode": "1.2",
        "name": "Évaluer",
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": "DigComp 3.0"},
    }


def test_an_unknown_licence_keeps_its_name():
    data = learning_resource(name="M", url="u", language="fr", licence="Licence maison")
    assert data["license"] == {"@type": "CreativeWork", "name": "Licence maison"}
