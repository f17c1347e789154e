"""Addresses of one's EPN, under `/compte/`."""

from django.urls import URLPattern, path

from accounts.personal import personal
from trainers.membership import views

urlpatterns: list[URLPattern] = [
    path("rejoindre/", personal(views.join), name="membership_join"),
    path("epn/<int:pk>/quitter/", personal(views.leave), name="membership_leave"),
    path("demandes/", personal(views.requests), name="membership_requests"),
    path("demandes/<int:pk>/", personal(views.decide), name="membership_decide"),
    path("demandes/<int:pk>/coordination/", personal(views.coordinator), name="membership_coordinator"),
    path("demandes/<int:pk>/retirer/", personal(views.remove), name="membership_remove"),
]
