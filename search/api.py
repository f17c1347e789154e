"""`/api/v1/`: the search for machines. Open data: readable from any site, for a fair number of questions a minute.

The same addresses as the page, but strict: a program is told of its mistakes, a person is not.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from core.cache import content_version
from core.middleware import mark_public
from learning.carnet.limits import Limit, source_of
from search import address
from search.boxes import Box, Option
from search.engines.base import EngineError, Piece
from search.facets import level_value
from search.finding import Card, Found, find
from search.openapi import PROBLEM, document, parameters

# One program that reads everything, page after page, needs no more.
QUESTIONS = Limit("api-search", per_source=120, overall=3000, seconds=60)
METHODS = "GET, HEAD, OPTIONS"
# For how long an answer may be used without asking whether it changed, in seconds.
FRESH = 60

View = Callable[[HttpRequest], HttpResponse]


def open_to_all(view: View) -> View:
    """Readable by the scripts of any site, for reading only."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        elif request.method in {"GET", "HEAD"}:
            response = view(request)
        else:
            response = problem(405, _("Cette adresse se lit seulement."))
        response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered


def problem(status: int, detail: str, errors: Iterable[dict[str, str]] = ()) -> JsonResponse:
    """What went wrong, for a program and for who wrote it. Source of the form: RFC 9457."""
    data = {"type": "about:blank", "status": status, "title": PROBLEM[status], "detail": detail}
    if listed := list(errors):
        data["erreurs"] = listed
    return _json(data, status=status, content_type="application/problem+json", headers={"Cache-Control": "no-store"})


def _json(data: Any, **options: Any) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False}, **options)


@open_to_all
def search(request: HttpRequest) -> HttpResponse:
    """One page of results, with the counts of every facet."""
    source = source_of(request)
    if QUESTIONS.reached(source):
        refused = problem(429, _("Il y a eu trop de questions. Réessayez dans une minute."))
        refused.headers["Retry-After"] = str(QUESTIONS.seconds)
        return refused
    QUESTIONS.count(source)
    unknown = [{"parametre": key, "detail": _("Paramètre inconnu.")} for key in request.GET if key not in address.KEYS]
    read = address.read(request.GET, "fr")
    if unknown or read.ignored:
        return _refused([*unknown, *_errors(read.ignored)])
    etag = _etag(address.write(read.question))
    response = get_conditional_response(request, etag=etag) or _found(request, read)
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    return response


def _etag(query: str) -> str:
    """The same as long as nothing is published: known before anything is searched."""
    return f'"{content_version()}-{hashlib.sha256(query.encode()).hexdigest()[:16]}"'


def _found(request: HttpRequest, read: address.Read) -> HttpResponse:
    with translation.override(read.question.language):
        try:
            found = find(read)
        except EngineError:
            return problem(503, _("La recherche ne répond pas. Réessayez dans un moment."))
        if found.ignored:
            return _refused(_errors(found.ignored))
        return _json(as_data(found, request.build_absolute_uri))


def _refused(errors: list[dict[str, str]]) -> JsonResponse:
    return problem(400, _("Une partie de la question ne se comprend pas."), errors)


def _errors(ignored: Iterable[address.Ignored]) -> list[dict[str, str]]:
    sentence = _("Cette valeur n’existe pas, ou plus.")
    return [{"parametre": one.key, "valeur": one.value[:120], "detail": sentence} for one in ignored]


def as_data(found: Found, full: Callable[[str], str]) -> dict[str, Any]:
    """The answer; `full` makes a full address of one of ours."""
    question = found.question

    def link(query: str) -> str | None:
        return full(f"{reverse('api_search')}{query}") if query else None

    return {
        "question": {
            "q": question.typed,
            **{key: sorted(values) for key, values in question.chosen.items()},
            "tri": question.sort,
            "page": question.page,
        },
        "total": found.total,
        "pages": found.pages,
        "par_page": question.size,
        "resultats": [_result(card, full) for card in found.cards],
        "facettes": [_facet(box) for box in found.whole_boxes],
        "compris": found.understood.corrected or None,
        "suggestions": list(found.results.suggestions),
        "liens": {
            "soi": link(found.query or "?"),
            "precedente": link(found.previous_query),
            "suivante": link(found.next_query),
        },
    }


def _result(card: Card, full: Callable[[str], str]) -> dict[str, Any]:
    document = card.document
    return {
        "titre": document.title,
        "adresse": full(document.url),
        "type": document.kind,
        "langue": document.language,
        "resume": document.summary,
        "extrait": _plain(card.extract),
        "minutes": document.minutes,
        "niveau": level_value(document.level) or None,
        "licence": document.licence or None,
        "publie_le": document.published_at.isoformat() if document.published_at else None,
    }


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _facet(box: Box) -> dict[str, Any]:
    return {"cle": box.key, "nom": box.title, "valeurs": [_value(option) for option in box.options]}


def _value(option: Option) -> dict[str, Any]:
    data: dict[str, Any] = {
        "valeur": option.value,
        "nom": option.name,
        "nombre": option.count,
        "choisie": option.checked,
    }
    return data | ({"valeurs": [_value(child) for child in option.children]} if option.children else {})


@open_to_all
def openapi(request: HttpRequest) -> HttpResponse:
    """The description that programs read."""
    return mark_public(_json(document(request.build_absolute_uri("/"))))


@open_to_all
def guide(request: HttpRequest) -> HttpResponse:
    """The description that people read, made from the same words."""
    context = {
        "parameters": parameters(),
        "search_url": request.build_absolute_uri(reverse("api_search")),
        "openapi_url": request.build_absolute_uri(reverse("api_openapi")),
        "per_minute": QUESTIONS.per_source,
    }
    return mark_public(render(request, "search/api.html", context))


urlpatterns: list[URLPattern] = [
    path("openapi.json", openapi, name="api_openapi"),
    path("recherche/", search, name="api_search"),
]
