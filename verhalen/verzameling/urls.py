"""Addresses of the room where stories come in."""

from __future__ import annotations

from django.urls import path

from verhalen.verzameling import views_invoer, views_nakijken, views_verhalen
from verhalen.verzameling.inlezen import views as inlezen

app_name = "verzameling"
urlpatterns = [
    path("verzamelen/", views_invoer.start, name="start"),
    path("verzamelen/uitvraag/<slug:slug>/", views_invoer.invoer, name="invoer"),
    path("verzamelen/uitvraag/<slug:slug>/weigering/", views_invoer.weigering, name="weigering"),
    path("verzamelen/bestanden/", inlezen.importeren, name="importeren"),
    path("verzamelen/bestanden/<int:pk>/", inlezen.bestand, name="import"),
    path("verzamelen/bestanden/<int:pk>/inlezen/", inlezen.inlezen, name="import_inlezen"),
    path("verzamelen/bestanden/<int:pk>/stoppen/", inlezen.stoppen, name="import_stoppen"),
    path("verzamelen/bestanden/<int:pk>/geweigerd/", inlezen.geweigerd, name="import_geweigerd"),
    path("zorgsignaal/", views_invoer.zorgsignaal, name="zorgsignaal"),
    path("nakijken/", views_nakijken.lijst, name="nakijklijst"),
    path("nakijken/voorstellen/", views_nakijken.voorstellen, name="maskers_voorstellen"),
    path("nakijken/<int:pk>/", views_nakijken.nakijken, name="nakijken"),
    path("nakijken/<int:pk>/maskers/", views_nakijken.masker_toevoegen, name="masker_toevoegen"),
    path("nakijken/<int:pk>/maskers/<int:masker_pk>/", views_nakijken.masker, name="masker"),
    path("nakijken/<int:pk>/maskers/<int:masker_pk>/woorden/", views_nakijken.origineel, name="masker_woorden"),
    path("nakijken/<int:pk>/akkoord/", views_nakijken.rest_akkoord, name="rest_akkoord"),
    path("nakijken/<int:pk>/ongedaan/", views_nakijken.ongedaan, name="ongedaan"),
    path("nakijken/<int:pk>/afronden/", views_nakijken.afronden, name="afronden"),
    path("nakijken/<int:pk>/heropenen/", views_nakijken.heropenen, name="heropenen"),
    path("verhalen/", views_verhalen.lijst, name="verhalen"),
    path("verhalen/zoeken/", views_verhalen.zoek, name="zoek"),
    path("verhalen/treffers.csv", views_verhalen.treffers_csv, name="treffers_csv"),
    path("verhalen/<int:pk>/", views_verhalen.verhaal, name="verhaal"),
    path("mijn-verhaal/", views_verhalen.mijn_verhaal, name="mijn_verhaal"),
]
