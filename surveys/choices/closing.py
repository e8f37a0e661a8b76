"""Codes of section H: closing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Difficulty(models.TextChoices):
    """How hard the interview was."""

    EASY = "easy", _("ราบรื่น")
    SOME = "some", _("ติดขัดบ้าง")
    HARD = "hard", _("ลำบาก")
