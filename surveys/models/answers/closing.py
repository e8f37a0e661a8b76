"""Section H: closing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import Difficulty
from surveys.models import fields


class ClosingAnswers(models.Model):
    """What the officer adds at the end."""

    comment = fields.text(_("หมายเหตุ"), _("สิ่งที่ควรรู้เพิ่มเติม"), length=1000, kind="long_text")
    difficulty = fields.choice(_("ความราบรื่นของการสัมภาษณ์"), Difficulty, non_answers=False)

    class Meta:
        abstract = True
