"""The mediators' rooms in the admin. Each subpackage keeps its own views."""

from django.urls import URLPattern, path
from wagtail import hooks

from trainers.membership.admin import MembershipViewSet, membership_list
from trainers.places import admin as places
from trainers.places.admin import PlaceViewSet, place_viewset
from trainers.plans.admin import PlanListing, SequenceListing, plan_listing, sequence_listing
from trainers.plans.choosers import PlanChooserViewSet, plan_chooser


@hooks.register("register_admin_viewset")
def register_places() -> PlaceViewSet:
    return place_viewset


@hooks.register("register_admin_urls")
def register_place_urls() -> list[URLPattern]:
    return [
        path("annuaire/importer/", places.import_places, name="import_places"),
        path("annuaire/importer/<int:pk>/", places.preview, name="import_places_preview"),
        path("annuaire/exporter/", places.export_places, name="export_places"),
    ]


@hooks.register("register_admin_viewset")
def register_membership_list() -> MembershipViewSet:
    return membership_list


@hooks.register("register_admin_viewset")
def register_plan_listing() -> PlanListing:
    return plan_listing


@hooks.register("register_admin_viewset")
def register_sequence_listing() -> SequenceListing:
    return sequence_listing


@hooks.register("register_admin_viewset")
def register_plan_chooser() -> PlanChooserViewSet:
    return plan_chooser
