"""Takes over the surveys of a foreign file: `manage.py import_surveys FILE --round CODE --mapping NAME`."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import User
from accounts.system import import_account
from bkkhousing.lib.row_problems import RowProblem, listed, refusing
from bkkhousing.lib.sheets import SheetProblem
from bkkhousing.lib.uploads import read_table
from districts.models import District
from surveys.importing.intake import Outcome, take_in
from surveys.importing.mapping import MappingProblem, SurveyMapping, load
from surveys.importing.report import write_report
from surveys.models import Round

WRITERS = (Role.OFFICER, Role.HEAD, Role.DEPARTMENT, Role.ADMIN)


class Command(BaseCommand):
    """Writes all rows of a file or none; the last line it prints is JSON."""

    help = _("นำเข้าแบบสำรวจจากแฟ้มอื่น (CSV หรือ .xlsx) รันซ้ำได้ ถ้ามีแถวใดใช้ไม่ได้จะไม่บันทึกเลย")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("ไฟล์แบบสำรวจ"))
        parser.add_argument("--round", required=True, metavar="CODE", help=_("รหัสรอบสำรวจ เช่น 2568"))
        parser.add_argument("--mapping", required=True, metavar="NAME", help=_("แฟ้มจับคู่ เช่น kobo_2568"))
        parser.add_argument("--dry-run", action="store_true", help=_("ลองทั้งหมดแต่ไม่บันทึก"))
        parser.add_argument(
            "--unmatched",
            choices=("outside", "skip"),
            default="",
            help=_("ชื่อชุมชนที่ไม่พบ: outside นับเป็นนอกชุมชนจดทะเบียน skip ข้ามแถว ไม่ระบุคือหยุดให้ตัดสินใจ"),
        )
        parser.add_argument("--report", type=Path, metavar="OUT.xlsx", help=_("เขียนรายงานเป็นสมุดงาน"))
        parser.add_argument("--by", metavar="USERNAME", help=_("ผู้นำเข้า ไม่ระบุคือบัญชีนำเข้าของระบบ"))

    def handle(self, *args: object, **options: object) -> None:
        mapping, round = _mapping(options["mapping"]), _round(options["round"])
        if (path := options["report"]) and not path.absolute().parent.is_dir():
            self.stop(_unread(), _("เขียนรายงานไม่ได้ ไม่มีโฟลเดอร์ของ --report"))
        outcome = self.outcome(options, mapping, round)
        self.tell(outcome)
        if path:
            self.write_report(path, outcome, options["by"] or "")
        if outcome.is_refused:
            self.stop(outcome, _why(outcome))
        if options["dry_run"]:
            self.stdout.write(_("ทดลองเท่านั้น ไม่ได้บันทึก"))
        self.stdout.write(json.dumps(outcome.counts()))

    def outcome(self, options: dict, mapping: SurveyMapping, round: Round) -> Outcome:
        """Take the file in, or stop because of the file as such."""
        by, at = _person(options["by"]), timezone.now()
        ways = {"unmatched": options["unmatched"], "dry_run": options["dry_run"]}
        try:
            content = read_table(options["file"])
            outcome = take_in(content, mapping=mapping, round=round, by=by, at=at, **ways)
        except OSError as error:
            self.stop(_unread(), _("เปิดไฟล์ไม่ได้ ตรวจชื่อและที่อยู่ของไฟล์"), error)
        except SheetProblem as error:
            self.stop(_unread(error.sentence), error.sentence, error)
        if not outcome.rows:
            self.stop(_unread(), _("ไฟล์นี้มีแต่หัวตาราง ไม่มีข้อมูล"))
        return outcome

    def tell(self, outcome: Outcome) -> None:
        """The names that were not found, with the nearest; then what is to be looked at, the gravest first."""
        districts = District.objects.in_bulk()
        for name in outcome.unmatched:
            words = {
                "district": districts[name.district].name_th,
                "name": name.name,
                "rows": name.rows,
                "nearest": " / ".join(name.nearest),
            }
            self.stdout.write(
                _("ไม่พบชุมชน “%(name)s” เขต%(district)s (%(rows)s แถว) ใกล้เคียง: %(nearest)s") % words
            )
        for line in listed(sorted(outcome.problems, key=lambda problem: not problem.refuses)):
            self.stdout.write(line)

    def write_report(self, path: Path, outcome: Outcome, author: str) -> None:
        words = {"districts": District.objects.in_bulk(), "author": author, "created": timezone.now()}
        try:
            write_report(path, outcome, **words)
        except OSError as error:
            self.stop(outcome, _("เขียนรายงานไม่ได้ ตรวจโฟลเดอร์ของ --report — จำนวนที่บันทึกดูบรรทัดก่อน"), error)

    def stop(self, outcome: Outcome, sentence: str, error: Exception | None = None) -> None:
        """Print the summary all the same, and end with an error."""
        self.stdout.write(json.dumps(outcome.counts()))
        raise CommandError(sentence) from error


def _mapping(name: str) -> SurveyMapping:
    try:
        return load(name)
    except MappingProblem as error:
        raise CommandError(error.sentence) from error


def _round(code: str) -> Round:
    round = Round.objects.filter(pk=code).first()
    if round is None:
        codes = ", ".join(Round.objects.newest_first().values_list("code", flat=True))
        raise CommandError(_("ไม่มีรอบสำรวจนี้ มี: %(codes)s") % {"codes": codes})
    return round


def _person(username: str | None) -> User:
    if not username:
        return import_account()
    person = User.objects.filter(username=username, is_active=True, role__in=WRITERS).first()
    if person is None:
        raise CommandError(_("ไม่มีผู้ใช้ชื่อนี้ หรือบทบาทไม่มีสิทธิ์เขียนแบบสำรวจ"))
    return person


def _unread(sentence: str = "") -> Outcome:
    return Outcome(problems=[RowProblem(0, 0, "", "unreadable_file", sentence)])


def _why(outcome: Outcome) -> str:
    if refused := refusing(outcome.problems):
        words = {"count": f"{len(refused):,}"}
        return _("มี %(count)s ข้อที่ต้องแก้ก่อน ไม่ได้บันทึกแถวใดเลย") % words
    words = {"count": f"{len(outcome.unmatched):,}"}
    return (
        _(
            "ไม่พบชุมชน %(count)s ชื่อ ไม่ได้บันทึกแถวใดเลย — เพิ่มชื่ออื่นให้ชุมชนแล้วรันใหม่ "
            "หรือเลือก --unmatched outside (นับเป็นนอกชุมชนจดทะเบียน) หรือ --unmatched skip (ข้ามแถว)"
        )
        % words
    )
