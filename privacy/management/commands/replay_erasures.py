"""Erases again what the ledger says was erased: `manage.py replay_erasures [FILE]`, after a restore."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from privacy.replaying import replay


class Command(BaseCommand):
    """A second time nothing is left to do."""

    help = _("ลบซ้ำตามทะเบียนการลบ หลังกู้คืนข้อมูลสำรองที่เก่ากว่า")

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help=_("ไฟล์ทะเบียนการลบ เว้นว่างคือไฟล์ของเครื่องนี้"))

    def handle(self, *, file: Path | None, **options) -> None:
        if file and not file.is_file():
            raise CommandError(_("ไม่มีไฟล์ %(path)s") % {"path": file})
        done = replay(file or Path(settings.ERASURE_LEDGER), at=timezone.now())
        self.stdout.write(_("ลบซ้ำ %(n)s รายการ") % {"n": f"{done:,}"})
