"""`python -m verhalen.toewijzing.bron`."""

from __future__ import annotations

import sys

from verhalen.toewijzing.bron.opdracht import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
