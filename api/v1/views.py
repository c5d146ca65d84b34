"""Version 1: the same actions and rules as the screens, in another skin."""

from __future__ import annotations

import uuid
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.fouten import problem
from api.toegang import MetRecht
from api.v1.antwoorden import FOUTEN
from api.v1.serializers import (
    CoderingSerializer,
    InzendingSerializer,
    OntvangstbewijsSerializer,
    ProbleemSerializer,
    VerhaalSerializer,
    ZoekvraagInSerializer,
    ZoekvraagSerializer,
)
from api.v1.zending import build_zending
from verhalen.codering.models import Codering
from verhalen.kern.rollen import Recht
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.ontvangst import Uitslag, receive
from verhalen.verzameling.zoeken.voorwaarden import narrow
from verhalen.verzameling.zoeken.zoeken import Volgorde, order
from verhalen.verzameling.zoeken.zoekvragen import make_zoekvraag, open_zoekvraag

# What fits in any number of a database; a longer one is a crash there, not an empty list.
LANGSTE_GETAL = 9
MAX_BYTES = 4 * 1024 * 1024


class VerhalenView(ListAPIView[Verhaal]):
    """Checked stories of the own municipality, newest first."""

    recht = Recht.VERHAAL_LEZEN
    permission_classes = [MetRecht]
    serializer_class = VerhaalSerializer

    @extend_schema(
        operation_id="verhalenLezen",
        parameters=[
            OpenApiParameter("soort"),
            OpenApiParameter("gebied"),
            OpenApiParameter("periode"),
            OpenApiParameter("vraag", description="zoekvraag zoals `POST /zoekvragen` die teruggaf"),
            OpenApiParameter("volgorde", description="alleen bij een zoekvraag", enum=list(Volgorde)),
        ],
        responses={200: VerhaalSerializer(many=True), **FOUTEN},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        allowed = {"soort": "soort", "gebied": "gebied__code", "periode": "periode"}
        query = self.request.query_params
        chosen = {lookup: query[name] for name, lookup in allowed.items() if query.get(name)}
        verhalen = Verhaal.objects.visible_to(self.request.user).nagekeken().with_context().filter(**chosen)
        gebruiker: Any = self.request.user
        zoekvraag = open_zoekvraag(query.get("vraag", ""), gebruiker.gemeente_id)
        if zoekvraag is None:
            return verhalen
        return order(narrow(verhalen, zoekvraag.vraag), zoekvraag.vraag, query.get("volgorde", ""))


class ZoekvragenView(APIView):
    """Turn a question into what may stand in an address: people search for names, and addresses are logged."""

    recht = Recht.VERHAAL_LEZEN
    permission_classes = [MetRecht]

    @extend_schema(
        operation_id="zoekvraagMaken",
        request=ZoekvraagInSerializer,
        responses={200: ZoekvraagSerializer, **FOUTEN},
    )
    def post(self, request: Request) -> Response:
        serializer = ZoekvraagInSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        gebruiker: Any = request.user
        zoekvraag = make_zoekvraag(serializer.validated_data["zoek"], gebruiker.gemeente_id)
        return Response(ZoekvraagSerializer(zoekvraag).data)


class VerhaalView(RetrieveAPIView[Verhaal]):
    """One checked story."""

    recht = Recht.VERHAAL_LEZEN
    permission_classes = [MetRecht]
    serializer_class = VerhaalSerializer

    @extend_schema(operation_id="verhaalLezen", responses={200: VerhaalSerializer, **FOUTEN})
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        return Verhaal.objects.visible_to(self.request.user).nagekeken().with_context()


class CoderingenView(ListAPIView[Codering]):
    """What people coded: fragments of safe text with a knop or a thema."""

    recht = Recht.VERHAAL_LEZEN
    permission_classes = [MetRecht]
    serializer_class = CoderingSerializer

    @extend_schema(
        operation_id="coderingenLezen",
        parameters=[
            OpenApiParameter("verhaal", int),
            OpenApiParameter("knop", int),
            OpenApiParameter("thema"),
        ],
        responses={200: CoderingSerializer(many=True), **FOUTEN},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        query = self.request.query_params
        chosen: dict[str, Any] = {}
        for name, lookup in (("verhaal", "fragment__verhaal"), ("knop", "knop__nummer")):
            if query.get(name):
                chosen[lookup] = _whole(query[name])
        if query.get("thema"):
            chosen["thema__slug"] = query["thema"]
        codes = Codering.objects.visible_to(self.request.user).actief().filter(**chosen)
        return codes.select_related("fragment", "knop", "thema")


def _whole(value: str) -> int:
    if not value.isdecimal() or len(value) > LANGSTE_GETAL:
        raise ParseError("Dit moet een heel getal zijn.")
    return int(value)


class InzendingView(APIView):
    """Send a submission under an id of your own; sending it again changes nothing."""

    recht = Recht.VERHAAL_INVOEREN
    permission_classes = [MetRecht]

    @extend_schema(
        operation_id="inzendingSturen",
        request=InzendingSerializer,
        responses={
            200: OntvangstbewijsSerializer,
            201: OntvangstbewijsSerializer,
            409: ProbleemSerializer,
            413: ProbleemSerializer,
            **FOUTEN,
        },
    )
    def put(self, request: Request, kenmerk: uuid.UUID) -> Response:
        inhoud = request._request.body
        if len(inhoud) > MAX_BYTES:
            return problem(413, "Een inzending mag 4 MB zijn.")
        serializer = InzendingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        zending = build_zending(serializer.validated_data, by=request.user)
        gebruiker: Any = request.user
        bewijs = receive(kenmerk=kenmerk, inhoud=inhoud, zending=zending, by=gebruiker)
        if bewijs.uitslag is Uitslag.CONFLICT:
            return problem(
                409, "Onder dit kenmerk is eerder iets anders ontvangen. Beide zijn bewaard.", sha256=bewijs.sha256
            )
        status = 201 if bewijs.uitslag is Uitslag.NIEUW else 200
        return Response(OntvangstbewijsSerializer(bewijs).data, status=status)
