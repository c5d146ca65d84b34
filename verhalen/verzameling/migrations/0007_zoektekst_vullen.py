"""Stories that were checked before there was search become searchable too."""

from __future__ import annotations

from django.db import migrations

from verhalen.verzameling.teksten import Pil, VeiligeTekst
from verhalen.verzameling.zoeken.zoektekst_maken import describe

PER_KEER = 500


def fill(apps, schema_editor):
    zoektekst = apps.get_model("verzameling", "Zoektekst")
    stories = apps.get_model("verzameling", "Verhaal").objects.filter(staat="nagekeken", zoektekst__isnull=True)
    batch = []
    for verhaal in stories.only("pk", "gemeente_id", "tekst_veilig", "pillen").iterator(chunk_size=PER_KEER):
        veilig = VeiligeTekst(verhaal.tekst_veilig, tuple(Pil(**pil) for pil in verhaal.pillen))
        batch.append(zoektekst(verhaal_id=verhaal.pk, gemeente_id=verhaal.gemeente_id, **describe(veilig)))
        if len(batch) == PER_KEER:
            zoektekst.objects.bulk_create(batch)
            batch = []
    zoektekst.objects.bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [("verzameling", "0006_zoektekst")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
