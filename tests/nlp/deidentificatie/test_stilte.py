"""Nothing of a text comes out: no log record, no print; and deduce leaves logging and warnings as they were."""

from __future__ import annotations

import logging
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from nlp.deidentificatie import find
from nlp.deidentificatie.stilte import quiet

WORTEL = Path(__file__).resolve().parents[3]
GEPLANT = "Zuzanna Wierzbicka-Plantinga"


def test_a_planted_name_is_in_no_log_record_and_on_no_stream(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        maskers = find(f"Mijn dochter {GEPLANT} is 9 en belt met 0320-901234.")

    uit, fout = capfd.readouterr()
    assert maskers
    assert [record for record in caplog.records if "Zuzanna" in record.getMessage()] == []
    assert "Zuzanna" not in uit + fout


PROGRAMMA = f"""
import logging, sys, warnings
logging.basicConfig(stream=sys.stdout, level=logging.WARNING)
root = logging.getLogger()
voor = (list(root.handlers), list(root.filters), root.level, list(warnings.filters))
from nlp.deidentificatie import find
assert "deduce" not in sys.modules
assert find("Mijn dochter {GEPLANT} is 9.")
assert "deduce" in sys.modules
assert (list(root.handlers), list(root.filters), root.level, list(warnings.filters)) == voor
logging.getLogger("deduce").critical("van deduce zelf")
logging.getLogger("docdeid").critical("van docdeid zelf")
logging.getLogger("van.iemand.anders").warning("blijft hoorbaar")
"""


def test_loading_deduce_leaves_root_logger_and_warnings_untouched() -> None:
    """In a process of its own, because here deduce is long imported."""
    klaar = subprocess.run(
        [sys.executable, "-c", PROGRAMMA], cwd=WORTEL, capture_output=True, text=True, check=False, timeout=300
    )

    assert klaar.returncode == 0, klaar.stderr
    assert klaar.stdout == "WARNING:van.iemand.anders:blijft hoorbaar\n"
    assert klaar.stderr == ""


def test_without_any_handler_of_our_own_nothing_is_printed_either() -> None:
    """The case that deduce's own ``basicConfig`` is made for."""
    programma = f"from nlp.deidentificatie import find; assert find('Ik heet {GEPLANT}')"

    klaar = subprocess.run(
        [sys.executable, "-c", programma], cwd=WORTEL, capture_output=True, text=True, check=False, timeout=300
    )

    assert (klaar.returncode, klaar.stdout, klaar.stderr) == (0, "", "")


def test_inside_quiet_a_library_cannot_configure_logging_or_warnings() -> None:
    root = logging.getLogger()
    voor = (list(root.handlers), root.level, list(warnings.filters))

    with quiet():
        logging.basicConfig(stream=sys.stdout, level=logging.DEBUG)
        warnings.simplefilter("always")
        root.setLevel(logging.DEBUG)

    assert (list(root.handlers), root.level, list(warnings.filters)) == voor


def test_outside_libraries_may_still_log_on_the_root_while_deduce_works(caplog: pytest.LogCaptureFixture) -> None:
    with quiet(), caplog.at_level(logging.INFO):
        logging.info("van ons")

    assert [record.getMessage() for record in caplog.records] == ["van ons"]
