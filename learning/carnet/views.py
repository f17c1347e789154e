"""The carnet's addresses: personal, so never kept by a cache nor listed by a search engine."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.security import plain_error, same_origin_required
from learning.carnet import export, limits, store
from learning.carnet.card import qr_code
from learning.carnet.forms import FileForm, WordsForm
from learning.carnet.models import Carnet
from learning.carnet.outlines import modules_by_key
from learning.carnet.progress import ModuleProgress
from learning.carnet.summary import progress_of, summary_of

P = ParamSpec("P")
MAX_PAGES = 100
MAX_UPLOAD = export.MAX_BYTES + 10_000
# Not "cache": what our caches keep is public, and emptying them takes some browsers minutes.
CLEAR = '"cookies", "storage"'


def personal(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """What every address here has in common."""
    checked = same_origin_required(view)

    @wraps(checked)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = checked(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answered


def with_carnet(view: Callable[[HttpRequest, Carnet], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give the open carnet to `view`; without one, the carnet's page says how to start."""

    @wraps(view)
    def found(request: HttpRequest) -> HttpResponse:
        carnet = store.current(request)
        return view(request, carnet) if carnet else redirect("carnet")

    return found


def _page(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    home = "/" if get_language() == settings.LANGUAGE_CODE else f"/{get_language()}/"
    return render(request, f"learning/carnet/{name}.html", context | {"home_url": home}, status=status)


def _too_many(request: HttpRequest) -> HttpResponse:
    return plain_error(
        request,
        429,
        _("Attendez un peu"),
        _("Il y a eu beaucoup d’essais. Réessayez dans une heure, ou demandez de l’aide sur place."),
    )


@personal
@require_safe
def carnet(request: HttpRequest) -> HttpResponse:
    """What is done, what is next, and the three words; or how to start."""
    mine = store.current(request)
    if mine is None:
        return _page(request, "empty", form=WordsForm())
    return _page(request, "carnet", summary=summary_of(mine, request))


@personal
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The progress in the modules that a page shows, for `static/js/progress.js`. Nothing without a carnet."""
    keys = {key for text in request.GET.getlist("pages")[:MAX_PAGES] if (key := _uuid(text))}
    mine = store.current(request) if keys else None
    if mine is None:
        return JsonResponse({})
    return JsonResponse(
        {
            str(key): {
                "done": module.done,
                "total": module.total,
                "steps": list(module.steps),
                "finished": module.finished,
                "text": _state(module),
            }
            for key, module in progress_of(mine, keys).items()
        }
    )


def _state(module: ModuleProgress) -> str:
    if module.finished:
        return _("Terminé")
    return _("%(done)d sur %(total)d faits") % {"done": module.done, "total": module.total}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Open a carnet with its three words."""
    before = store.current(request)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, "find", form=form, before=before)
    source = limits.source_of(request)
    if limits.MISSES.reached(source):
        return _too_many(request)
    if form.is_valid():
        if found := store.find(form.cleaned_data["mots"]):
            if before and before != found and form.cleaned_data["ajouter"]:
                store.pour(before, found)
            store.enter(request, found)
            return redirect("carnet")
        limits.MISSES.count(source)
        form.add_error("mots", _("Nous ne trouvons pas ce carnet. Vérifiez les mots et leur ordre."))
    return _page(request, "find", form=form, before=before)


@personal
@require_safe
@with_carnet
def card(request: HttpRequest, mine: Carnet) -> HttpResponse:
    """A card to print, with the words and a square code."""
    words = store.words_of(mine)
    address = request.build_absolute_uri(reverse("carnet_find"))
    code = qr_code(address, words) if words else ""
    # People type an address without its scheme, and a short line breaks less.
    return _page(request, "card", words=words, address=address.partition("://")[2], code=code)


@personal
@require_safe
@with_carnet
def export_file(request: HttpRequest, mine: Carnet) -> HttpResponse:
    """Everything in the carnet, as a file."""
    tries = store.tries_of(mine)
    titles = {key: page.title for key, page in modules_by_key({attempt.page_key for attempt in tries}).items()}
    now = timezone.now()
    response = JsonResponse(
        export.to_document(tries, titles, now), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    name = f"carnet-{timezone.localdate(now).isoformat()}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Add the content of such a file to the open carnet, or to a new one."""
    if request.method != "POST":
        return _page(request, "import", form=FileForm())
    source = limits.source_of(request)
    if limits.IMPORTS.reached(source):
        return _too_many(request)
    limits.IMPORTS.count(source)
    if _declared_size(request) > MAX_UPLOAD:
        return plain_error(
            request, 413, _("Ce fichier est trop grand"), _("Choisissez celui que vous avez enregistré ici.")
        )
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, "import", form=form, status=400)
    try:
        return _imported(request, form.cleaned_data["fichier"])
    except store.TooMany:
        return _too_many(request)


def _declared_size(request: HttpRequest) -> float:
    """What the browser says that it sends, in bytes; infinite when that is not a number."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else float("inf")


def _imported(request: HttpRequest, imported: export.Imported) -> HttpResponse:
    mine = store.current(request) or (store.open_new(request) if imported.tries else None)
    added, no_room = store.add_tries(mine, imported.tries) if mine else (0, 0)
    keys = {attempt.page_key for attempt in imported.tries}
    return _page(
        request,
        "imported",
        added=added,
        no_room=no_room,
        already=len(imported.tries) - added - no_room,
        ignored=imported.ignored,
        unknown=len(keys - modules_by_key(keys).keys()),
    )


@personal
@require_safe
@with_carnet
def print_page(request: HttpRequest, mine: Carnet) -> HttpResponse:
    """« Mes compétences »: the skills and their proofs, on paper."""
    return _page(request, "print", summary=summary_of(mine, request), today=timezone.localdate())


@personal
@require_http_methods(["GET", "HEAD", "POST"])
@with_carnet
def erase(request: HttpRequest, mine: Carnet) -> HttpResponse:
    """Erase the carnet for ever, after a question."""
    if request.method != "POST":
        return _page(request, "erase", count=mine.attempts.count())
    store.erase(request, mine)
    return _cleared(_page(request, "done", erased=True))


@personal
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """« J’ai fini »: nothing stays on this device, not even the mediator who had signed in to help."""
    words = store.leave(request)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    return _cleared(_page(request, "done", words=words))


def _cleared(response: HttpResponse) -> HttpResponse:
    response.headers["Clear-Site-Data"] = CLEAR
    return response
