"""Addresses of adaptations, under `/compte/`."""

from django.urls import URLPattern, path

from accounts.personal import personal
from trainers.adapting import views

urlpatterns: list[URLPattern] = [
    path("seances/adapter/<int:pk>/", personal(views.adapt_plan), name="plan_adapt"),
    path("seances/<int:pk>/original/", personal(views.source), name="plan_source"),
]
