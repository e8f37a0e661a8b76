"""Where a version of the open data stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationState(models.TextChoices):
    """Prepared ones are seen by the Department alone; withdrawn ones are listed without their files."""

    PREPARED = "prepared", _("รอยืนยัน")
    PUBLISHED = "published", _("เผยแพร่แล้ว")
    WITHDRAWN = "withdrawn", _("ถอนแล้ว")


SEEN_BY_ANYONE = (PublicationState.PUBLISHED, PublicationState.WITHDRAWN)
