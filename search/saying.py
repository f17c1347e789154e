"""Which pages say words, without ranking: for lists that have filters and an order of their own."""

from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Length, Replace, Substr

from search.models import SearchDocument
from search.question import MAX_WORDS
from search.words import fold_word, stem, words


def pages_saying(typed: str, language: str) -> QuerySet[Any, Any]:
    """The pages of a language whose title, keywords or summary have every word of `typed`; case, accents and endings aside.

    The beginning of a word is enough. A query of their numbers, to be put in another one. Not the whole text: a list would
    hardly be narrowed.
    """
    # The words of the body begin with those of the summary, about as long as it is.
    summary = Substr(F("body_words"), 1, Length("summary"), output_field=TextField())
    titles = Replace(F("title_stems"), Value("\n"), Value(" "), output_field=TextField())
    said = Concat(Value(" "), titles, Value(" "), summary, output_field=TextField())
    found = SearchDocument.objects.filter(language=language).annotate(said=said)
    for word in words(typed, language)[:MAX_WORDS]:
        found = found.filter(Q(said__contains=f" {stem(word, language)}") | Q(said__contains=f" {fold_word(word)}"))
    return found.order_by().values("page_id")
