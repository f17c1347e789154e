"""What was built is kept, built once however many people ask, and never served for something else."""

import threading
import time

import pytest

from trainers.downloads.kept import kept, kept_or_built, name_of


def test_the_name_depends_on_every_text_and_on_where_one_ends():
    assert name_of(["a", "b"]) == name_of(["a", "b"])
    assert len({name_of(["a", "b"]), name_of(["ab"]), name_of(["b", "a"]), name_of(["a", "", "b"])}) == 4


def test_what_is_kept_is_not_built_again():
    name = name_of(["un"])
    assert kept(name) is None
    assert kept_or_built(name, lambda: b"1") == b"1"
    assert kept_or_built(name, lambda: b"2") == b"1"
    assert kept(name) == b"1"


def test_ten_people_at_once_make_one_build():
    built = []

    def build():
        built.append(1)
        time.sleep(0.1)
        return b"x"

    threads = [threading.Thread(target=kept_or_built, args=(name_of(["dix"]), build)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1


def test_a_build_that_fails_is_tried_again():
    name = name_of(["raté"])
    with pytest.raises(ZeroDivisionError):
        kept_or_built(name, lambda: 1 / 0)
    assert kept_or_built(name, lambda: b"x") == b"x"
