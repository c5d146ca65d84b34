"""The OpenAPI document and the page to read it, both served by ourselves."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from verhalen.kern.toegang import openbaar


class Document(SpectacularAPIView):
    """The document itself; it holds no data, so it needs no login."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    renderer_classes = [OpenApiJsonRenderer]


# Swagger's page draws its own styles; nothing else of the strict policy is relaxed.
@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), name="dispatch")
class Leespagina(SpectacularSwaggerSplitView):
    """The page to read the document."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    url_name = "api:openapi"


# The middleware leaves every view of this package alone; the mark says it to the reader and to the table of addresses.
document = openbaar(Document.as_view())
leespagina = openbaar(Leespagina.as_view())
