"""Places in the admin: a list that shows what to check, and a form that follows the standard."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from trainers.places.departments import departments
from trainers.places.models import Place


def can_import(user: Any) -> bool:
    return user.has_perms(["trainers.add_place", "trainers.change_place"])


class PlaceFilterSet(WagtailFilterSet):
    to_check = django_filters.ChoiceFilter(
        label=gettext_lazy("À vérifier"),
        method="filter_to_check",
        choices=[
            ("stale", gettext_lazy("pas de mise à jour depuis un an")),
            ("missing", gettext_lazy("disparu de sa liste")),
            ("no_hours", gettext_lazy("sans horaires")),
            ("no_position", gettext_lazy("sans position sur la carte")),
        ],
    )
    department = django_filters.ChoiceFilter(
        label=gettext_lazy("Département"), choices=lambda: [(code, d.label) for code, d in departments().items()]
    )

    class Meta:
        model = Place
        fields: list[str] = []

    def filter_to_check(self, places: Any, name: str, value: str) -> QuerySet[Place]:
        if value == "stale":
            return places.stale(timezone.localdate())
        narrowed: dict[str, dict[str, Any]] = {
            "missing": {"missing_since__isnull": False},
            "no_hours": {"hours": ""},
            "no_position": {"latitude": None},
        }
        return places.filter(**narrowed[value])


class StateColumn(Column):
    """What a visitor is warned of, and what is hidden from visitors."""

    def get_value(self, instance: Place) -> str:
        return ", ".join(states(instance))


def states(place: Place) -> list[str]:
    found = []
    if place.missing_since:
        found.append(_("disparu de sa liste"))
    if place.is_stale(timezone.localdate()):
        found.append(_("à mettre à jour"))
    if place.hides_contact:
        found.append(_("coordonnées cachées"))
    return found


class PlaceIndexView(IndexView):
    add_item_label = gettext_lazy("Ajouter un lieu")

    @cached_property
    def header_buttons(self) -> list[Button]:
        buttons = super().header_buttons
        if can_import(self.request.user):
            url = reverse("import_places")
            buttons.append(HeaderButton(_("Importer une liste"), url=url, icon_name="upload", priority=20))
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        if can_import(self.request.user):
            url = reverse("export_places")
            buttons.append(Button(_("Tout exporter (CSV du standard)"), url=url, icon_name="download", priority=90))
        return buttons


class PlaceViewSet(ModelViewSet):
    model = Place
    icon = "site"
    menu_label = gettext_lazy("Lieux")
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = PlaceIndexView
    filterset_class = PlaceFilterSet
    search_fields = ["name", "town", "postcode", "standard_id"]
    ordering = ["name", "pk"]
    list_display = [
        "name",
        Column("town", label=gettext_lazy("Commune"), sort_key="town"),
        Column("department_name", label=gettext_lazy("Département"), sort_key="department"),
        Column("updated_on", label=gettext_lazy("Mise à jour"), sort_key="updated_on"),
        StateColumn("state", label=gettext_lazy("À savoir")),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("standard_id"), FieldPanel("pivot")]),
                    FieldPanel("summary"),
                    FieldPanel("presentation"),
                    FieldRowPanel([FieldPanel("kinds"), FieldPanel("mobility")]),
                    FieldPanel("parent"),
                ],
                heading=gettext_lazy("Le lieu"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("address"),
                    FieldPanel("address_extra"),
                    FieldRowPanel([FieldPanel("postcode"), FieldPanel("town"), FieldPanel("insee_code")]),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    FieldPanel("accessibility_url"),
                ],
                heading=gettext_lazy("Adresse"),
            ),
            MultiFieldPanel(
                [FieldPanel("hours"), FieldPanel("access"), FieldPanel("booking_url")],
                heading=gettext_lazy("Horaires et accueil"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("emails")]),
                    FieldPanel("websites"),
                    FieldPanel("publishes_contact"),
                ],
                heading=gettext_lazy("Contact"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("services"),
                    FieldPanel("support"),
                    FieldPanel("fees"),
                    FieldPanel("audiences"),
                    FieldPanel("special_care"),
                ],
                heading=gettext_lazy("Ce qu’on y trouve"),
            ),
            MultiFieldPanel(
                [FieldPanel("programmes"), FieldPanel("labels"), FieldPanel("other_labels")],
                heading=gettext_lazy("Dispositifs et labels"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("updated_on"), FieldPanel("source")])], heading=gettext_lazy("Mise à jour")
            ),
        ]
    )


place_viewset = PlaceViewSet("lieux")
