"""Which answers every operation may give besides its own."""

from __future__ import annotations

from api.v1.serializers import ProbleemSerializer

# 404 also for a page past the last, and for an id that is no id.
FOUTEN = {400: ProbleemSerializer, 401: ProbleemSerializer, 403: ProbleemSerializer, 404: ProbleemSerializer}
