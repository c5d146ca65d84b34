"""Addresses of the room where stories are coded."""

from __future__ import annotations

from django.urls import path

from verhalen.codering import views, views_lezen, views_lijst

app_name = "codering"
urlpatterns = [
    path("", views_lijst.werklijst, name="werklijst"),
    path("voorstellen/", views_lijst.bereken, name="bereken"),
    path("voorstellen/voortgang/", views_lijst.voortgang, name="voortgang"),
    path("voorstellen/<int:pk>/klopt/", views.aanvaard, name="aanvaard"),
    path("voorstellen/<int:pk>/klopt-niet/", views.verwerp, name="verwerp"),
    path("codeboek/", views_lezen.codeboek, name="codeboek"),
    path("codeboek.csv", views_lezen.codeboek_csv, name="codeboek_csv"),
    path("fragmenten/", views_lezen.fragmenten, name="fragmenten"),
    path("fragmenten/<int:pk>/", views_lezen.fragment, name="fragment"),
    path("fragmenten/<int:pk>/wijzigen/", views.wijzig_fragment, name="wijzig_fragment"),
    path("fragmenten/<int:pk>/oordeel/", views.oordeel, name="oordeel"),
    path("fragmenten/<int:pk>/weghalen/", views.verwijder_fragment, name="verwijder_fragment"),
    path("coderingen/<int:pk>/weghalen/", views.verwijder_codering, name="verwijder_codering"),
    path("<int:pk>/", views.coderen, name="coderen"),
    path("<int:pk>/selectie/", views.selectie, name="selectie"),
    path("<int:pk>/ongedaan/", views.ongedaan, name="ongedaan"),
    path("<int:pk>/klaar/", views.klaar, name="klaar"),
]
