"""The secret that opens what a person's devices keep."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.querysets import DeviceKeyQuerySet


def new_secret() -> bytes:
    """32 random bytes, enough for a key that nobody guesses."""
    return secrets.token_bytes(DeviceKey.SECRET_BYTES)


class DeviceKey(models.Model):
    """What the key of a person's forms on a device is made from; given to nobody but that person."""

    SECRET_BYTES = 32
    personal_fields = ("secret",)

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("ผู้ใช้งาน"), related_name="device_key"
    )
    secret = models.BinaryField(_("ความลับของเครื่อง"), max_length=SECRET_BYTES, default=new_secret)
    created_at = models.DateTimeField(_("สร้างเมื่อ"))

    objects = DeviceKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("กุญแจของเครื่อง")
        verbose_name_plural = _("กุญแจของเครื่อง")

    def __str__(self) -> str:
        return str(self.user)
