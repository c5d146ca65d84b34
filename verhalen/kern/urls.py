"""Addresses of the house itself."""

from __future__ import annotations

from django.urls import path

from verhalen.kern import views

urlpatterns = [
    path("", views.start, name="start"),
    path("stijlgids/", views.stijlgids, name="stijlgids"),
    path("taken/<int:pk>/", views.taak, name="taak"),
]
