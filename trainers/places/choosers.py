"""Choosing a place in the admin: a list with a search, since a directory may hold tens of thousands."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from trainers.places.models import Place
from trainers.places.text import folded


class PlaceFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Nom du lieu ou commune"), widget=forms.TextInput(attrs={"placeholder": _("Chercher")}), required=False
    )

    def filter(self, objects: QuerySet[Place]) -> QuerySet[Place]:
        """Accents, capitals and hyphens do not count; the beginning of a word is enough."""
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        for word in folded(self.search_query or "").split():
            objects = objects.filter(found_by__contains=f" {word}")
        return objects


class _ChoosePlace:
    filter_form_class = PlaceFilterForm

    def get_object_list(self) -> QuerySet[Place]:
        return Place.objects.listed().defer("presentation", "extra").order_by("name", "pk")

    @property
    def columns(self) -> list[Column]:
        more = [Column("address", label=_("Adresse")), Column("department_name", label=_("Département"))]
        return [*super().columns, *more]  # type: ignore[misc]


class ChoosePlaceView(_ChoosePlace, ChooseView):
    pass


class ChoosePlaceResultsView(_ChoosePlace, ChooseResultsView):
    pass


class PlaceChooserViewSet(ChooserViewSet):
    model: Any = Place
    icon = "site"
    choose_one_text = _("Choisir un lieu")
    choose_another_text = _("Changer de lieu")
    edit_item_text = _("Modifier ce lieu")
    choose_view_class = ChoosePlaceView
    choose_results_view_class = ChoosePlaceResultsView
    per_page = 50


place_chooser = PlaceChooserViewSet("place_chooser", url_prefix="lieux/choisir")
