"""YAML in and out: what is written reads back, with our reader and with any other; what is hostile is refused."""

import random
import time

import pytest
import yaml

from core.content.errors import At, Faults
from core.content.yaml_reader import Fields, Items, Node, Scalar, read_yaml
from core.content.yaml_writer import write_yaml

ALPHABET = "aé '\"«»:#-?!,[]{}|>&*%@`~\n\\/0123.oOnN=<\t\u00a0\u202f’…\x07\x85\u2028\ufeff😀"
WORDS = [
    "oui",
    "no",
    "null",
    "~",
    "12",
    "1.5",
    "12:30",
    "2026-11-21",
    "03/05/1980",
    "- a",
    "? b",
    "a: b",
    "a #b",
    "@",
    "...",
    "---",
    ":::",
]


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_line, value) in node.entries.items()}


def read(text: str) -> tuple[Node | None, list[str]]:
    faults = Faults("f.md")
    return read_yaml(text, 1, faults, At(1, ("fiche",))), [str(error) for error in faults.errors]


def some_text(random_: random.Random) -> str:
    if random_.random() < 0.3:
        return random_.choice(WORDS)
    return "".join(random_.choice(ALPHABET) for _ in range(random_.randint(0, 25))).strip("\n")


def some_value(random_: random.Random, depth: int = 0) -> object:
    kind = random_.random()
    if depth < 3 and kind < 0.2:
        return [some_value(random_, depth + 1) for _ in range(random_.randint(0, 4))]
    if depth < 3 and kind < 0.4:
        return {f"cle_{n}": some_value(random_, depth + 1) for n in range(random_.randint(1, 4))}
    return some_text(random_)


def test_what_is_written_reads_back_the_same_and_is_written_the_same_again():
    random_ = random.Random(2026)
    for _ in range(1500):
        value = {f"cle_{n}": some_value(random_) for n in range(random_.randint(1, 5))}
        text = write_yaml(value)
        node, errors = read(text)
        assert errors == [], text
        assert plain(node) == value, text
        assert write_yaml(plain(node)) == text


def test_any_yaml_parser_reads_the_same_texts():
    random_ = random.Random(7)
    for _ in range(300):
        value = {f"cle_{n}": some_text(random_) for n in range(4)}
        read_elsewhere = yaml.safe_load(write_yaml(value))
        assert {key: text.rstrip("\n") for key, text in read_elsewhere.items()} == value


def test_it_is_written_as_a_person_would():
    assert (
        write_yaml(
            {
                "titre": "L'adresse : où ?",
                "resume": "C'est « l'adresse », en haut.",
                "minutes": 12,
                "mots_cles": ["adresse", "site officiel", "a, b"],
                "texte": "Bonjour,\n\nvoici.",
                "choix": [{"texte": "Oui", "juste": "oui"}, {"texte": "12"}],
                "vide": [],
            }
        )
        == """titre: L'adresse : où ?
resume: C'est « l'adresse », en haut.
minutes: 12
mots_cles: [adresse, site officiel, "a, b"]
texte: |
  Bonjour,

  voici.
choix:
  - texte: Oui
    juste: oui
  - texte: "12"
vide: []
""".replace("L'adresse : où ?", '"L\'adresse : où ?"')
    )


def test_nothing_is_guessed_from_a_text():
    node, _errors = read("a: oui\nb: 012\nc: 03/05/1980\nd: 2026-11-21\ne: yes\nf:\ng: ~")
    assert plain(node) == {"a": "oui", "b": "012", "c": "03/05/1980", "d": "2026-11-21", "e": "yes", "f": "", "g": ""}


def test_lines_are_those_of_the_file():
    node = read_yaml("a: 1\nb:\n  - c: 2\n    d: 3", 10, Faults("f.md"), At(10))
    assert isinstance(node, Fields)
    line, items = node.entries["b"]
    assert line == 11
    assert items.items[0].entries["d"][0] == 13


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x [1]\nb: *x", "sans ancre"),
        ("a: *x", "sans ancre"),
        ("a: !!python/object/apply:os.system ['ls']", "sans étiquette"),
        ("a: !!str 1", "sans étiquette"),
        ("a: 1\na: 2", "une seule fois"),
        ("? [a]\n: 1", "un nom de champ"),
        ("a: {1}", "nom de champ"),
        ("a: " + "[" * 40 + "]" * 40, "moins de niveaux"),
        ("a: [" + "b," * 30_000 + "]", "plus court"),
        ("a: " + "b" * 30_000, "20000 caractères au plus"),
        ('a: "\\0"', "caractère invisible"),
        ('a: "\\ud800"', ""),
        ("a: b: c", "des guillemets"),
        ("a: 'b", "guillemet"),
        ("a: 1\n--- \nb: 2", "un seul document"),
        ("a:\n  - b\n - c", "retrait"),
        ("a: @b", "guillemets"),
        ("a:\n\t- b", "tabulations"),
    ],
)
def test_what_is_hostile_or_broken_is_refused_with_a_sentence(text: str, expected: str):
    node, errors = read(text)
    if text == "a: {1}":
        # Valid YAML (a mapping without a value), refused by the field that wants a text.
        assert isinstance(node, Fields)
        return
    assert node is None
    assert len(errors) == 1
    assert expected in errors[0]


def test_a_bomb_is_refused_at_once():
    start = time.perf_counter()
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"] + [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    assert read("\n".join(lines))[0] is None
    assert read("[" * 200_000)[0] is None
    assert read("{a: " * 100_000)[0] is None
    assert time.perf_counter() - start < 2
