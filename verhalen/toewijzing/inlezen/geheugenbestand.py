"""An upload in memory that the message reader takes for a file: raw content never touches the disk in the clear."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from typing import cast


class Geheugenbestand(io.BytesIO):
    """Answers what `ijw.bestanden` asks of a path: its name, its kind, its bytes."""

    def __init__(self, naam: str, inhoud: bytes) -> None:
        super().__init__(inhoud)
        self.name = PurePosixPath(naam).name
        self.suffix = PurePosixPath(naam).suffix

    def is_dir(self) -> bool:
        return False

    def open(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self.getvalue())


def as_path(naam: str, inhoud: bytes) -> Path:
    """Return the upload under the type that the reader asks for."""
    return cast(Path, Geheugenbestand(naam, inhoud))
