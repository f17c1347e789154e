"""Places in the admin: a list that shows what to check, a form that follows the standard, and the import of whole lists."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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

from trainers.places import counting
from trainers.places.departments import departments
from trainers.places.exporting import as_csv
from trainers.places.importing import Plan, apply, plan
from trainers.places.mapping import mappings, named_mapping
from trainers.places.models import Place, PlaceImport
from trainers.places.reading import MAX_BYTES

# What a screen can show of an import; the figures count everything.
SHOWN = 50
# A file that was looked at and not imported is not kept.
KEPT_FOR = timedelta(days=1)


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


def can_import(user: Any) -> bool:
    return user.has_perms(["trainers.add_place", "trainers.change_place"])


def _for_importers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


class ListForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy("Un CSV ou un JSON du standard national de la médiation numérique."),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
    )
    mapping = forms.ChoiceField(label=gettext_lazy("Colonnes du fichier"), required=False)
    is_partial = forms.BooleanField(
        label=gettext_lazy("Ce fichier n’est qu’une partie de la liste"),
        help_text=gettext_lazy("Sinon, les lieux de la même source qui n’y sont pas sont signalés comme disparus."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(name, named_mapping(name).title) for name in mappings()]
        self.fields["mapping"].choices = [("", _("Celles du standard")), *known]  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Ce fichier est trop grand : %(size)d Mo au plus.") % {"size": MAX_BYTES // 1_000_000}
            )
        return file


@dataclass(frozen=True)
class Preview:
    """A plan cut to what a screen can show."""

    plan: Plan

    @property
    def new(self) -> list[Place]:
        return [record.place for record in self.plan.new[:SHOWN]]

    @property
    def updates(self) -> list[Any]:
        return self.plan.updates[:SHOWN]

    @property
    def gone(self) -> list[Place]:
        return [record.place for record in self.plan.gone[:SHOWN]]

    @property
    def sentence(self) -> str:
        return counting.will_do(self.plan.figures())

    @property
    def is_cut(self) -> bool:
        return max(len(self.plan.new), len(self.plan.updates), len(self.plan.gone)) > SHOWN


@_for_importers
def import_places(request: HttpRequest) -> HttpResponse:
    """A file is sent; what it would change is shown on its own page."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        PlaceImport.objects.filter(applied_at=None, sent_at__lt=timezone.now() - KEPT_FOR).delete()
        file, user = form.cleaned_data["file"], request.user
        sent = PlaceImport.objects.create(
            name=file.name[:255],
            data=zlib.compress(file.read()),
            mapping=form.cleaned_data["mapping"],
            is_partial=form.cleaned_data["is_partial"],
            sent_by=user if user.is_authenticated else None,
        )
        return redirect("import_places_preview", sent.pk)
    history = PlaceImport.objects.exclude(applied_at=None).select_related("sent_by")[:10]
    return _show(request, {"form": form, "history": history})


@_for_importers
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file that was sent would change; the button does it. Both read it again from nothing."""
    sent = PlaceImport.objects.filter(pk=pk).first()
    if sent is None or sent.applied_at:
        # A second click, the button « back », a page left open since yesterday.
        messages.warning(request, _already(sent))
        return redirect("import_places")
    planned = _planned(sent)
    if request.method == "POST" and not planned.errors:
        done = _import(pk)
        if done is None:
            messages.warning(request, _already(sent))
        else:
            messages.success(request, counting.done(done.figures()))
        return redirect(place_viewset.get_url_name("index"))
    return _show(request, {"sent": sent, "errors": planned.errors, "preview": Preview(planned)})


def _already(sent: PlaceImport | None) -> str:
    if sent is None:
        return _("Cette liste n’est plus là : envoyez-la de nouveau.")
    return _("Cette liste a déjà été importée.")


def _planned(sent: PlaceImport) -> Plan:
    mapping = named_mapping(sent.mapping) if sent.mapping else None
    return plan(sent.name, zlib.decompress(sent.data), mapping=mapping, is_partial=sent.is_partial)


def _import(pk: int) -> Plan | None:
    """Import a file once: None when somebody else just did."""
    with transaction.atomic():
        sent = PlaceImport.objects.select_for_update().filter(pk=pk, applied_at=None).first()
        if sent is None:
            return None
        planned = _planned(sent)
        apply(planned)
        sent.applied_at, sent.figures, sent.data = timezone.now(), planned.figures(), b""
        sent.save()
    return planned


@_for_importers
def export_places(request: HttpRequest) -> HttpResponse:
    """The staff's copy of the directory: with the contact data of persons, and the places that have gone."""
    text = as_csv(Place.objects.order_by("standard_id"), complete=True)
    headers = {"Content-Disposition": 'attachment; filename="lieux-complet.csv"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _show(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    context |= {
        "page_title": _("Importer une liste de lieux"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Accueil")},
            {"url": reverse(place_viewset.get_url_name("index")), "label": _("Lieux")},
            {"url": "", "label": _("Importer une liste")},
        ],
    }
    return render(request, "trainers/places/admin/import.html", context)
