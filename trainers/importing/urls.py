"""Addresses of the import of a plan, under `/compte/`."""

from django.urls import URLPattern, path

from accounts.personal import personal
from trainers.importing import views

urlpatterns: list[URLPattern] = [
    path("seances/importer/", personal(views.import_plan), name="contribution_import"),
    path("seances/importer/modele.<slug:extension>", personal(views.template), name="contribution_template"),
]
