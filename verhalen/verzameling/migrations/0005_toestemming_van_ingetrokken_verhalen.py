"""What was withdrawn before consent had an end of its own: close those consents in the same way."""

from django.db import migrations
from django.db.models import Max


def close(apps, schema_editor):
    Toestemming = apps.get_model("verzameling", "Toestemming")
    rows = Toestemming.objects.filter(inzending__verhalen__isnull=False).exclude(
        inzending__in=apps.get_model("verzameling", "Verhaal")
        .objects.exclude(staat="ingetrokken")
        .values("inzending")
    )
    for toestemming in rows.annotate(einde=Max("inzending__verhalen__ingetrokken_op")):
        toestemming.ingetrokken_op = toestemming.einde
        toestemming.leeftijdsband = ""
        toestemming.save(update_fields=["ingetrokken_op", "leeftijdsband"])


class Migration(migrations.Migration):
    dependencies = [("verzameling", "0004_toestemming_ingetrokken")]
    # The age of a person who asked to be forgotten does not come back.
    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
