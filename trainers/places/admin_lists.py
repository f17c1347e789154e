"""Whole lists of places in the admin: a file is sent, what it would change is shown, a button does it; and the staff's own copy."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import user_passes_test

from trainers.places import counting
from trainers.places.admin import can_import, place_viewset
from trainers.places.exporting import as_csv
from trainers.places.importing import Plan, apply, plan
from trainers.places.mapping import mappings, named_mapping
from trainers.places.models import Place, PlaceImport
from trainers.places.reading import MAX_BYTES

# What a screen can show of an import; the figures count everything.
SHOWN = 50
# A file that was looked at and not imported is not kept.
KEPT_FOR = timedelta(days=1)


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


@user_passes_test(can_import)
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


@user_passes_test(can_import)
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


@user_passes_test(can_import)
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
