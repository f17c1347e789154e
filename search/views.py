"""`/recherche/`: everything that is published, found by words and by facets."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.middleware import mark_public
from core.security import plain_error
from search import address, landmarks, ways_on
from search.demand import AnsweredFirst, to_count
from search.engines import engine
from search.engines.base import EngineError
from search.finding import Found, find
from search.labels import SORTS, WITHOUT_WORDS, kinds
from search.models import SearchDocument
from search.question import FACETS, Question

logger = logging.getLogger(__name__)

SUGGESTIONS = 8
# What is typed in a box before a list may help.
SHORTEST = 2


def _language() -> str:
    return (get_language() or "fr")[:2]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Every address is a valid page; what it says without meaning is left aside."""
    try:
        found = find(address.read(request.GET, _language()))
    except EngineError:
        return _no_answer(request)
    base = reverse("search")
    html = render_to_string("search/search.html", _context(request, found, base), request)
    count = None if found.total else _to_count(request, found)
    response = AnsweredFirst(html, then=count) if count else HttpResponse(html)
    # htmx shows this address, whatever the form sent.
    response.headers["HX-Push-Url"] = f"{base}{found.query}"
    if request.get_full_path() == f"{base}{found.query}" and _is_common(found.question):
        request.query_is_known = True  # type: ignore[attr-defined]
    return mark_public(response)


def _no_answer(request: HttpRequest) -> HttpResponse:
    logger.exception("No engine answered.")
    return plain_error(request, 503, _("La recherche ne répond pas"), _("Réessayez dans un moment."))


@require_safe
def choices(request: HttpRequest, facet: str) -> HttpResponse:
    """Every value of a facet, for the question of the address: what the column of the results has no room for."""
    if facet not in FACETS:
        raise Http404
    try:
        found = find(address.read(request.GET, _language()))
    except EngineError:
        return _no_answer(request)
    context = {
        "box": found.whole_box(facet),
        "base": reverse("search"),
        "query": found.query,
        "question": found.question,
        "kept": address.pairs(address.without_facet(found.question, facet)),
    }
    return mark_public(render(request, "search/choices.html", context))


def _to_count(request: HttpRequest, found: Found) -> Callable[[], None] | None:
    """Only first pages without choices: what people wanted, not what they filtered away."""
    question = found.question
    if question.chosen or question.page > 1:
        return None
    return to_count(request, question.typed, question.language)


def _context(request: HttpRequest, found: Found, base: str) -> dict[str, Any]:
    question = found.question
    asked = bool(question.typed or question.chosen)
    context = {
        "found": found,
        "question": question,
        "base": base,
        "canonical": request.build_absolute_uri(f"{base}{found.query}"),
        "host": request.build_absolute_uri("/").rstrip("/"),
        "sorts": SORTS if question.typed else WITHOUT_WORDS,
        "has_query": bool(request.GET),
        "examples": [] if question.typed else ways_on.examples(found),
        "ways": None,
        "frameworks": landmarks.frameworks(question.language) if found.answers.competence else "",
    }
    if not found.total and asked:
        context["ways"] = ways_on.after_nothing(found, _language())
    return context


def _is_common(question: Question) -> bool:
    """Whether the page is worth keeping. There are as many such questions as values of facets; words are endless."""
    chosen = sum(len(values) for values in question.chosen.values())
    return not question.typed and chosen <= 1 and question.page == 1 and question.sort == Question.sort


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """The titles that begin as what is typed, for `static/js/search-box.js`."""
    typed = address.clean(request.GET.get(address.TYPED, ""))
    language = _language()
    found: list[SearchDocument] = []
    if len(typed) >= SHORTEST:
        try:
            found = SearchDocument.objects.in_order(engine().suggest(typed, language, SUGGESTIONS))
        except EngineError:
            found = []
    called = kinds()
    rows = [{"title": d.title, "kind": str(called[d.kind][0]) if d.kind in called else "", "url": d.url} for d in found]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    # Two letters are asked for by everybody; there are few of them.
    plain = len(typed) == SHORTEST and typed.isascii() and typed.isalpha() and typed == typed.lower()
    if request.get_full_path() == f"{request.path}{address.asking(typed)}" and plain:
        request.query_is_known = True  # type: ignore[attr-defined]
    response.headers["X-Robots-Tag"] = "noindex"
    return mark_public(response)  # type: ignore[return-value]
