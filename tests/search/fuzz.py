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

KEYS = [
    "inconnu",
    "type[]",
    "q[]",
    "",
    "PAGE",
    "page\x00",
    "truc",
    "csrfmiddlewaretoken",
    "fields",
    "offset",
    "__proto__",
]
VALUES = [
    "module", "mot", "seance", "lieu", "fr", "en", "zz", "debutant", "expert", "10-minutes", "digcomp-3.0:1.1", "digcomp-3.0:",
    "apprenants", "cc-by-sa-4-0", "titre", "recent", "duree", "0", "-1", "2", "500", "501", "99999999999999999999", "1e9", "0x10", "NaN",
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
    """The ends of addresses: a question, facets with values that exist or not, pages and sorts that make no sense, keys that
    come twice or that nobody knows; now and then bytes that are no text."""
    random = Random(seed)
    for typed in questions(number, seed):
        pairs = [("q", typed)] if random.random() < 0.9 else []
        for _pair in range(random.randrange(6)):
            key = random.choice([*FACETS, "page", "tri", "q", random.choice(KEYS), random.choice(HOSTILE)])
            pairs.append((key, random.choice(VALUES) if random.random() < 0.6 else random.choice(HOSTILE)))
        random.shuffle(pairs)
        query = urlencode(pairs, errors="surrogatepass")
        yield _broken(query, random) if random.random() < 0.15 else query


def _broken(query: str, random: Random) -> str:
    """An address that no browser writes: bytes cut in two, signs that stand bare, a key without a value, thousands of keys."""
    place = random.randrange(len(query) + 1)
    piece = random.choice(
        ["%", "%f", "%ff", "%c3", "%00", "%ed%a0%80", "&&&", "=", "&q", "q=;q=", "\xe9", "\xff\xfe", "+" * 50]
    )
    if random.random() < 0.1:
        piece = "&".join(f"type={number}" for number in range(900))
    return query[:place] + piece + query[place:]
