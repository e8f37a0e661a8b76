"""A figure row for what is submitted and beyond; the rows that exist are added up once."""

from django.db import migrations, models


def add_up(apps, schema_editor):
    """Write the `counted` row of every round and community."""
    keys = {"id", "round_id", "community_id", "state"}
    fields = apps.get_model("surveys", "Figure")._meta.concrete_fields
    columns = [field.column for field in fields if field.column not in keys]
    sums = ", ".join(f"SUM({column})" for column in columns)
    schema_editor.execute(
        f"INSERT INTO surveys_figure (round_id, community_id, state, {', '.join(columns)}) "
        f"SELECT round_id, community_id, 'counted', {sums} FROM surveys_figure "
        "WHERE state IN ('submitted', 'approved', 'accepted') GROUP BY round_id, community_id"
    )


def take_away(apps, schema_editor):
    schema_editor.execute("DELETE FROM surveys_figure WHERE state = 'counted'")


class Migration(migrations.Migration):
    dependencies = [("communities", "0002_household_sort_key"), ("surveys", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="figure",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "ร่าง"),
                    ("submitted", "รอตรวจ"),
                    ("returned", "ส่งกลับแก้ไข"),
                    ("approved", "อนุมัติแล้ว"),
                    ("accepted", "สำนักรับแล้ว"),
                    ("counted", "ส่งแล้วขึ้นไป"),
                ],
                max_length=10,
                verbose_name="สถานะ",
            ),
        ),
        migrations.AddIndex(
            model_name="figure", index=models.Index(fields=["round", "state"], name="figure_round_state")
        ),
        migrations.RunPython(add_up, take_away),
    ]
