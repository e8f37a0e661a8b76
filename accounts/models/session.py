"""A place where somebody is signed in."""

from hashlib import sha256

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.querysets import SessionManager


class Session(AbstractBaseSession):
    """Django's session with the person, the device and the times beside it, so that it can be shown and ended."""

    personal_fields = ("session_data", "user", "address", "agent")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("ผู้ใช้งาน"), null=True, related_name="sessions"
    )
    begun_at = models.DateTimeField(_("เริ่มเมื่อ"))
    seen_at = models.DateTimeField(_("ใช้ล่าสุด"))
    address = models.CharField(_("ที่อยู่เครือข่าย"), max_length=45, blank=True)
    agent = models.CharField(_("เบราว์เซอร์"), max_length=300, blank=True)

    objects = SessionManager()

    class Meta:
        verbose_name = _("การเข้าใช้")
        verbose_name_plural = _("การเข้าใช้")
        ordering = ["-seen_at"]

    @classmethod
    def get_session_store_class(cls) -> type:
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")

    @property
    def handle(self) -> str:
        """Names the session on a page without letting anybody use it."""
        return sha256(self.session_key.encode()).hexdigest()[:20]
