"""Addresses of version 1: Dutch plurals, no trailing slash."""

from __future__ import annotations

from django.urls import path

from api.schema import document, leespagina
from api.v1 import cijfers, views

app_name = "api"
urlpatterns = [
    path("verhalen", views.VerhalenView.as_view(), name="verhalen"),
    path("verhalen/<int:pk>", views.VerhaalView.as_view(), name="verhaal"),
    path("zoekvragen", views.ZoekvragenView.as_view(), name="zoekvragen"),
    path("coderingen", views.CoderingenView.as_view(), name="coderingen"),
    path("inzendingen/<uuid:kenmerk>", views.InzendingView.as_view(), name="inzending"),
    path("indicatoren", cijfers.IndicatorenView.as_view(), name="indicatoren"),
    path("knoppen/<int:nummer>", cijfers.BordView.as_view(), name="knop"),
    path("openapi.json", document, name="openapi"),
    path("", leespagina, name="lezen"),
]
