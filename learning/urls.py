"""Addresses of the carnet."""

from django.urls import URLPattern, path

from learning.carnet import views

urlpatterns: list[URLPattern] = [
    path("carnet/", views.carnet, name="carnet"),
    path("carnet/progres/", views.progress, name="carnet_progress"),
    path("carnet/retrouver/", views.find, name="carnet_find"),
    path("carnet/carte/", views.card, name="carnet_card"),
    path("carnet/exporter/", views.export_file, name="carnet_export"),
    path("carnet/importer/", views.import_file, name="carnet_import"),
    path("carnet/competences/", views.print_page, name="carnet_print"),
    path("carnet/effacer/", views.erase, name="carnet_erase"),
    path("carnet/fini/", views.done, name="carnet_done"),
]
