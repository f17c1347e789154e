"""A name that somebody sends becomes a safe one; its words stay readable."""

# A list of names is read as lines.
# ruff: noqa: E501

import pytest

from core.uploads import names
from core.uploads.kinds import in_words

HOSTILE = [
    "../../x.pdf", "..\\..\\x.pdf", "/etc/passwd.pdf", "C:\\x.pdf", "x.pdf/", "con.pdf", "LPT1.pdf", "a\0b.pdf", "a\r\nb.pdf",
    ".pdf", "...pdf", "-rf.pdf", "~.pdf", "$(id).pdf", "`id`.pdf", "a;b.pdf", "a|b.pdf", "<b>.pdf", '".pdf', "'.pdf", "%2e%2e%2fx.pdf",
    "\u202efdp.exe.pdf", "x\u2028y.pdf", "é" * 5000 + ".pdf", "مرحبا.pdf", "你好.pdf", "🙈🙉🙊.pdf", "a." * 300 + "pdf", " .pdf", "\ud800.pdf",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_kept_name_has_only_letters_digits_and_dashes(name):
    kept = names.clean(name, "pdf")
    stem, dot, extension = kept.partition(".")
    assert (dot, extension) == (".", "pdf")
    assert stem.replace("-", "").isalnum()
    assert stem.isascii()
    assert len(stem) <= names.LONGEST + 8
    assert stem not in {"con", "lpt1"}
    assert not stem.startswith("-")


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.PDF", "pdf"), ("a.pdf.exe", "exe"), ("a.exe.pdf", "pdf"), ("a", ""), ("", ""), ("a.pdf.", "pdf"), ("a.pdf ", "pdf"), ("a．pdf", "pdf"),
        ("a.p\u200bdf", "pdf"), ("a.pdf\u202e", "pdf"), ("x/a.pdf", "pdf"), ("a.pdf/b", ""), ("a.pdf:x", ""),
    ],
)  # fmt: skip
def test_the_extension_is_the_last_that_a_person_reads(name, extension):
    assert names.extension_of(name) == extension


def test_a_title_is_made_of_the_words_of_the_name():
    assert names.title_of("Fiche_mémo  « mots de passe ».v2.pdf") == "Fiche mémo « mots de passe » v2"
    assert names.title_of("../x.pdf") == "x"
    assert len(names.title_of("é" * 300 + ".pdf")) == names.LONGEST


def test_accents_are_written_without_them():
    assert names.clean("Été à Noël.PDF", "pdf") == "ete-a-noel.pdf"


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 ko"), (340_400, "340 ko"), (1_240_000, "1,2 Mo"), (20_000_000, "20,0 Mo")]
)
def test_a_size_is_said_as_people_read_it(size, words):
    assert in_words(size).replace("\u00a0", " ") == words
