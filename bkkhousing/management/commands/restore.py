"""`restore`: fill an empty database, and the files beside it, from a backup."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bkkhousing.backup import problems, restoring
from bkkhousing.backup.problems import BackupProblem


class Command(BaseCommand):
    """Ends with an error, and the database as it was, unless everything is back and proved."""

    help = _("กู้คืนฐานข้อมูลและไฟล์จากไฟล์สำรองลงฐานข้อมูลว่าง แล้วพิสูจน์ว่าครบ")

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help=_("แทนที่ข้อมูลทั้งหมดที่มีอยู่"))
        parser.add_argument("--confirm", default="", help=_("ชื่อฐานข้อมูล เพื่อยืนยัน --replace โดยไม่ถาม"))

    def handle(self, *, file: Path, replace: bool, confirm: str, **options) -> None:
        try:
            if replace:
                self.require_confirmation(confirm)
            contents = restoring.restore(path=file, replaces=replace, tell=self.tell)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        said = {"rows": f"{contents.rows:,}", "files": f"{contents.files:,}"}
        self.stdout.write(_("กู้คืนครบและตรงทุกแถว: %(rows)s แถว %(files)s ไฟล์") % said)

    def require_confirmation(self, given: str) -> None:
        """Whoever replaces a database types its name."""
        name = restoring.name_of_database()
        typed = given or input(_("ข้อมูลทั้งหมดใน %(name)s จะหายไป พิมพ์ชื่อฐานข้อมูลเพื่อยืนยัน: ") % {"name": name})
        if typed.strip() != name:
            raise BackupProblem(problems.NOT_CONFIRMED % {"name": name})

    def tell(self, command: str) -> None:
        self.stdout.write(_("ตรวจ: %(command)s") % {"command": command})
