"""Figures and joint displays, as the screens show them: small numbers hidden."""

from __future__ import annotations

import re
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.toegang import MetRecht
from api.v1.antwoorden import FOUTEN
from verhalen.duiding.bord import build_bord, choose_tot
from verhalen.kern.kwartalen import is_kwartaal
from verhalen.kern.rollen import Recht
from verhalen.programma.models import Knopformulering
from verhalen.tellen.models import Meting


class MetingSerializer(serializers.Serializer[Any]):
    """A computed figure; `waarde` is null when it is hidden because it is small."""

    indicator = serializers.CharField(source="indicator.slug")
    versie = serializers.CharField()
    van = serializers.DateField()
    tot = serializers.DateField()
    eenheid = serializers.CharField(source="indicator.eenheid")
    waarde = serializers.SerializerMethodField()
    verborgen = serializers.BooleanField()
    voorlopig = serializers.BooleanField()

    def get_waarde(self, meting: Meting) -> float | None:
        return None if meting.verborgen else meting.waarde


class ThemaSerializer(serializers.Serializer[Any]):
    """A theme in a display; only when at least five stories carry it."""

    naam = serializers.CharField()
    totaal = serializers.IntegerField()
    negatief = serializers.IntegerField()
    gemengd = serializers.IntegerField()
    positief = serializers.IntegerField()


class BordSerializer(serializers.Serializer[Any]):
    """The joint display of one knop."""

    knop = serializers.IntegerField(source="formulering.knop.nummer")
    naam = serializers.CharField(source="formulering.naam")
    periode = serializers.CharField()
    cijfer = serializers.CharField(source="cijfer.nu.tekst", default="")
    indicator = serializers.CharField(source="cijfer.indicator.slug", default="")
    verhalen = serializers.CharField(source="verhalen.aantal")
    themas = ThemaSerializer(source="verhalen.themas", many=True)
    voorstel = serializers.CharField(source="voorstel.uitkomst")
    onderbouwing = serializers.ListField(child=serializers.CharField(), source="voorstel.regels")
    besluit = serializers.CharField(source="besluit.besloten", default="")


class IndicatorenView(ListAPIView[Meting]):
    """Computed figures over the whole municipality, newest first."""

    recht = Recht.CIJFER_LEZEN
    permission_classes = [MetRecht]
    serializer_class = MetingSerializer

    @extend_schema(
        operation_id="indicatorenLezen",
        parameters=[OpenApiParameter("indicator"), OpenApiParameter("jaar", int)],
        responses={200: MetingSerializer(many=True), **FOUTEN},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        query = self.request.query_params
        metingen = Meting.objects.visible_to(self.request.user).whole().twelve_months()
        if query.get("indicator"):
            metingen = metingen.of_indicator(query["indicator"])
        if query.get("jaar"):
            if not re.fullmatch(r"[12][0-9]{3}", query["jaar"]):
                raise ParseError("Een jaar heeft vier cijfers.")
            metingen = metingen.of_year(int(query["jaar"]))
        return metingen.select_related("indicator").order_by("-tot", "indicator__volgorde", "pk")


class BordView(APIView):
    """The joint display of one knop over twelve months."""

    recht = Recht.DUIDING_LEZEN
    permission_classes = [MetRecht]

    @extend_schema(
        operation_id="knopLezen",
        parameters=[OpenApiParameter("tot", description="laatste kwartaal, zoals 2025-K4")],
        responses={200: BordSerializer, **FOUTEN},
    )
    def get(self, request: Request, nummer: int) -> Response:
        gebruiker: Any = request.user
        tot = request.query_params.get("tot", "")
        if tot and not is_kwartaal(tot):
            raise ParseError("Schrijf een kwartaal als 2025-K4.")
        today = timezone.localdate()
        wordings = Knopformulering.objects.visible_to(gebruiker).op(today).with_parts()
        formulering = get_object_or_404(wordings, knop__nummer=nummer)
        chosen = choose_tot(gebruiker, tot, today)
        bord = build_bord(by=gebruiker, formulering=formulering, tot=chosen, dag=today, verloop=False)
        return Response(BordSerializer(bord).data)
