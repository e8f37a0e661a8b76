"""A figure row names its district, and what is approved and beyond stands together in one row.

The table is made anew in the order in which it is read: PostgreSQL walks over every column before the one it wants.
First comes what the key numbers need, then what else the city's page draws, then the texts, which have no fixed width,
and last what no page draws.
"""

import django.db.models.deletion
from django.db import migrations, models

KEYS = ("id", "community")
KEY_NUMBERS = (
    *("surveys", "overcrowded", "target_groups_low_income", "household_income_count"),
    *("land_tenure", "visit_result"),
)
TEXTS = ("district", "round", "state")
NOT_DRAWN = (
    *("dwelling", "material", "form", "timeframe", "join_baan_mankong", "received_before", "debt", "rent"),
    *("household_income_sum", "afford", "floor_area", "people"),
)


def place_in_row(field) -> int:
    if field.name in KEYS:
        return 0
    if field.name.startswith(KEY_NUMBERS):
        return 1
    if field.name in TEXTS:
        return 3
    return 4 if field.name.startswith(NOT_DRAWN) else 2


def lay_out(apps, schema_editor):
    """Make the table again in the order of its readers, and put the rows back with their districts."""
    figure = apps.get_model("surveys", "Figure")
    schema_editor.execute(
        "CREATE TEMPORARY TABLE figures_kept AS SELECT f.*, c.district_id "
        "FROM surveys_figure f JOIN communities_community c ON c.id = f.community_id"
    )
    schema_editor.delete_model(figure)
    figure._meta.local_fields.sort(key=place_in_row)
    schema_editor.create_model(figure)
    key = {"id", "round_id", "district_id", "community_id", "state"}
    measures = [field.column for field in figure._meta.concrete_fields if field.column not in key]
    put_back(schema_editor, measures)
    schema_editor.execute("DROP TABLE figures_kept")


def put_back(schema_editor, measures):
    """The rows as they were, and the sums of those that are approved and beyond."""
    columns = ", ".join(measures)
    sums = ", ".join(f"SUM({column})" for column in measures)
    into = f"INSERT INTO surveys_figure (round_id, district_id, community_id, state, {columns})"
    schema_editor.execute(
        f"{into} SELECT round_id, district_id, community_id, state, {columns} FROM figures_kept "
        "ORDER BY round_id, state, community_id"
    )
    schema_editor.execute(
        f"{into} SELECT round_id, district_id, community_id, 'passed', {sums} FROM figures_kept "
        "WHERE state IN ('approved', 'accepted') GROUP BY round_id, district_id, community_id "
        "ORDER BY round_id, community_id"
    )


def forget_district(apps, schema_editor):
    """The table as it was understood before; the order of its columns may stay."""
    figure = apps.get_model("surveys", "Figure")
    schema_editor.execute("DELETE FROM surveys_figure WHERE state = 'passed'")
    unique = figure._meta.constraints[0]
    schema_editor.remove_constraint(figure, unique)
    figure._meta.constraints.remove(unique)
    schema_editor.remove_field(figure, figure._meta.get_field("district"))
    before = models.UniqueConstraint(fields=["round", "community", "state"], name=unique.name)
    schema_editor.add_constraint(figure, before)


DECLARED = [
    migrations.RemoveConstraint(model_name="figure", name="one_figure_row_per_state"),
    migrations.AddField(
        model_name="figure",
        name="district",
        field=models.ForeignKey(
            db_index=False,
            default=None,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="figures",
            to="districts.district",
            verbose_name="เขต",
        ),
        preserve_default=False,
    ),
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
                ("passed", "อนุมัติแล้วขึ้นไป"),
            ],
            max_length=10,
            verbose_name="สถานะ",
        ),
    ),
    migrations.AddConstraint(
        model_name="figure",
        constraint=models.UniqueConstraint(
            fields=("round", "district", "community", "state"), name="one_figure_row_per_state"
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0002_household_sort_key"),
        ("districts", "0001_initial"),
        ("surveys", "0011_sketch_of_a_file"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=DECLARED),
        migrations.RunPython(lay_out, forget_district),
    ]
