"""The audit app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Registers audit."""

    name = "audit"
    verbose_name = _("บันทึกการเข้าถึงข้อมูล")
