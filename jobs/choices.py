"""Where a job stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """A job waits, runs, and ends in one of three ways."""

    WAITING = "waiting", _("รอคิว")
    RUNNING = "running", _("กำลังทำ")
    DONE = "done", _("เสร็จแล้ว")
    FAILED = "failed", _("ไม่สำเร็จ")
    CANCELLED = "cancelled", _("ยกเลิกแล้ว")


UNFINISHED = (State.WAITING, State.RUNNING)
STOPPED = (State.FAILED, State.CANCELLED)
