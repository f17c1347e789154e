"""Addresses of « Mes séances », under `/compte/`."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from accounts.personal import personal
from trainers.contributions import views
from trainers.contributions.steps import STEPS


class StepConverter(StringConverter):
    """The slug of a step: other packages have addresses beside them."""

    regex = "|".join(step.slug for step in STEPS)


register_converter(StepConverter, "contribution_step")

urlpatterns: list[URLPattern] = [
    path("seances/", personal(views.mine), name="contribution_list"),
    path("seances/nouvelle/", personal(views.new), name="contribution_new"),
    path("seances/connexion/", personal(views.signed_in), name="contribution_signed_in"),
    path("seances/<int:pk>/apercu/", personal(views.preview), name="contribution_preview"),
    path("seances/<int:pk>/envoyer/", personal(views.send), name="contribution_submit"),
    path("seances/<int:pk>/reprendre/", personal(views.withdraw), name="contribution_withdraw"),
    path("seances/<int:pk>/effacer/", personal(views.delete), name="contribution_delete"),
    path("seances/<int:pk>/<contribution_step:slug>/", personal(views.step), name="contribution_step"),
]
