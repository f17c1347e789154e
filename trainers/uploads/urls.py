"""Addresses of a draft's attachments, under `/compte/`."""

from django.urls import URLPattern, path

from accounts.personal import personal
from trainers.uploads import views

urlpatterns: list[URLPattern] = [
    path("seances/<int:pk>/pieces/", personal(views.attachments), name="attachment_list"),
    path("seances/<int:pk>/pieces/<slug:identifier>/", personal(views.change), name="attachment_change"),
    path("seances/<int:pk>/pieces/<slug:identifier>/retirer/", personal(views.remove), name="attachment_remove"),
    path("seances/<int:pk>/pieces/<slug:identifier>/deplacer/", personal(views.move), name="attachment_move"),
]
