"""Who may use what was kept for exports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sharing(models.TextChoices):
    """Who may use the choices that somebody kept for an export."""

    OWN = "own", _("เฉพาะฉัน")
    DISTRICT = "district", _("ทุกคนในเขตของฉัน")
    EVERYONE = "everyone", _("ทุกคนที่ส่งออกได้")
