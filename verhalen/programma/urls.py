"""Addresses of the programme."""

from __future__ import annotations

from django.urls import path

from verhalen.programma import views

app_name = "programma"
urlpatterns = [
    path("", views.knoppen, name="knoppen"),
    path("knoppen/<int:nummer>/", views.knop, name="knop"),
    path("acties/<int:pk>/stoplicht/", views.stoplicht, name="stoplicht"),
    path("termijnen/<int:pk>/acties/", views.actie_toevoegen, name="actie_toevoegen"),
    path("vertrekpunten/", views.vertrekpunten, name="vertrekpunten"),
]
