"""The database itself refuses to change or delete an audit event.

SQLite rebuilds a table to alter it and loses its triggers then: a later migration that alters
Gebeurtenis must run ``protect`` again. A test asks the database whether the triggers are there.
"""

from django.db import migrations

TABEL = "kern_gebeurtenis"
ZIN = "Een gebeurtenis wordt niet gewijzigd of gewist."
HANDELINGEN = ("UPDATE", "DELETE")

SQLITE = """
CREATE TRIGGER {naam} BEFORE {handeling} ON {tabel}
BEGIN SELECT RAISE(ABORT, '{zin}'); END
"""
# INSERT OR REPLACE deletes a row without waking its triggers.
SQLITE_VERVANGEN = """
CREATE TRIGGER {naam} BEFORE INSERT ON {tabel} WHEN EXISTS (SELECT 1 FROM {tabel} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{zin}'); END
"""
POSTGRES_FUNCTIE = """
CREATE FUNCTION {tabel}_weiger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{zin}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRES = "CREATE TRIGGER {naam} BEFORE {handeling} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {tabel}_weiger()"


def trigger_name(handeling):
    return f"{TABEL}_geen_{handeling.lower()}"


def protect(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTIE.format(tabel=TABEL, zin=ZIN))
    sjabloon = {"sqlite": SQLITE, "postgresql": POSTGRES}[vendor]
    for handeling in HANDELINGEN:
        schema_editor.execute(
            sjabloon.format(naam=trigger_name(handeling), handeling=handeling, tabel=TABEL, zin=ZIN)
        )
    if vendor == "sqlite":
        schema_editor.execute(SQLITE_VERVANGEN.format(naam=trigger_name("REPLACE"), tabel=TABEL, zin=ZIN))


def release(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    op_tabel = f" ON {TABEL}" if postgres else ""
    for handeling in (*HANDELINGEN, *(() if postgres else ("REPLACE",))):
        schema_editor.execute(f"DROP TRIGGER {trigger_name(handeling)}{op_tabel}")
    if postgres:
        schema_editor.execute(f"DROP FUNCTION {TABEL}_weiger()")


class Migration(migrations.Migration):
    dependencies = [("kern", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
