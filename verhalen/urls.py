"""Every address of Verhalen."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("verhalen.kern.urls")),
    path("account/", include("verhalen.gebruikers.urls")),
    path("", include("verhalen.verzameling.urls")),
    path("coderen/", include("verhalen.codering.urls")),
    path("duiden/", include("verhalen.duiding.urls")),
    path("tellen/bestanden/", include("verhalen.toewijzing.urls")),
    path("tellen/", include("verhalen.tellen.urls")),
    path("api/v1/", include("api.v1.urls")),
    path("privacy/", include("verhalen.privacy.urls")),
    path("programma/", include("verhalen.programma.urls")),
]
