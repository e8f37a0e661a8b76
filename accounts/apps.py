"""The accounts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Registers accounts."""

    name = "accounts"
    verbose_name = _("ผู้ใช้งาน")

    def ready(self) -> None:
        """What `check --deploy` asks of this app."""
        from accounts import checks  # noqa: F401
