"""A carnet as a file, and files that are something else."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from learning.carnet.export import MAX_BYTES, MAX_ROWS, NotACarnet, TooLarge, from_bytes, to_document
from learning.carnet.progress import Try

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ONE = Try(UUID(int=1), "s1", "e1", 2, 3, datetime(2026, 5, 1, 10, 0, 0, 123456, tzinfo=UTC))
TWO = Try(UUID(int=2), "s2", "e2", 0, 1, datetime(2026, 5, 2, 10, tzinfo=UTC))


def file(**changes):
    return json.dumps(to_document([ONE, TWO], {}, NOW) | changes).encode()


def row(**changes):
    base = {"page": str(UUID(int=1)), "step": "s1", "exercise": "e1", "points": 1, "out_of": 1}
    return base | {"answered_at": "2026-05-01T10:00:00+02:00"} | changes


def test_what_was_written_is_read_again_to_the_microsecond():
    assert from_bytes(file(), NOW).tries == (ONE, TWO)


def test_the_file_says_what_it_is_and_names_the_modules_for_people():
    document = to_document([ONE], {UUID(int=1): "Lire une adresse", UUID(int=9): "Autre"}, NOW)
    assert (document["format"], document["version"]) == ("pas-a-pas/carnet", 1)
    assert document["modules"] == {str(UUID(int=1)): "Lire une adresse"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b"9" * 5000,
        file(format="autre"),
        file(version=2),
        file(version="1"),
        file(attempts={"page": 1}),
        file(attempts=None),
    ],
)
def test_something_else_is_refused(content):
    with pytest.raises(NotACarnet):
        from_bytes(content, NOW)


def test_too_much_is_refused_before_it_is_read():
    with pytest.raises(TooLarge):
        from_bytes(b" " * (MAX_BYTES + 1), NOW)
    with pytest.raises(TooLarge):
        from_bytes(file(attempts=[0] * (MAX_ROWS + 1)), NOW)


@pytest.mark.parametrize(
    "bad",
    [
        None,
        7,
        "texte",
        [],
        {},
        row(page="pas-une-cle"),
        row(page=12),
        row(page="{" + "0" * 32 + "}" + "0" * 4),
        row(step=None),
        row(step=""),
        row(exercise="<script>"),
        row(exercise="x" * 65),
        row(points=True),
        row(points=-1),
        row(points=1.0),
        row(points="1"),
        row(points=2, out_of=1),
        row(points=0, out_of=0),
        row(out_of=10**9, points=1),
        row(answered_at="hier"),
        row(answered_at=1746086400),
        row(answered_at="2026-05-01T10:00:00"),
        row(answered_at="0001-01-01T00:00:00+14:00"),
        row(answered_at="1999-05-01T10:00:00+02:00"),
        row(answered_at=(NOW + timedelta(days=2)).isoformat()),
    ],
)
def test_a_line_that_makes_no_sense_is_counted_and_the_others_are_kept(bad):
    imported = from_bytes(file(attempts=[bad, row()]), NOW)
    assert imported.ignored == 1
    assert len(imported.tries) == 1


def test_unknown_keys_are_ignored_so_that_the_format_can_grow():
    assert len(from_bytes(file(attempts=[row(later="x")], more=1), NOW).tries) == 1
