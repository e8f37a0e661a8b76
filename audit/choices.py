"""What can be done with personal data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """The kind of access that is recorded."""

    VIEW = "view", _("เปิดดู")
    EXPORT = "export", _("ส่งออก")
    REVEAL = "reveal", _("เปิดข้อมูลที่ปิดบัง")
