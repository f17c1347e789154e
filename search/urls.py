"""Addresses of the search for people; those for machines are in `search.api`."""

from django.urls import URLPattern, path

from search import api, views

urlpatterns: list[URLPattern] = [
    path("recherche/", views.search, name="search"),
    path("recherche/suggestions/", views.suggestions, name="search_suggestions"),
    path("recherche/choix/<slug:facet>/", views.choices, name="search_choices"),
    # A page, in each language; what it describes has one address.
    path("api/v1/", api.guide, name="api"),
]
