"""Addresses of what one ran, under `/compte/`."""

from django.urls import URLPattern, path

from accounts.personal import personal
from trainers.feedback import views

urlpatterns: list[URLPattern] = [
    path("essais/", personal(views.trials), name="trial_list"),
    path("essais/<int:plan>/", personal(views.new_trial), name="trial_new"),
    path("essais/<int:plan>/<int:pk>/", personal(views.edit_trial), name="trial_edit"),
    path("essais/<int:plan>/<int:pk>/effacer/", personal(views.delete_trial), name="trial_delete"),
    path("problemes/", personal(views.problems), name="problem_list"),
    path("problemes/<int:pk>/", personal(views.solve_problem), name="problem_solve"),
]
