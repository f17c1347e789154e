"""What was told and reported, for the moderators."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from trainers.feedback.models import Problem, ProblemQuerySet, Trial, TrialQuerySet


class TrialIndex(generic.IndexView):
    def get_base_queryset(self) -> TrialQuerySet:
        return Trial.objects.with_plan().newest_first()


def _edit_url(trial: Trial) -> str:
    return reverse(trial_list.get_url_name("edit"), args=(trial.pk,))


def _without(*names: str) -> dict[str, None]:
    """Views that this list does not have."""
    return {f"{name}_url_name": None for name in names}


class TrialViewSet(ModelViewSet):
    """Only hiding: nobody rewrites what somebody else told."""

    model = Trial
    icon = "group"
    menu_label = _("Séances animées")
    index_view_class = TrialIndex
    list_display = [
        TitleColumn("plan", label=_("Séance"), accessor="plan.title", get_url=_edit_url),
        Column("where", label=_("EPN")),
        DateColumn("held_on", label=_("Date"), sort_key="held_on"),
        Column("worked", label=_("Ce qui a marché")),
        Column("to_change", label=_("Ce qu’il faut changer")),
        # Words: a red cross would say that something is wrong with those that are read.
        Column("is_hidden", label=_("Cachée"), accessor=lambda trial: gettext("Cachée") if trial.is_hidden else ""),
    ]
    list_filter = ["is_hidden", "held_on"]
    search_fields = ["plan__title", "place_name", "worked", "to_change"]
    ordering = ["-held_on"]
    copy_view_enabled = False
    panels = [
        FieldPanel("plan", read_only=True),
        FieldRowPanel([FieldPanel(name, read_only=True) for name in ("held_on", "people", "minutes")]),
        FieldPanel("worked", read_only=True),
        FieldPanel("to_change", read_only=True),
        FieldPanel("is_hidden"),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(**kwargs) | _without("add", "copy", "delete", "inspect", "reorder")

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(**kwargs) | _without("add", "copy", "delete", "inspect")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("usage/<int:pk>/", self.usage_view, name="usage"),
            path("history/<int:pk>/", self.history_view, name="history"),
            path("history/<int:pk>/results/", self.history_results_view, name="history_results"),
        ]


class ProblemFilterSet(WagtailFilterSet):
    etat = ChoiceFilter(
        label=_("État"),
        choices=[("ouvert", _("À régler")), ("regle", _("Réglé"))],
        method="in_state",
        empty_label=_("Tous"),
    )

    class Meta:
        model = Problem
        fields = ["kind"]

    def in_state(self, problems: QuerySet[Problem], _name: str, value: str) -> QuerySet[Problem]:
        return problems.filter(solved_at__isnull=value == "ouvert")


class ProblemIndex(generic.IndexView):
    def get_base_queryset(self) -> ProblemQuerySet:
        return Problem.objects.with_page()


def _where(problem: Problem) -> SafeString:
    """The spot, with the page and the page to edit one click away."""
    return format_html(
        '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
        problem.spot_title,
        problem.page.url or "",
        gettext("Voir"),
        reverse("wagtailadmin_pages:edit", args=(problem.page_id,)),
        gettext("Modifier"),
    )


class ProblemViewSet(ModelViewSet):
    """The list. What is settled is said at `/compte/problemes/`, by one code for authors and the team."""

    model = Problem
    icon = "warning"
    menu_label = _("Problèmes signalés")
    index_view_class = ProblemIndex
    exclude_form_fields: list[str] = []
    list_display = [
        TitleColumn(
            "page",
            label=_("Page"),
            accessor="page.title",
            get_url=lambda problem: f"{reverse('problem_solve', args=(problem.pk,))}?atelier=1",
        ),
        Column("get_kind_display", label=_("Problème")),
        Column("where", label=_("Où"), accessor=_where),
        Column("texts", label=_("Ce qui est écrit")),
        Column("count", label=_("Fois"), sort_key="count"),
        DateColumn("last_at", label=_("La dernière fois"), sort_key="last_at"),
        DateColumn("solved_at", label=_("Réglé le"), sort_key="solved_at"),
    ]
    filterset_class = ProblemFilterSet
    search_fields = ["page__title", "texts"]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(**kwargs) | _without("add", "edit", "copy", "delete", "inspect", "reorder")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


trial_list = TrialViewSet("seances-animees", url_prefix="seances-animees")
problem_list = ProblemViewSet("problemes", url_prefix="problemes")


class FeedbackGroup(ViewSetGroup):
    menu_label = _("Retours")
    menu_icon = "comment"
    menu_order = 610
    items = (trial_list, problem_list)
