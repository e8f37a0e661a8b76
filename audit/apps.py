"""The audit app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Registers audit."""

    name = "audit"
    verbose_name = _("บันทึกการเข้าถึงข้อมูล")

    def ready(self) -> None:
        """Exports of the admin and what happens to accounts come here; apps name in `seen` what entries are about."""
        from accounts.events import told_to
        from audit.events import note
        from audit.models import record_export
        from bkkhousing.lib.register_admin import record_with

        record_with(record_export)
        told_to(note)
        autodiscover_modules("seen")
