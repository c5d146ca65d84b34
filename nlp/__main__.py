"""``python -m nlp``."""

from __future__ import annotations

import sys

from nlp.cli import main

sys.exit(main())
