"""What is taken away of what is kept about people, and for whom a file is made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices.visit import Share


class Erased(models.TextChoices):
    """What an entry of the erasure ledger took away."""

    HOUSEHOLD = "household", _("ทั้งครัวเรือน")
    SURVEY = "survey", _("แบบสำรวจ")
    PERSON = "person", _("คนหนึ่งในครัวเรือน")
    SENSITIVE = "sensitive", _("คำตอบสุขภาพและความพิการ")
    IDENTITY = "identity", _("สิ่งที่บอกว่าเป็นใคร เมื่อครบกำหนดเก็บ")
    PHOTOS = "photos", _("รูปถ่าย เมื่อครบกำหนดเก็บ")


class Purpose(models.TextChoices):
    """For whom a file is made: the office itself, or a partner that the household agreed to."""

    OWN = "own", _("ใช้งานภายในกรุงเทพมหานคร")
    CODI = Share.CODI.value, _("ส่งให้ พอช.")
    NHA = Share.NHA.value, _("ส่งให้การเคหะแห่งชาติ")
    MSDHS = Share.MSDHS.value, _("ส่งให้กระทรวง พม.")
