"""Build what the mask finder needs, once, with a sign of progress; a second time it is there already."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from nlp.deidentificatie import prebuild

prebuild(lambda zin: print(zin, file=sys.stderr, flush=True))
