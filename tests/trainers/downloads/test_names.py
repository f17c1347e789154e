"""Names that every system keeps, and that lead nowhere else."""

import pytest

from trainers.downloads.names import Names, disposition, safe_name, safe_stem


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("L’œuvre d’été", "l-oeuvre-d-ete"),
        ("../../etc/passwd", "etcpasswd"),
        ("???", "sans-titre"),
        ("CON", "con-1"),
        ("a" * 200, "a" * 60),
    ],
)
def test_a_title_becomes_a_plain_name(title, stem):
    assert safe_stem(title) == stem


@pytest.mark.parametrize(
    ("title", "ending", "name"),
    [
        ("L'affiche d'été", "ODT", "l-affiche-d-ete.odt"),
        ("..\\..\\boot", "ini", "boot.ini"),
        ("/etc/passwd", "", "etcpasswd"),
        ("Une liste", "x/../../y", "une-liste"),
        ("Une liste", "une-fin-bien-trop-longue", "une-liste"),
    ],
)
def test_an_uploaded_file_is_named_by_its_title_and_keeps_its_ending(title, ending, name):
    assert safe_name(title, ending) == name


def test_two_files_never_have_the_same_name():
    names = Names()
    assert [names.unused("pieces/affiche.odt") for _ in range(3)] == [
        "pieces/affiche.odt",
        "pieces/affiche-2.odt",
        "pieces/affiche-3.odt",
    ]


def test_the_browser_proposes_the_title_and_an_old_one_its_plain_letters():
    assert disposition("L’été : écrire", "pdf") == (
        "attachment; filename=\"l-ete-ecrire.pdf\"; filename*=UTF-8''L%E2%80%99%C3%A9t%C3%A9%20%C3%A9crire.pdf"
    )


def test_a_title_cannot_add_a_header():
    assert "\n" not in disposition('x"\r\nSet-Cookie: a=b', "pdf")
    assert disposition('x"\r\nSet-Cookie: a=b', "pdf").count('"') == 2
