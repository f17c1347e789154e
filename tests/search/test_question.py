"""What an engine is asked stays small, whatever is typed."""

from search.question import MOST_WAYS, Alternative, Group, bounded


def a_group(typed: str, ways: int) -> Group:
    return Group(typed, tuple(Alternative((f"{typed}{number}",)) for number in range(ways)))


def test_many_words_have_fewer_ways_each_and_none_is_lost() -> None:
    groups = [a_group(f"mot{number}", 13 if number else 1) for number in range(16)]
    found = bounded(groups)
    assert [len(group.alternatives) for group in found] == [1, *[3] * 15]
    assert all(group.alternatives[0] == asked.alternatives[0] for group, asked in zip(found, groups, strict=True))


def test_a_question_of_a_few_words_keeps_every_way() -> None:
    groups = tuple(a_group(typed, MOST_WAYS // 3) for typed in ("a", "b", "c"))
    assert bounded(groups) == groups
    assert bounded(()) == ()
