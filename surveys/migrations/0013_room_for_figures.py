"""A page of figures keeps room for new versions of its rows, so that a row stays beside those it is read with."""

from django.db import migrations

FULL = 70
"""Per cent of a page that new rows may take; a third is enough for two rows that are written at once."""


def leave_room(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE surveys_figure SET (fillfactor = {FULL})")


def fill_up(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE surveys_figure RESET (fillfactor)")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0012_figures_by_district")]

    operations = [migrations.RunPython(leave_room, fill_up)]
