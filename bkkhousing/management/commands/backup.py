"""`backup`: everything the service keeps in one sealed file, proved by reading it back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from bkkhousing.backup import checking, making, old_backups
from bkkhousing.backup.checking import Contents
from bkkhousing.backup.problems import BackupProblem


class Command(BaseCommand):
    """Ends with an error unless the file is whole, proved and under its name."""

    help = _("สำรองฐานข้อมูลและไฟล์ทั้งหมดเป็นไฟล์ปิดผนึกไฟล์เดียว และตรวจโดยอ่านกลับ")

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help=_("ไฟล์ใหม่ หรือโฟลเดอร์ที่จะตั้งชื่อไฟล์ตามเวลา"))
        parser.add_argument("--check", action="store_true", help=_("ตรวจไฟล์ที่มีอยู่โดยไม่กู้คืน"))
        parser.add_argument("--keep", type=int, default=0, help=_("เก็บไฟล์ล่าสุดในโฟลเดอร์ไว้กี่ไฟล์"))

    def handle(self, *, file: Path, check: bool, keep: int, **options) -> None:
        at = timezone.now()
        try:
            if check:
                contents = checking.check(file)
            else:
                file = old_backups.named(file, at=at)
                contents = making.make(path=file, at=at)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.report(file, contents)
        if keep > 0 and not check:
            old_backups.remove_all_but(file.parent, keep)

    def report(self, file: Path, contents: Contents) -> None:
        said = {
            "file": file,
            "rows": f"{contents.rows:,}",
            "tables": len(contents.told["tables"]),
            "files": f"{contents.files:,}",
        }
        self.stdout.write(_("%(file)s ครบถ้วน: %(rows)s แถวใน %(tables)s ตาราง %(files)s ไฟล์") % said)
