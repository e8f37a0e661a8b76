"""The work of the latest days is found without walking over the whole round."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0002_district_boundary"),
        ("surveys", "0015_savings_threats_and_welfare_gaps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="workfigure",
            index=models.Index(fields=["round", "day"], name="work_round_day"),
        ),
    ]
