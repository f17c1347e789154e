"""The words of the pages, as `SearchWord` counts them: what is typed is compared with them."""

from search.models import SearchWord
from search.words import fold_word, split

# Ways of going on with the start of a word: more would only bring rarer ones.
COMPLETIONS = 40


def completions(start: str, language: str) -> list[list[str]]:
    """For each word of `start`, stems of words of the pages: the word itself, or for the last, those that begin so."""
    typed = [fold_word(word) for word, _s, _e in split(start)][:8]
    if not typed:
        return []
    *whole, last = typed
    known = SearchWord.objects.filter(language=language[:2])
    rows = known.filter(folded__in=whole).values_list("folded", "stem")
    stems: dict[str, list[str]] = {}
    for folded, stem in rows.order_by("folded", "stem"):
        stems.setdefault(folded, []).append(stem)
    begun = known.filter(folded__startswith=last).order_by("-documents", "word").values_list("stem", flat=True)
    # A word that the pages do not have is one of those that are not kept, or is still to be corrected.
    found = [list(dict.fromkeys(stems[word])) for word in whole if word in stems]
    return [*found, list(dict.fromkeys(begun[:COMPLETIONS]))]
