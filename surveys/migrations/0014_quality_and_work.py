"""How far answers can be trusted is counted, and who sent how much on which day.

The figures are laid out anew, as before: the quality of answers stands among the key numbers, which every page shows.
What earlier forms were asked and left open is not known here; `manage.py rebuild_figures` counts it.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEYS = ("id", "community")
KEY_NUMBERS = (
    *("surveys", "overcrowded", "target_groups_low_income", "household_income_count"),
    *("land_tenure", "visit_result", "quality_", "writes"),
)
TEXTS = ("district", "round", "state")
NOT_DRAWN = (
    *("dwelling", "material", "form", "timeframe", "join_baan_mankong", "received_before", "debt", "rent"),
    *("household_income_sum", "afford", "floor_area", "people"),
)
STATES = (
    "('draft', 'draft'), ('submitted', 'submitted'), ('returned', 'returned'), ('approved', 'approved'), "
    "('accepted', 'accepted'), ('submitted', 'counted'), ('approved', 'counted'), ('accepted', 'counted'), "
    "('approved', 'passed'), ('accepted', 'passed')"
)
QUALITY = {
    "quality_soft": "SUM(s.soft_problems)",
    "quality_with_soft": "COUNT(*) FILTER (WHERE s.soft_problems > 0)",
    "quality_proxies": "COUNT(*) FILTER (WHERE s.informant IN ('leader', 'neighbour'))",
    "quality_changed": "SUM(s.changed_values)",
    "quality_changed_forms": "COUNT(*) FILTER (WHERE s.changed_values > 0)",
}
FULL = 70
DAY = {
    "postgresql": "(COALESCE(submitted_at, created_at) AT TIME ZONE 'Asia/Bangkok')::date",
    "sqlite": "date(COALESCE(submitted_at, created_at), '+7 hours')",
}
HOURS = {
    "postgresql": "FLOOR(EXTRACT(EPOCH FROM reviewed_at - submitted_at))::bigint / 3600",
    "sqlite": "CAST(ROUND((julianday(reviewed_at) - julianday(submitted_at)) * 86400) AS INTEGER) / 3600",
}


def count_changes(apps, schema_editor):
    """Forms that were opened again after an approval: how many answers differ from those approved."""
    survey, move = apps.get_model("surveys", "Survey"), apps.get_model("surveys", "Move")
    opened = move.objects.filter(
        from_state__in=("approved", "accepted"), to_state__in=("returned", "submitted")
    )
    for key in opened.order_by().values_list("survey_id", flat=True).distinct():
        approvals = move.objects.filter(survey_id=key, to_state="approved").order_by("at")
        first = approvals.values_list("at", flat=True).first()
        number = differing(apps, key, first) if first else 0
        if number:
            survey.objects.filter(pk=key).update(changed_values=number)


def differing(apps, key, since):
    """The number of answers that changes after this moment left otherwise."""
    changes = apps.get_model("surveys", "Change").objects.filter(survey_id=key, at__gt=since)
    first, last = {}, {}
    for fields in changes.order_by("revision").values_list("fields", flat=True):
        for name, (old, new) in fields.items():
            first.setdefault(name, old)
            last[name] = new
    return sum(first[name] != last[name] for name in first if not name.startswith("confirmed-"))


def place_in_row(field) -> int:
    if field.name in KEYS:
        return 0
    if field.name.startswith(KEY_NUMBERS):
        return 1
    if field.name in TEXTS:
        return 3
    return 4 if field.name.startswith(NOT_DRAWN) else 2


def lay_out(apps, schema_editor):
    """Make the table of figures again in the order of its readers, and put the rows back."""
    figure = apps.get_model("surveys", "Figure")
    schema_editor.execute("CREATE TEMPORARY TABLE figures_kept AS SELECT * FROM surveys_figure")
    schema_editor.delete_model(figure)
    figure._meta.local_fields.sort(key=place_in_row)
    schema_editor.create_model(figure)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE surveys_figure SET (fillfactor = {FULL})")
    put_back(schema_editor, [field.column for field in figure._meta.concrete_fields if field.column != "id"])
    schema_editor.execute("DROP TABLE figures_kept")


def put_back(schema_editor, columns):
    """The rows as they were, with the quality of the answers behind them."""
    kept = [column for column in columns if not column.startswith("quality_") and column != "writes"]
    sums = ", ".join(f"{sql} AS {column}" for column, sql in QUALITY.items())
    schema_editor.execute(
        f"INSERT INTO surveys_figure ({', '.join((*kept, *QUALITY))}) "
        f"SELECT {', '.join(f'f.{column}' for column in kept)}, "
        f"{', '.join(f'COALESCE(q.{column}, 0)' for column in QUALITY)} FROM figures_kept f "
        f"LEFT JOIN (SELECT s.round_id, k.column2 AS state, s.district_id, s.community_id, {sums} "
        f"FROM surveys_survey s JOIN (VALUES {STATES}) k ON k.column1 = s.state "
        "WHERE s.community_id IS NOT NULL GROUP BY 1, 2, 3, 4) q ON q.round_id = f.round_id "
        "AND q.state = f.state AND q.district_id = f.district_id AND q.community_id = f.community_id "
        "ORDER BY f.round_id, f.state, f.district_id, f.community_id"
    )


def count_work(apps, schema_editor):
    """What has been sent so far, by district, day and officer."""
    vendor = schema_editor.connection.vendor
    reviewed = "s.reviewed_at >= s.submitted_at AND s.state IN ('approved', 'accepted')"
    sums = {
        "sent": "COUNT(*)",
        "approved": "COUNT(*) FILTER (WHERE s.state IN ('approved', 'accepted'))",
        "hours": f"COALESCE(SUM(CASE WHEN {reviewed} THEN s.hours ELSE 0 END), 0)",
        "returned": "COUNT(*) FILTER (WHERE p.returns > 0)",
        **{column.removeprefix("quality_"): sql for column, sql in QUALITY.items()},
    }
    schema_editor.execute(
        f"INSERT INTO surveys_workfigure (round_id, district_id, day, officer_id, {', '.join(sums)}) "
        f"SELECT s.round_id, s.district_id, s.day, s.created_by_id, {', '.join(sums.values())} "
        f"FROM (SELECT *, {DAY[vendor]} AS day, {HOURS[vendor]} AS hours FROM surveys_survey "
        "WHERE state IN ('submitted', 'approved', 'accepted')) s "
        "LEFT JOIN (SELECT survey_id, COUNT(*) AS returns FROM surveys_move WHERE to_state = 'returned' "
        "GROUP BY survey_id) p ON p.survey_id = s.id "
        "GROUP BY s.round_id, s.district_id, s.day, s.created_by_id "
        "ORDER BY s.round_id, s.district_id, s.day, s.created_by_id"
    )


DECLARED = [
    migrations.AddField(
        model_name="figure",
        name="quality_asked",
        field=models.BigIntegerField(db_default=0),
    ),
    migrations.AddField(
        model_name="figure",
        name="quality_changed",
        field=models.BigIntegerField(db_default=0),
    ),
    migrations.AddField(
        model_name="figure",
        name="quality_changed_forms",
        field=models.IntegerField(db_default=0),
    ),
    migrations.AddField(
        model_name="figure",
        name="quality_missing",
        field=models.BigIntegerField(db_default=0),
    ),
    migrations.AddField(
        model_name="figure",
        name="quality_proxies",
        field=models.IntegerField(db_default=0),
    ),
    migrations.AddField(
        model_name="figure",
        name="quality_soft",
        field=models.BigIntegerField(db_default=0),
    ),
    migrations.AddField(
        model_name="figure",
        name="quality_with_soft",
        field=models.IntegerField(db_default=0),
    ),
    migrations.AddField(
        model_name="figure",
        name="writes",
        field=models.BigIntegerField(
            db_default=1, help_text="เปลี่ยนทุกครั้งที่แบบซึ่งนับอยู่ในแถวนี้เปลี่ยน", verbose_name="จำนวนครั้งที่เขียน"
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0002_district_boundary"),
        ("surveys", "0013_room_for_figures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="survey",
            name="asked_answers",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                default=0,
                help_text="ข้อที่มีตัวเลือกในหมวด ค ถึง ช ซึ่งแบบนี้ต้องตอบ",
                verbose_name="ข้อที่ถาม",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="changed_values",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="คำตอบที่ต่างจากตอนอนุมัติครั้งแรก", verbose_name="ข้อที่เปลี่ยนหลังอนุมัติ"
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="missing_answers",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                default=0,
                help_text="ในจำนวนนั้น ข้อที่เว้นว่าง ไม่ทราบ หรือไม่ประสงค์ตอบ",
                verbose_name="ข้อที่ไม่ได้คำตอบ",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="sent_at",
            field=models.DateTimeField(
                blank=True,
                help_text="เก็บไว้เมื่อสำนักให้ตรวจใหม่ เพราะเวลาส่งเริ่มนับใหม่ตั้งแต่ตอนนั้น",
                null=True,
                verbose_name="เขตส่งเมื่อ",
            ),
        ),
        migrations.CreateModel(
            name="WorkFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="วันที่ส่ง")),
                ("sent", models.IntegerField(db_default=0)),
                ("approved", models.IntegerField(db_default=0)),
                ("hours", models.IntegerField(db_default=0)),
                ("returned", models.IntegerField(db_default=0)),
                ("soft", models.IntegerField(db_default=0)),
                ("with_soft", models.IntegerField(db_default=0)),
                ("proxies", models.IntegerField(db_default=0)),
                ("asked", models.IntegerField(db_default=0)),
                ("missing", models.IntegerField(db_default=0)),
                ("changed", models.IntegerField(db_default=0)),
                ("changed_forms", models.IntegerField(db_default=0)),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_figures",
                        to="districts.district",
                        verbose_name="เขต",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_figures",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้กรอก",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work_figures",
                        to="surveys.round",
                        verbose_name="รอบสำรวจ",
                    ),
                ),
            ],
            options={
                "verbose_name": "ตัวเลขงาน",
                "verbose_name_plural": "ตัวเลขงาน",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "district", "day", "officer"),
                        name="one_work_row_per_officer_and_day",
                    )
                ],
            },
        ),
        migrations.RunPython(count_changes, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(state_operations=DECLARED),
        migrations.RunPython(lay_out, migrations.RunPython.noop),
        migrations.RunPython(count_work, migrations.RunPython.noop),
    ]
