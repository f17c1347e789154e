"""An address is read and written: unknown things are left aside, the same question always has the same address."""

import pytest
from django.http import QueryDict

from search import address
from search.address import Ignored
from search.question import MAX_LENGTH


def read(query: str, language: str = "fr"):
    return address.read(QueryDict(query), language)


def test_every_key_is_read():
    question = read(
        "q=mot+de+passe&type=module&type=mot&theme=emploi&competence=digcomp-3.0:1.2&niveau=debutant&duree=10-minutes"
        "&public=apprenants&langue=fr&licence=cc-by-sa-4-0&mot-cle=num%C3%A9riser&tri=titre&page=3"
    ).question
    assert question.typed == "mot de passe"
    assert question.chosen == {
        "type": {"module", "mot"},
        "theme": {"emploi"},
        "competence": {"digcomp-3.0:1.2"},
        "niveau": {"debutant"},
        "duree": {"10-minutes"},
        "public": {"apprenants"},
        "langue": {"fr"},
        "licence": {"cc-by-sa-4-0"},
        "mot-cle": {"numériser"},
    }
    assert (question.sort, question.page, question.start) == ("titre", 3, 40)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=mot+de+passe",
        "?q=%C3%A9t%C3%A9+%26+hiver&type=module&type=mot&competence=digcomp-3.0:1.2&tri=recent&page=2",
        "?niveau=debutant&duree=plus-de-2-heures&langue=en",
    ],
)
def test_writing_what_was_read_changes_nothing(query):
    assert address.write(read(query.removeprefix("?")).question) == query


def test_the_same_question_has_one_address():
    first, second = read("type=mot&q=a&type=module&page=1&tri=pertinence"), read("type=module&type=mot&type=mot&q=a")
    assert address.write(first.question) == address.write(second.question) == "?q=a&type=module&type=mot"


def test_what_has_no_meaning_is_left_aside_and_told():
    found = read("niveau=genie&niveau=avance&tri=hasard&page=deux&duree=&theme=../etc&utm_source=x")
    assert found.question.chosen == {"niveau": {"avance"}}
    assert (found.question.sort, found.question.page) == ("pertinence", 1)
    assert set(found.ignored) == {
        Ignored("niveau", "genie"),
        Ignored("tri", "hasard"),
        Ignored("page", "deux"),
        Ignored("theme", "../etc"),
    }


@pytest.mark.parametrize("page", ["0", "-1", "501", "99999999999999999999", "٣", "1.5", "²"])
def test_a_page_that_cannot_be_is_the_first(page):
    assert read(f"page={page}").question.page == 1


def test_what_is_typed_is_one_short_line():
    assert read("q=%20a%00%0Ab%09%20c%20").question.typed == "a b c"
    assert len(read("q=" + "mot+" * 200).question.typed) <= MAX_LENGTH
    assert read("q=un&q=deux").question.typed == "deux"


def test_nobody_chooses_a_thousand_values():
    query = "&".join(f"mot-cle=k{number}" for number in range(1000))
    assert len(read(query).question.chosen["mot-cle"]) == address.MAX_VALUES


def test_the_question_is_in_the_only_language_chosen():
    assert read("langue=en").question.language == "en"
    assert read("langue=en&langue=fr").question.language == "fr"
    assert read("langue=eo", "en").question.language == "en"


def test_values_that_no_page_has_are_left_aside():
    question = read("theme=emploi&theme=rien&niveau=expert").question
    kept = address.keep(question, {"theme": {"emploi"}, "mot-cle": set()})
    assert kept.question.chosen == {"theme": {"emploi"}, "niveau": {"expert"}}
    assert kept.ignored == (Ignored("theme", "rien"),)


def test_a_choice_is_taken_away_or_added_at_the_first_page():
    question = read("q=a&type=module&type=mot&niveau=avance&page=4").question
    assert address.write(address.without(question, "type", "mot")) == "?q=a&type=module&niveau=avance"
    assert address.write(address.without(question, "niveau", "avance")) == "?q=a&type=module&type=mot"
    assert address.write(address.choosing(question, "duree", "10-minutes")) == (
        "?q=a&type=module&type=mot&niveau=avance&duree=10-minutes"
    )
    assert address.write(address.without_choices(question)) == "?q=a"
    assert address.write(address.at_page(question, 5)).endswith("&page=5")
