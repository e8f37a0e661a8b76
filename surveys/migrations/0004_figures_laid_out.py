"""Fixed-width columns first, so that adding up a hundred of them costs PostgreSQL a third less.

Reading the n-th column of a row means walking over all before it, unless every one of them has a fixed width and
is never null.  Columns can only be put in order by making the table anew.  The round needs no index of its own beside
the one of round and state, which it would tempt the planner away from.
"""

import django.db.models.deletion
from django.db import migrations, models

LAST = ("round", "state")


def lay_out(apps, schema_editor):
    """Make the table again with its text columns at the end, and put the rows back."""
    figure = apps.get_model("surveys", "Figure")
    columns = ", ".join(field.column for field in figure._meta.concrete_fields if not field.primary_key)
    schema_editor.execute(f"CREATE TEMPORARY TABLE figures_kept AS SELECT {columns} FROM surveys_figure")
    schema_editor.delete_model(figure)
    figure._meta.local_fields.sort(key=lambda field: field.name in LAST)
    schema_editor.create_model(figure)
    schema_editor.execute(
        f"INSERT INTO surveys_figure ({columns}) SELECT {columns} FROM figures_kept "
        "ORDER BY round_id, state, community_id"
    )
    schema_editor.execute("DROP TABLE figures_kept")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_sent_hash")]

    operations = [
        migrations.AlterField(
            model_name="figure",
            name="round",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="figures",
                to="surveys.round",
                verbose_name="รอบสำรวจ",
            ),
        ),
        migrations.RunPython(lay_out, migrations.RunPython.noop),
    ]
