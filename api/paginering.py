"""Pages of a list: ``pagina`` and ``perPagina``."""

from __future__ import annotations

from rest_framework.pagination import PageNumberPagination


class Paginering(PageNumberPagination):
    """Fifty a page, at most two hundred."""

    page_size = 50
    page_query_param = "pagina"
    page_size_query_param = "perPagina"
    max_page_size = 200
