"""Addresses for reading files with figures in."""

from __future__ import annotations

from django.urls import path

from verhalen.toewijzing import views

app_name = "toewijzing"
urlpatterns = [
    path("", views.bestanden, name="bestanden"),
    path("<int:pk>/", views.bestand, name="bestand"),
    path("<int:pk>/inlezen/", views.inlezen, name="inlezen"),
    path("<int:pk>/stoppen/", views.stoppen, name="stoppen"),
    path("<int:pk>/terugnemen/", views.terugnemen, name="terugnemen"),
    path("<int:pk>/geweigerd/", views.geweigerd, name="geweigerd"),
]
