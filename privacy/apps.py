"""The privacy app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """Registers privacy."""

    name = "privacy"
    verbose_name = _("ข้อมูลส่วนบุคคล")
