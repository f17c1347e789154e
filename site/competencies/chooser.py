"""Choosing competences in the admin: search by word, grouped by area, both frameworks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from competencies.frameworks import Competence, CompetenceQuerySet, Framework


def folded(text: str) -> str:
    """Lower case without accents, so that « securite » finds « Sécurité »."""
    return unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode().lower()


def matching(competences: Iterable[Competence], query: str) -> list[int]:
    """The keys of the competences whose words, in any language, hold every word of `query`."""
    words = folded(query).split()
    found = []
    for competence in competences:
        texts = [text.title for text in competence.area.texts.all()]
        for text in competence.texts.all():
            texts += [text.title, text.plain]
        haystack = folded(" ".join([competence.identifier, *texts]))
        if all(word in haystack for word in words):
            found.append(competence.pk)
    return found


class CompetenceFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Rechercher"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Un mot ou un code : mot de passe, 4.2…")}),
    )
    framework = forms.ModelChoiceField(
        label=_("Référentiel"),
        queryset=Framework.objects.none(),
        required=False,
        empty_label=_("Tous les référentiels"),
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"].queryset = Framework.objects.with_texts()

    def filter(self, objects: CompetenceQuerySet) -> CompetenceQuerySet:
        objects = super().filter(objects)
        if framework := self.cleaned_data.get("framework"):
            objects = objects.filter(framework=framework)
        if query := self.cleaned_data.get("q", "").strip():
            # A framework is a few dozen rows: reading them all is simpler and more forgiving than an index.
            objects = objects.filter(pk__in=matching(objects, query))
            self.is_searching = True
            self.search_query = query
        return objects


class _ChooseCompetence:
    filter_form_class = CompetenceFilterForm
    results_template_name = "competencies/admin/chooser_results.html"
    per_page = 100

    def get_object_list(self) -> CompetenceQuerySet:
        return Competence.objects.with_texts().in_reading_order()


class ChooseCompetenceView(_ChooseCompetence, ChooseView):
    pass


class ChooseCompetenceResultsView(_ChooseCompetence, ChooseResultsView):
    pass


class CompetenceChooserViewSet(ChooserViewSet):
    model = Competence
    icon = "tasks"
    choose_one_text = _("Choisir une compétence")
    choose_another_text = _("Changer de compétence")
    choose_view_class = ChooseCompetenceView
    choose_results_view_class = ChooseCompetenceResultsView
    per_page = 100


competence_chooser = CompetenceChooserViewSet("competence_chooser", url_prefix="competences/choisir")
