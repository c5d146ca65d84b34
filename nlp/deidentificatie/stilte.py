"""Keeps a talkative library quiet.

At import deduce gives the root logger a handler on stdout at level DEBUG and resets the warnings filter; from
then on every library in the process would print what it logs, story text included. Inside ``quiet`` neither can
happen, and the root logger and the filters leave it exactly as they came.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

_BIBLIOTHEKEN = frozenset({"deduce", "docdeid"})


class _NotOfLibraries(logging.Filter):
    """Refuses what deduce or docdeid log on the root logger itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        return _BIBLIOTHEKEN.isdisjoint(PurePath(record.pathname).parts)


@contextmanager
def quiet() -> Iterator[None]:
    """Import, build or run deduce in here."""
    root = logging.getLogger()
    level = root.level
    blocker, refusal = logging.NullHandler(), _NotOfLibraries()
    root.addHandler(blocker)  # logging.basicConfig does nothing where a handler is
    root.addFilter(refusal)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeFilter(refusal)
        root.removeHandler(blocker)
        root.setLevel(level)
        silence_own_loggers()


def silence_own_loggers() -> None:
    """Whatever the libraries log under their own names goes nowhere."""
    for naam in _BIBLIOTHEKEN:
        logger = logging.getLogger(naam)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
        logger.setLevel(logging.CRITICAL + 1)
