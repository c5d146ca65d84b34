"""Addresses of the room of the privacy officer."""

from __future__ import annotations

from django.urls import path

from verhalen.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.start, name="start"),
    path("bewaartermijnen.csv", views.bewaartermijnen_csv, name="bewaartermijnen_csv"),
    path("opruimen/", views.opruimen, name="opruimen"),
    path("intrekken/", views.zoeken, name="zoeken"),
    path("intrekken/<uuid:kenmerk>/", views.intrekken, name="intrekken"),
]
