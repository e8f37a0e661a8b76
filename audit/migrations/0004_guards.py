"""Marks on what was written before there were any, and the guards that keep all of it."""

from django.db import migrations

from audit import guards, marks

AT_ONCE = 1_000


def mark_what_is_there(apps, schema_editor) -> None:
    rows = apps.get_model("audit", "Entry").objects.filter(mark=None).order_by("pk")
    while entries := list(rows[:AT_ONCE]):
        for entry in entries:
            entry.mark = marks.mark_of(entry)
        rows.model.objects.bulk_update(entries, ["mark"])


def guard(apps, schema_editor) -> None:
    guards.install(schema_editor.connection)


def unguard(apps, schema_editor) -> None:
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Data and triggers only."""

    dependencies = [("audit", "0003_the_trail")]

    operations = [
        migrations.RunPython(mark_what_is_there, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
