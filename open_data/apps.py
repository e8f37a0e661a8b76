"""The open data app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    """Registers open data."""

    name = "open_data"
    verbose_name = _("ข้อมูลเปิด")
