"""The districts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DistrictsConfig(AppConfig):
    """Registers districts."""

    name = "districts"
    verbose_name = _("เขตและแขวง")
