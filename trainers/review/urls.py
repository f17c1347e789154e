"""Addresses of a review, under `/compte/`."""

from django.urls import URLPattern, path

from accounts.personal import personal
from trainers.review import views

urlpatterns: list[URLPattern] = [
    path("seances/<int:pk>/commentaires/<int:comment_pk>/", personal(views.comment), name="review_comment"),
]
