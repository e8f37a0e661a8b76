"""What is written down: what was done with personal data, and reminders that people had sent to others."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """The kind of access that is recorded."""

    VIEW = "view", _("เปิดดู")
    EXPORT = "export", _("ส่งออก")
    REVEAL = "reveal", _("เปิดข้อมูลที่ปิดบัง")
    REMIND = "remind", _("ส่งการเตือน")
