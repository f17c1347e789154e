"""Questions that nobody sane would ask, the same ones for the same seed."""

from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

from search.question import FACETS

SPOKEN = """
    mot passe mots de le la travail emploi caf imprimante téléphone fichier aide numérique France connexion où à l'école
    aujourd'hui porte-clés e-mail courriel
"""
WORDS = SPOKEN.split()
HOSTILE = [
    '"', "'", '""', "a\"b", "' OR 1=1 --", "'; DROP TABLE search_searchdocument; --", "\x00", "a\x00b", "%", "%s", "%(a)s", "\\",
    "AND", "OR", "NOT", "NEAR(a b)", "a AND", "NOT a", "a*", "*", "^a", "title_stems:a", "{a b}:c", "(a", "a)", "((((", "a:b",
    "a & b", "a | !b", "a <-> b", "a:*", "&", "!", "<->", "+a -b", "a~2", "[a TO b]", "/a.*/", "{!x}", "_exists_:a", "a^3", "\\u0000",
    "😀", "👩‍👩‍👧", "🇫🇷", "é̀́", "\u202e", "\ufeff", "\u2028", "ﷺ", "ß", "İ", "ﬁ", "½", "²", "١٢٣", "中文", "𝕬", "\ud7ff",
    "<script>", "&amp;",
    "../../etc/passwd", "-1", "1e309", "9" * 60, "a" * 500, "a-" * 100, "'" * 100, "l'" * 60, "«»", "…", "\t\n\r", "--", "/*", "*/",
]  # fmt: skip


def questions(number: int, seed: int = 1) -> Iterator[str]:
    """Words of the site, mistyped or not, between pieces of every query language; now and then 500 of them."""
    random = Random(seed)
    for _number in range(number):
        length = random.choice((1, 1, 2, 3, 5, 8, 500))
        pieces = [random.choice(HOSTILE) if random.random() < 0.5 else _mistyped(random) for _piece in range(length)]
        yield random.choice((" ", "", "  ")).join(pieces)


def _mistyped(random: Random) -> str:
    word = random.choice(WORDS)
    place = random.randrange(len(word))
    kind = random.randrange(5)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + random.choice("abcdeéhstz'") + word[place:]
    if kind == 2:
        return word.upper()
    return word


def queries(number: int, seed: int = 1) -> Iterator[str]:
    """The ends of addresses: a question, facets with values that exist or not, pages and sorts that make no sense."""
    random = Random(seed)
    for typed in questions(number, seed):
        pairs = [("q", typed)]
        for _pair in range(random.randrange(5)):
            key = random.choice([*FACETS, "page", "tri", "q", "inconnu", random.choice(HOSTILE)])
            value = random.choice(
                ["module", "fr", "en", "debutant", "10-minutes", "0", "99999999999999999999", *HOSTILE]
            )
            pairs.append((key, value))
        yield urlencode(pairs, errors="surrogatepass")
