"""Two versions of a step become one; only what changed twice is for the author to decide."""

import pytest

from trainers.contributions.sheets import Difference, Item, Sheet, mark, marks, merge, placed, read_marks, woven


def a_sheet(title="Trier", summary="Un résumé.", run=("a", "b", "c"), **texts):
    items = tuple(Item(one, {"title": texts.get(one, one.upper())}) for one in run)
    return Sheet({"title": title, "summary": summary}, {"activity": items})


def result(mine, stored, was=None):
    merged, differences = merge(marks(was or a_sheet()), mine, stored)
    run = [(item.id, item.values["title"]) for item in merged.lists["activity"]]
    return merged.fields, run, differences


def ids(mine, stored, was=None):
    return "".join(identity for identity, _title in result(mine, stored, was)[1])


def test_what_i_changed_is_kept():
    fields, run, differences = result(a_sheet(title="Ranger", b="Montrer"), a_sheet())
    assert fields == {"title": "Ranger", "summary": "Un résumé."}
    assert run == [("a", "A"), ("b", "Montrer"), ("c", "C")]
    assert differences == []


def test_what_changed_elsewhere_meanwhile_is_kept_too():
    fields, run, differences = result(a_sheet(title="Ranger", a="Ici"), a_sheet(summary="Mieux.", c="Là-bas"))
    assert fields == {"title": "Ranger", "summary": "Mieux."}
    assert run == [("a", "Ici"), ("b", "B"), ("c", "Là-bas")]
    assert differences == []


def test_a_piece_that_changed_in_both_places_is_said():
    fields, run, differences = result(a_sheet(title="Moi", b="Ici"), a_sheet(title="Elle", b="Là-bas"))
    assert differences == [
        Difference("title", "", "Moi", "Elle"),
        Difference("activity", "b", {"title": "Ici"}, {"title": "Là-bas"}),
    ]
    assert fields["title"] == "Moi"
    assert ("b", "Ici") in run


def test_each_field_of_an_activity_and_each_paragraph_is_a_piece():
    def an_activity(text, minutes):
        return Sheet({}, {"activity": (Item("a", {"text": text, "minutes": minutes}),)})

    was = marks(an_activity("Un.\n\nDeux.", 5))
    merged, differences = merge(was, an_activity("Un, ici.\n\nDeux.", 5), an_activity("Un.\n\nDeux, là.", 9))
    assert (merged, differences) == (an_activity("Un, ici.\n\nDeux, là.", 9), [])
    sides = merge(was, an_activity("Moi.\n\nDeux.", 5), an_activity("Elle.\n\nDeux, là.", 9))[1]
    assert sides == [
        Difference("activity", "a", *({"text": f"{who}.\n\nDeux, là.", "minutes": 9} for who in ("Moi", "Elle")))
    ]


def test_theirs_may_win():
    was, mine, theirs = (
        marks(a_sheet()),
        a_sheet(title="Moi", b="Ici", summary="Le mien"),
        a_sheet(title="Elle", run="ac"),
    )
    merged, differences = merge(was, mine, theirs, theirs_win=lambda piece: True)
    assert merged.fields == {"title": "Elle", "summary": "Le mien"}
    assert [item.id for item in merged.lists["activity"]] == ["a", "c"]
    assert [one.name for one in differences] == ["title", "activity"]


def test_the_same_change_in_both_places_is_no_difference():
    assert result(a_sheet(title="Nous"), a_sheet(title="Nous"))[2] == []


def test_a_page_that_remembers_nothing_decides_nothing_alone():
    nothing = read_marks("not json")
    assert merge(nothing, a_sheet(title="Moi"), a_sheet())[1] == [Difference("title", "", "Moi", "Trier")]
    assert merge(nothing, a_sheet(), a_sheet())[1] == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"fields": 3, "lists": {}}', '{"fields": {}, "lists": {"a": [1]}}'])
def test_strange_marks_are_no_marks(text):
    assert read_marks(text) == {"fields": {}, "lists": {}}


def test_what_i_added_and_what_was_added_elsewhere_both_stay():
    assert ids(a_sheet(run="axbc"), a_sheet(run="abyc")) == "axbyc"


def test_what_i_took_away_goes_and_what_was_taken_away_elsewhere_goes():
    assert ids(a_sheet(run="ac"), a_sheet()) == "ac"
    assert ids(a_sheet(), a_sheet(run="ab")) == "ab"


def test_nothing_that_somebody_worked_on_goes_away_silently():
    assert result(a_sheet(b="Ici"), a_sheet(run="ac"))[2] == [Difference("activity", "b", {"title": "Ici"}, None)]
    assert result(a_sheet(run="ac"), a_sheet(b="Là-bas"))[2] == [Difference("activity", "b", None, {"title": "Là-bas"})]


def test_the_order_is_mine_when_i_moved_something_theirs_otherwise():
    assert ids(a_sheet(run="cab"), a_sheet()) == "cab"
    assert ids(a_sheet(a="Ici"), a_sheet(run="bca")) == "bca"
    assert ids(a_sheet(run="cab"), a_sheet(run="abyc")) == "caby"


def test_the_marks_of_one_page_follow_from_save_to_save():
    """A page saves twice without being shown again, while an activity is added elsewhere."""
    was, elsewhere = marks(a_sheet()), a_sheet(run="abcy")
    first = a_sheet(title="Un")
    stored, _none = merge(was, first, elsewhere)
    second = a_sheet(title="Deux")
    merged, differences = merge(marks(first), second, stored)
    assert differences == []
    assert [item.id for item in merged.lists["activity"]] == list("abcy")
    assert merged.fields["title"] == "Deux"


def test_a_mark_is_about_the_value_whatever_the_order_of_its_parts():
    assert mark({"a": 1, "b": 2}) == mark({"b": 2, "a": 1}) != mark({"a": 1, "b": 3})


def test_one_order_receives_what_only_the_other_has():
    assert woven("abc", "axbyc") == list("axbyc")
    assert woven("cba", "abd") == list("cbda")
    assert woven("", "ab") == ["a", "b"]


BODY = [("text", "n"), ("activity", "a"), ("text", "m"), ("activity", "b"), ("handout", "h")]


@pytest.mark.parametrize(
    ("wanted", "becomes"),
    [("ab", "nambh"), ("ba", "nbmah"), ("abc", "nambch"), ("b", "nbmh"), ("", "nmh"), ("cdabe", "ncmdabeh")],
)
def test_what_the_form_does_not_show_keeps_its_place(wanted, becomes):
    assert "".join(placed(BODY, "activity", list(wanted))) == becomes


def test_the_first_of_a_kind_comes_last():
    assert placed([("handout", "h")], "activity", ["a"]) == ["h", "a"]
    assert placed([], "activity", ["a", "b"]) == ["a", "b"]
