"""What search reads: the words of one checked story."""

from __future__ import annotations

from django.db import models

from verhalen.kern.classificatie import classify
from verhalen.stamgegevens.models import GemeenteGebonden
from verhalen.verzameling.verhaal import Verhaal


class Zoektekst(GemeenteGebonden):
    """Zoektekst: de woorden van één nagekeken verhaal zoals ernaar gezocht wordt, met hun plek in de tekst.

    The database keeps its own index beside this table (see the migration): a trigger feeds FTS5 on
    SQLite, generated columns hold the vectors on PostgreSQL.
    """

    verhaal = models.OneToOneField(Verhaal, primary_key=True, on_delete=models.CASCADE, related_name="zoektekst")
    # Every word between two spaces of its own, so that ` wacht ` counts words, ` zeven  maand ` a series of
    # them and ` wacht` beginnings. A `|` stands where a series may not run on.
    woorden = models.TextField()
    vormen = models.TextField()
    # Start and end of each word in the safe text, in code points, flat: [0, 2, 3, 11, ...].
    plekken = models.JSONField()

    privacy = classify(intern="verhaal", verhaal="woorden vormen plekken")
