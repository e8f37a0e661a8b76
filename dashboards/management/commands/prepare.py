"""Brings this machine's database and files up to what the code expects, with demo data when empty."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.utils.translation import gettext as _

from accounts import demo
from bkkhousing.lib import translations
from surveys.models import Survey

DEMO_SURVEYS = 6_000


class Command(BaseCommand):
    help = _("เตรียมฐานข้อมูล ข้อมูลอ้างอิง ข้อมูลสาธิต และไฟล์หน้าเว็บ (ใช้โดย make run)")

    def handle(self, **options) -> None:
        for catalogue in settings.LOCALE_PATHS:
            translations.compile_catalogues(Path(catalogue))
        call_command("migrate", verbosity=0)
        call_command("load_reference", stdout=self.stdout)
        if Survey.objects.exists():
            self.stdout.write(demo.sign_ins())
        else:
            self.fill()
        if demo.sign_ins():
            demo.let_in_by_password()
        if static_is_stale():
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/")

    def fill(self) -> None:
        """Make demo households; the command that makes them says who may sign in."""
        surveys = int(os.environ.get("DEMO_SURVEYS", DEMO_SURVEYS))
        self.stdout.write(_("สร้างข้อมูลสาธิต %(n)s ครัวเรือน …") % {"n": f"{surveys:,}"})
        call_command("seed_demo", surveys=surveys, stdout=self.stdout)
        call_command("seed_plans", stdout=self.stdout)


def static_is_stale() -> bool:
    """Whether a file of ours, or the set of installed packages, is newer than what was collected."""
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not collected.exists():
        return True
    ours = [path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*")]
    packages = (settings.BASE_DIR / ".venv").glob("installed-*")
    since = collected.stat().st_mtime
    return any(path.stat().st_mtime > since for path in (*ours, *packages))
