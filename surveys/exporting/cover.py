"""The cover: what was asked for, by whom and when, and that every row that should be here is here."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.workbooks import Column, Sheet
from surveys.exporting.selection import Selection


def cover(
    selection: Selection, expected: Mapping[str, int], written: Mapping[str, int], *, by: str, at: datetime
) -> Sheet:
    """A row per fact; the rows of the data sheets are counted twice, in the database and while writing."""
    columns = [
        Column(_("รายการ"), "text", 30),
        Column(_("รายละเอียด"), "text", 60),
        Column(_("ในฐานข้อมูล (แถว)"), "integer", 20),
        Column(_("ในไฟล์นี้ (แถว)"), "integer", 20),
    ]
    facts = ((name, value, None, None) for name, value in _facts(selection, by=by, at=at))
    counts = ((name, "", count, written[name]) for name, count in expected.items())
    return Sheet(_("ปก"), columns, [*facts, *counts, *_notes()])


def _facts(selection: Selection, *, by: str, at: datetime) -> list[tuple[str, str]]:
    full = _("แสดงครบ โปรดเก็บรักษาเป็นความลับ")
    masked = _("ปิดบัง: ชื่อ เลขประจำตัว และโทรศัพท์เห็นบางส่วน ที่อยู่ พิกัด สุขภาพ และข้อความอิสระตัดออก")
    return [
        (_("เรื่อง"), _("ข้อมูลสำรวจที่อยู่อาศัย กรุงเทพมหานคร")),
        (_("รอบสำรวจ"), f"{selection.round.name} ({selection.round.pk})"),
        (_("พื้นที่"), selection.place),
        (_("สถานะแบบ"), selection.state_label),
        (_("ข้อมูลส่วนบุคคล"), full if selection.full else masked),
        (_("ส่งออกโดย"), by),
        (_("ส่งออกเมื่อ"), thai.format_datetime(at)),
    ]


def _notes() -> list[tuple]:
    notes = (
        _("คอลัมน์ที่ชื่อเป็นภาษาอังกฤษคือรหัสของคำตอบ ความหมายอยู่ในแผ่น “คำอธิบายข้อมูล”"),
        _("วันที่เป็นวันที่จริงของ Excel (ค.ศ.) คอลัมน์ที่ลงท้ายด้วย (พ.ศ.) เป็นข้อความสำหรับอ่าน"),
        _("ช่องว่างคือไม่มีคำตอบ ข้อที่ไม่ประสงค์ตอบหรือไม่ทราบมีบอกไว้ต่างหาก"),
    )
    return [(_("หมายเหตุ"), note, None, None) for note in notes]
