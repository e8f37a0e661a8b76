"""Phones of working groups become a column that the database cannot read."""

import bkkhousing.lib.sealed_fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0002_reminders'),
    ]

    operations = [
        migrations.AlterField(
            model_name='groupmember',
            name='phone',
            field=bkkhousing.lib.sealed_fields.SealedTextField(blank=True, max_length=40, verbose_name='โทรศัพท์'),
        ),
    ]
