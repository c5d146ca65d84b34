"""Addresses of the room of figures."""

from __future__ import annotations

from django.urls import path

from verhalen.tellen import views

app_name = "tellen"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("berekenen/", views.berekenen, name="berekenen"),
    path("bereik/", views.bereik, name="bereik"),
    path("metingen/<int:pk>/", views.alle_rijen, name="alle_rijen"),
    path("<slug:slug>/", views.indicator, name="indicator"),
    path("<slug:slug>/csv/", views.reeks_csv, name="reeks_csv"),
    path("<slug:slug>/rijen/", views.rijen, name="rijen"),
]
