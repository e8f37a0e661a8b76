"""Brings this machine's database and files up to what the code expects, with demo data when empty."""

import os
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, call_command

from bkkhousing import translations

DEMO_SURVEYS = 6_000


class Command(BaseCommand):
    help = "เตรียมฐานข้อมูล ข้อมูลอ้างอิง ข้อมูลสาธิต และไฟล์หน้าเว็บ (ใช้โดย make run)"

    def handle(self, **options) -> None:
        for catalogue in settings.LOCALE_PATHS:
            translations.compile_catalogues(Path(catalogue))
        call_command("migrate", verbosity=0)
        call_command("load_reference", stdout=self.stdout)
        if not apps.get_model("surveys.Survey").objects.exists():
            self.fill()
        if static_is_stale():
            call_command("collectstatic", interactive=False, verbosity=0)

    def fill(self) -> None:
        surveys = int(os.environ.get("DEMO_SURVEYS", DEMO_SURVEYS))
        self.stdout.write(f"สร้างข้อมูลสาธิต {surveys:,} ครัวเรือน …")
        call_command("seed_demo", surveys=surveys, stdout=self.stdout)


def static_is_stale() -> bool:
    """Whether a file of ours, or the set of installed packages, is newer than what was collected."""
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not collected.exists():
        return True
    ours = [path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*")]
    packages = (settings.BASE_DIR / ".venv").glob("installed-*")
    since = collected.stat().st_mtime
    return any(path.stat().st_mtime > since for path in (*ours, *packages))
