"""The jobs app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Registers jobs, and the kinds of jobs that every app names in its `job_kinds`."""

    name = "jobs"
    verbose_name = _("งานเบื้องหลัง")

    def ready(self) -> None:
        autodiscover_modules("job_kinds")
