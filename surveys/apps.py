"""The surveys app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    """Registers surveys."""

    name = "surveys"
    verbose_name = _("การสำรวจที่อยู่อาศัย")
