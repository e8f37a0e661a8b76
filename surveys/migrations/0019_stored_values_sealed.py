"""What was stored plain is sealed, batch after batch; gone back to, it is opened again.

Every batch is written by itself: interrupted, the migration goes on where it was.
"""

from django.db import migrations

from bkkhousing.lib import resealing


def seal(apps, schema_editor):
    _each(apps, resealing.seal_anew)


def unseal(apps, schema_editor):
    _each(apps, resealing.open_all)


def _each(apps, change):
    for model, fields in resealing.sealed_models(apps).items():
        if model._meta.app_label == "surveys":
            for _written in change(model, fields):
                pass


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("surveys", "0018_sealed_columns")]

    operations = [migrations.RunPython(seal, unseal)]
