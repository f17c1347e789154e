"""Addresses of the versions of a plan, under `/compte/`."""

from django.urls import URLPattern, path

from accounts.personal import personal
from trainers.versions import views

urlpatterns: list[URLPattern] = [
    path("seances/<int:pk>/versions/", personal(views.versions), name="plan_versions"),
]
