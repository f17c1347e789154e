"""Addresses of the carnet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
