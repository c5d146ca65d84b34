from __future__ import annotations

import subprocess
import sys


def test_generator_runs_without_django_and_without_the_library_that_counts() -> None:
    controle = (
        "import sys, verhalen.opdrachten.stad.generator;"
        "print(sorted(m for m in sys.modules if m == 'django' or m == 'pandas' or m.startswith('verhalen.analyse')))"
    )

    klaar = subprocess.run([sys.executable, "-c", controle], capture_output=True, text=True, check=True)

    assert klaar.stdout.strip() == "[]"
