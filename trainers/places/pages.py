"""`/lieux/`: the directory, and a page for each place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.blocks.markdown import MarkdownBlock
from core.content import Stream
from core.fields import BodyField
from core.findable import site_page
from core.middleware import true_for
from core.models import BasePage, OneALanguage
from trainers.places.departments import departments
from trainers.places.exporting import FORMATS
from trainers.places.forms import SearchForm
from trainers.places.maps import draw
from trainers.places.models import Place
from trainers.places.questions import Question, has_blanks, is_worth_keeping, read
from trainers.places.searching import Results, search
from trainers.places.shared import shared_plans
from trainers.places.showing import PlaceReading, cards, everything_that_narrows, seconds_true


class PlacesPage(OneALanguage, RoutablePageMixin, BasePage):
    """The list, its map, and one address below it for each place."""

    body = BodyField([("text", MarkdownBlock())], verbose_name=_("introduction"), blank=True)

    page_description = _("L’annuaire des lieux où l’on apprend avec quelqu’un. Une page par langue.")
    text_type = "lieux"
    text_body = Stream("body")
    findable = site_page(text=("body",))
    max_count_per_parent = 1
    subpage_types: list[str] = []
    template = "trainers/places/places.html"
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("annuaire des lieux")
        verbose_name_plural = _("annuaires des lieux")

    def place_url(self, place: Place, request: HttpRequest | None = None) -> str:
        return f"{self.get_url(request)}{place.slug}/"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"base_url": self.get_url(request)}

    @path("")
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The places that answer the question of the address, the nearest first when it names a point."""
        question = read(request.GET)
        if has_blanks(request.GET):
            return HttpResponseRedirect(f"{self.get_url(request)}{question.query()}")
        now = timezone.localtime()
        results = search(question, now, request.GET.get("page", "1"))
        response = self.render(request, context_overrides=self._list(request, results, now))
        if not request.GET or is_worth_keeping(request.GET, question, results.shown.paginator.num_pages):
            request.query_is_known = True  # type: ignore[attr-defined]
        else:
            # There are as many addresses as questions, and a position is nobody else's business.
            response.headers["Cache-Control"] = "no-store"
            response.headers["X-Robots-Tag"] = "noindex"
        shown = response.context_data["cards"]  # type: ignore[attr-defined]
        return true_for(response, seconds_true([(card.place, card.status) for card in shown], now))

    def _list(self, request: HttpRequest, results: Results, now: datetime) -> dict[str, Any]:
        base_url, question = self.get_url(request), results.question
        counts = results.by_department() if question.narrows_nothing else Place.objects.listed().by_department()
        lines = cards(results, now, base_url)
        # From a map, a département is a new question: what was typed about a town no longer holds.
        elsewhere = replace(question, town="", radius=None, position=None)
        return {
            "question": question,
            "form": SearchForm(question, results.town, counts),
            "results": results,
            "cards": lines,
            "choices": list(question.choices()),
            "pages": _pages(question, results),
            "map": draw(
                (candidate.position for candidate in results.candidates),
                counts,
                lambda code: replace(elsewhere, department=code).query(),
                department=question.department,
                around=results.around,
                pins=[(card.place.position, card.url, f"{card.number}. {card.place.name}") for card in lines],
            ),
            "whole_query": replace(elsewhere, department="").query(),
            "department": departments().get(question.department),
            "others": [(town.label, replace(question, town=town.label).query()) for town in results.found.others],
            "town_query": Question(town=results.town.label).query() if results.town else "",
        }

    @path("donnees/<str:name>/", name="data")
    def data(self, request: HttpRequest, name: str) -> HttpResponse:
        """The public directory as a file of the national standard."""
        if name not in FORMATS:
            raise Http404
        write, kind = FORMATS[name]
        places = Place.objects.listed().order_by("standard_id")
        headers = {"Content-Disposition": f'attachment; filename="lieux.{name}"', "X-Robots-Tag": "noindex"}
        return HttpResponse(write(places), content_type=kind, headers=headers)

    @path("<slug:slug>/", name="place")
    def place(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One place: when it is open, how to go there, what it offers."""
        place = get_object_or_404(Place, slug=slug)
        now = timezone.localtime()
        reading = PlaceReading(place, now)
        context = {
            "place": place,
            "reading": reading,
            "status": reading.status,
            "lists": [(title, values) for title, values in everything_that_narrows(place) if values],
            "map": draw([], {}, lambda code: "", department=place.department, pins=[(place.position, "", place.name)]),
            "plans": shared_plans(place, self.locale_id),
            "structured": reading.structured_data(f"{self.get_full_url(request)}{slug}/"),
            "near_query": Question(department=place.department).query(),
        }
        response = self.render(request, template="trainers/places/place.html", context_overrides=context)
        return true_for(response, seconds_true([(place, reading.status)], now))


def _pages(question: Question, results: Results) -> dict[str, Any]:
    """The way through the list, with the question kept in each address."""
    shown = results.shown
    return {
        "number": shown.number,
        "count": shown.paginator.num_pages,
        "previous": (question.query(shown.number - 1) or "?") if shown.has_previous() else "",
        "next": question.query(shown.number + 1) if shown.has_next() else "",
    }
