"""The words of checked stories, with the index of the database itself beside them.

SQLite: FTS5 without content of its own, fed by triggers, so that it changes in the transaction of the row.
A later migration that rebuilds the table loses the triggers; the tests of the index then fail.
PostgreSQL: generated vectors. They are made of the stored words as they are, never by its own parser.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

TABEL, INDEX = "verzameling_zoektekst", "verzameling_zoekindex"
SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(woorden, vormen, content='{TABEL}', content_rowid='verhaal_id',"
    " tokenize=\"ascii tokenchars ''''\", detail=column, columnsize=0)",
    f"CREATE TRIGGER {INDEX}_erbij AFTER INSERT ON {TABEL} BEGIN"
    f" INSERT INTO {INDEX}(rowid, woorden, vormen) VALUES (new.verhaal_id, new.woorden, new.vormen); END",
    f"CREATE TRIGGER {INDEX}_weg AFTER DELETE ON {TABEL} BEGIN INSERT INTO {INDEX}({INDEX}, rowid, woorden, vormen)"
    " VALUES ('delete', old.verhaal_id, old.woorden, old.vormen); END",
    f"CREATE TRIGGER {INDEX}_anders AFTER UPDATE ON {TABEL} BEGIN INSERT INTO {INDEX}({INDEX}, rowid, woorden, vormen)"
    " VALUES ('delete', old.verhaal_id, old.woorden, old.vormen);"
    f" INSERT INTO {INDEX}(rowid, woorden, vormen) VALUES (new.verhaal_id, new.woorden, new.vormen); END",
)
VECTOR = "array_to_tsvector(array_remove(string_to_array({kolom}, ' '), ''))"
POSTGRESQL = tuple(
    sql.format(kolom=kolom)
    for kolom in ("woorden", "vormen")
    for sql in (
        f"ALTER TABLE {TABEL} ADD COLUMN {{kolom}}_vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
        f"CREATE INDEX {INDEX}_{{kolom}} ON {TABEL} USING gin ({{kolom}}_vector)",
    )
)


def make_index(apps, schema_editor):
    for sql in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(sql, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TABLE {INDEX}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("stamgegevens", "0001_initial"),
        ("verzameling", "0005_toestemming_van_ingetrokken_verhalen"),
    ]

    operations = [
        migrations.CreateModel(
            name="Zoektekst",
            fields=[
                ("verhaal", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="zoektekst", serialize=False, to="verzameling.verhaal")),
                ("woorden", models.TextField()),
                ("vormen", models.TextField()),
                ("plekken", models.JSONField()),
                ("gemeente", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stamgegevens.gemeente")),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(make_index, drop_index),
    ]
