"""The list of requests and members in the admin. The answer itself is given at `/compte/demandes/`, by one code."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from trainers.membership.models import Membership, MembershipQuerySet, State


def answer_url(membership: Membership) -> str:
    if membership.state == State.ASKED:
        return reverse("membership_decide", args=(membership.pk,))
    return reverse("membership_requests")


class MembershipIndex(generic.IndexView):
    def get_base_queryset(self) -> MembershipQuerySet:
        return Membership.objects.with_names()


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "group"
    menu_label = _("Membres des EPN")
    menu_order = 600
    add_to_admin_menu = True
    index_view_class = MembershipIndex
    exclude_form_fields: list[str] = []
    list_display = [
        TitleColumn("user", label=_("Personne"), accessor="user.author_name", get_url=answer_url),
        Column("where", label=_("EPN")),
        Column("get_state_display", label=_("État")),
        Column("is_coordinator", label=_("Coordonne"), accessor=lambda row: _("oui") if row.is_coordinator else ""),
        DateColumn("asked_at", label=_("Demandée"), sort_key="asked_at"),
    ]
    list_filter = ["state", "is_coordinator"]
    ordering = ["-asked_at"]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = ("add", "edit", "copy", "delete", "inspect", "reorder")
        return super().get_index_view_kwargs(**kwargs) | {f"{name}_url_name": None for name in names}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


membership_list = MembershipViewSet("membres", url_prefix="membres")
