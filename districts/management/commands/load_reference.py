"""Loads the reference data of every app: `manage.py load_reference`."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

from districts.reference import BrokenReference

Loader = Callable[..., dict[str, int]]


class Command(BaseCommand):
    """Calls `load(*, folder)` of every app that has a module `reference`, in the order of the apps."""

    help = _("โหลดข้อมูลอ้างอิง (กลุ่มเขต เขต แขวง และข้อมูลอ้างอิงของทุกส่วน) รันซ้ำได้")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures", help=_("โฟลเดอร์ของไฟล์ข้อมูลอ้างอิง")
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            with transaction.atomic():
                lines = [line_of(name, load(folder=options["folder"])) for name, load in loaders()]
        except BrokenReference as error:
            raise CommandError(error.sentence) from error
        except DatabaseError as error:
            raise CommandError(_("บันทึกข้อมูลอ้างอิงไม่ได้: %(reason)s") % {"reason": error}) from error
        self.stdout.write("\n".join(lines))


def loaders() -> Iterator[tuple[str, Loader]]:
    """The app names with their loaders, lowest app first."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "reference"):
            module = import_module(f"{config.name}.reference")
            if load := getattr(module, "load", None):
                yield str(config.verbose_name), load


def line_of(name: str, counts: dict[str, int]) -> str:
    """One plain line: เขตและแขวง: กลุ่มเขต 6 เขต 50 แขวง 180."""
    return f"{name}: " + " ".join(f"{what} {count:,}" for what, count in counts.items())
