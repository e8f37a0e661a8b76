"""Writes the surveys of a round to a workbook or a CSV file: `manage.py export_surveys`."""

import json
import logging
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.models import District
from surveys import exporting
from surveys.choices.privacy import Purpose
from surveys.exporting.book import SUFFIXES
from surveys.exporting.measuring import peak_mib
from surveys.exporting.terms import NoAgreement, Terms, terms_of
from surveys.models import Round, Survey

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Masked unless --full; the last line is JSON; a refused export leaves no file."""

    help = _("ส่งออกแบบสำรวจของรอบหนึ่งเป็น .xlsx หรือ .csv ปิดบังข้อมูลส่วนบุคคล เว้นแต่สั่ง --full")

    def add_arguments(self, parser) -> None:
        parser.add_argument("--round", required=True, help=_("รหัสรอบสำรวจ เช่น 2570"))
        parser.add_argument("--output", required=True, help=_("ไฟล์ที่จะเขียน ลงท้ายด้วย .xlsx หรือ .csv"))
        parser.add_argument("--district", default="", help=_("รหัสเขต 4 หลัก เว้นว่างคือทั้งกรุงเทพมหานคร"))
        parser.add_argument("--state", default=exporting.COUNTED, help=", ".join(dict(exporting.states())))
        parser.add_argument(
            "--for", dest="purpose", default=Purpose.OWN.value, help=", ".join(Purpose.values)
        )
        parser.add_argument("--full", action="store_true", help=_("แสดงข้อมูลส่วนบุคคล"))

    def handle(self, *, output: str, full: bool, state: str, **options) -> None:
        started = time.monotonic()
        path = path_of(output)
        selection = exporting.Selection(
            round=round_of(options["round"]),
            district=district_of(options["district"]),
            state=state_of(state),
            full=full,
            terms=terms_for(options["purpose"]),
        )
        written = self.write(path, selection)
        log.info("export_surveys: %s surveys, %s", written.surveys, selection.scope)
        self.stdout.write(json.dumps(summary(written, seconds=time.monotonic() - started)))

    def write(self, path: Path, selection: exporting.Selection) -> exporting.Written:
        """As the operator of the machine, who may read everything in the database anyway."""
        try:
            return exporting.export(
                path,
                selection=selection,
                surveys=Survey.objects.all(),
                by=_("ผู้ดูแลเครื่องแม่ข่าย (คำสั่ง export_surveys)"),
                at=timezone.now(),
            )
        except exporting.ExportProblem as problem:
            raise CommandError(problem.sentence) from problem


def summary(written: exporting.Written, *, seconds: float) -> dict[str, object]:
    """What the last line says; an export whose rows differ from the count has failed before."""
    return {
        "surveys": written.surveys,
        "members": written.members,
        "written": written.surveys,
        "seconds": round(seconds, 2),
        "peak_mib": peak_mib(),
    }


def path_of(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise CommandError(_("ชื่อไฟล์ต้องลงท้ายด้วย .xlsx หรือ .csv"))
    if not path.parent.is_dir():
        raise CommandError(_("ไม่มีโฟลเดอร์ %(folder)s — สร้างก่อนแล้วสั่งใหม่") % {"folder": path.parent})
    if path.is_dir():
        raise CommandError(_("%(path)s เป็นโฟลเดอร์ ใส่ชื่อไฟล์ด้วย") % {"path": path})
    return path


def round_of(code: str) -> Round:
    found = Round.objects.filter(pk=code).first()
    if not found:
        known = ", ".join(Round.objects.newest_first().values_list("pk", flat=True)) or "–"
        raise CommandError(_("ไม่มีรอบสำรวจ %(code)s — รอบที่มี: %(known)s") % {"code": code, "known": known})
    return found


def district_of(code: str) -> District | None:
    found = District.objects.filter(pk=code).first() if code else None
    if code and not found:
        raise CommandError(_("ไม่มีเขตรหัส %(code)s — รหัสเขตมี 4 หลัก ตั้งแต่ 1001 ถึง 1050") % {"code": code})
    return found


def terms_for(purpose: str) -> Terms | None:
    if purpose not in Purpose.values:
        known = {"code": purpose, "known": ", ".join(Purpose.values)}
        raise CommandError(_("ไม่มีวัตถุประสงค์ %(code)s — ใช้ได้: %(known)s") % known)
    try:
        return terms_of(purpose, timezone.localdate())
    except NoAgreement:
        raise CommandError(_("ไม่มีข้อตกลงส่งต่อข้อมูลกับหน่วยงานนี้ที่ใช้อยู่วันนี้ — เพิ่มข้อตกลงก่อน")) from None


def state_of(code: str) -> str:
    known = dict(exporting.states())
    if code not in known:
        raise CommandError(
            _("ไม่มีสถานะ %(code)s — ใช้ได้: %(known)s") % {"code": code, "known": ", ".join(known)}
        )
    return code
