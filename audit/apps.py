"""The audit app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Registers audit."""

    name = "audit"
    verbose_name = _("บันทึกการเข้าถึงข้อมูล")

    def ready(self) -> None:
        """Exports of the admin, which the library makes for every app, are written down here."""
        from audit.models import record_export
        from bkkhousing.lib.register_admin import record_with

        record_with(record_export)
