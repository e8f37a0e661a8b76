"""A person's key for programs that use the API in their name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.querysets import ApiTokenQuerySet


class ApiToken(models.Model):
    """Its secret was shown once; what is kept here lets nobody in."""

    personal_fields = ("user", "name", "digest")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("ผู้ใช้งาน"), related_name="api_tokens"
    )
    name = models.CharField(_("ใช้กับอะไร"), max_length=60)
    digest = models.CharField(_("ค่าย่อยของรหัส"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("สร้างเมื่อ"))
    expires_at = models.DateTimeField(_("ใช้ได้ถึง"))
    used_at = models.DateTimeField(_("ใช้ล่าสุด"), null=True)
    ended_at = models.DateTimeField(_("เลิกใช้เมื่อ"), null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("รหัสของโปรแกรม")
        verbose_name_plural = _("รหัสของโปรแกรม")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name
