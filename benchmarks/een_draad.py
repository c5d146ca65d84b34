"""Keep number libraries to one thread; import this before them."""

from __future__ import annotations

import os

for _naam in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_naam] = "1"
