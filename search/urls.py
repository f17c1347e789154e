"""Addresses of the search for people; those for machines are in `search.api`."""

from django.urls import URLPattern, path

from search import views

urlpatterns: list[URLPattern] = [
    path("recherche/", views.search, name="search"),
    path("recherche/suggestions/", views.suggestions, name="search_suggestions"),
]
