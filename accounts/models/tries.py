"""Tries to sign in, from which it is told when an account or an address has to wait."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import Outcome
from accounts.querysets import TryQuerySet


class SignInTry(models.Model):
    """One try; who, from where, with which browser and which password are keyed digests that cannot be read back."""

    personal_fields = ()

    who = models.CharField(_("บัญชี"), max_length=32)
    whence = models.CharField(_("มาจาก"), max_length=32, blank=True)
    device = models.CharField(_("เครื่อง"), max_length=32, blank=True)
    tried = models.CharField(_("สิ่งที่ลอง"), max_length=8, blank=True)
    outcome = models.CharField(_("ผล"), max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    at = models.DateTimeField(_("เวลา"), db_index=True)

    objects = TryQuerySet.as_manager()

    class Meta:
        verbose_name = _("การลองเข้าสู่ระบบ")
        verbose_name_plural = _("การลองเข้าสู่ระบบ")
        indexes = [
            models.Index(fields=["who", "at"]),
            models.Index(fields=["whence", "at"]),
            models.Index(fields=["tried", "at"]),
        ]
