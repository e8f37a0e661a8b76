"""Ids and phones, and what was kept of them elsewhere, become columns that the database cannot read."""

import bkkhousing.lib.sealed_fields
import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0017_what_partners_get_and_what_was_erased'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='member',
            name='member_citizen_id',
        ),
        migrations.AlterField(
            model_name='member',
            name='citizen_id',
            field=bkkhousing.lib.sealed_fields.SealedTextField(blank=True, blind=True, default='', max_length=20, verbose_name='เลขประจำตัว 13 หลัก'),
        ),
        migrations.AlterField(
            model_name='survey',
            name='phone',
            field=bkkhousing.lib.sealed_fields.SealedTextField(blank=True, default='', help_text='เช่น 081-234-5678', max_length=20, verbose_name='เบอร์โทรศัพท์'),
        ),
        # JSON stays JSON: a sealed value is a JSON string, so the tables are as they were.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='change',
                    name='fields',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(default=dict, verbose_name='สิ่งที่เปลี่ยน'),
                ),
                migrations.AlterField(
                    model_name='debt',
                    name='hidden_answers',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, verbose_name='คำตอบที่ถูกข้าม'),
                ),
                migrations.AlterField(
                    model_name='debt',
                    name='raw_answers',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, verbose_name='ข้อความที่ยังอ่านไม่ได้'),
                ),
                migrations.AlterField(
                    model_name='fileimport',
                    name='sketch',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, help_text='หัวตารางและแถวแรก ๆ ของแต่ละแผ่นงาน', verbose_name='ภาพร่างของไฟล์'),
                ),
                migrations.AlterField(
                    model_name='importedrow',
                    name='before',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, help_text='เฉพาะค่าที่การนำเข้าเปลี่ยน ใช้เมื่อย้อนคืน', verbose_name='ค่าเดิม'),
                ),
                migrations.AlterField(
                    model_name='importedrow',
                    name='problems',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=list, help_text='รายการ sheet, row, column, header, code, sentence, refuses', verbose_name='ข้อที่ต้องดู'),
                ),
                migrations.AlterField(
                    model_name='member',
                    name='hidden_answers',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, verbose_name='คำตอบที่ถูกข้าม'),
                ),
                migrations.AlterField(
                    model_name='member',
                    name='raw_answers',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, verbose_name='ข้อความที่ยังอ่านไม่ได้'),
                ),
                migrations.AlterField(
                    model_name='merge',
                    name='rows',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='แถวที่นำออก'),
                ),
                migrations.AlterField(
                    model_name='survey',
                    name='extra',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, verbose_name='คอลัมน์อื่นของแฟ้มนำเข้า'),
                ),
                migrations.AlterField(
                    model_name='survey',
                    name='hidden_answers',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, verbose_name='คำตอบที่ถูกข้าม'),
                ),
                migrations.AlterField(
                    model_name='survey',
                    name='raw_answers',
                    field=bkkhousing.lib.sealed_fields.SealedJSONField(blank=True, default=dict, verbose_name='ข้อความที่ยังอ่านไม่ได้'),
                ),
            ]
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(bkkhousing.lib.sealed_fields.Alike('citizen_id'), condition=models.Q(('citizen_id', ''), _negated=True), name='member_same_id'),
        ),
    ]
