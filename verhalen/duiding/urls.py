"""Addresses of the room where figures and stories meet."""

from __future__ import annotations

from django.urls import path

from verhalen.duiding import views

app_name = "duiding"
urlpatterns = [
    path("", views.matrix, name="matrix"),
    path("knoppen.csv", views.matrix_csv, name="matrix_csv"),
    path("knoppen/<int:nummer>/", views.bord, name="bord"),
    path("knoppen/<int:nummer>/besluiten/", views.besluiten, name="besluiten"),
    path("knoppen/<int:nummer>/themas.csv", views.themas_csv, name="themas_csv"),
    path("zonder-knop/", views.zonder_knop, name="zonder_knop"),
]
