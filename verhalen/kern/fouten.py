"""What may go wrong for a person: each error carries one Dutch sentence that can be shown."""

from __future__ import annotations


class Geweigerd(Exception):
    """A rule forbids what was asked; the message says why."""


class OngeldigeInvoer(Exception):
    """What was given cannot be accepted; the message says what is wrong and what is safe."""
