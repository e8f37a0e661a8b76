"""The cover: what was asked for, by whom and when, and that every row that should be here is here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.workbooks import Column, Sheet, Tab
from surveys.choices.exporting import Era, Rows, Shape, Words
from surveys.exporting.contents import ALL_PARTS, Contents
from surveys.exporting.selection import Selection


@dataclass(frozen=True)
class Asked:
    """What was asked for: which surveys, what of them, by whom, and the moment of which the file tells."""

    selection: Selection
    contents: Contents
    by: str
    at: datetime


def cover(asked: Asked, expected: Mapping[str, int], tabs: Sequence[Tab], *, of_bytes: bool = False) -> Sheet:
    """A row per fact; the rows of the data sheets are counted twice, in the database and while writing.

    `of_bytes`: the checksums are those of whole files, not of the cells of sheets.
    """
    columns = [
        Column(_("รายการ"), "text", 30),
        Column(_("รายละเอียด"), "text", 60),
        Column(_("ในฐานข้อมูล (แถว)"), "integer", 20),
        Column(_("ในไฟล์นี้ (แถว)"), "integer", 20),
        Column(_("ผลรวมตรวจสอบ (SHA-256)"), "text", 70),
    ]
    facts = [(name, value, None, None, "") for name, value in _facts(asked)]
    notes = [(_("หมายเหตุ"), note, None, None, "") for note in _notes(asked, of_bytes=of_bytes)]
    return Sheet(_("ปก"), columns, [*facts, *_counts(expected, tabs), *notes])


def _counts(expected: Mapping[str, int], tabs: Sequence[Tab]) -> Iterator[tuple]:
    """A row per sheet of answers; one that goes on in further tabs is followed by a row for each of them."""
    for name, count in expected.items():
        own = [tab for tab in tabs if tab.sheet == name]
        if len(own) == 1:
            yield (own[0].name, "", count, own[0].rows, own[0].sha256)
            continue
        goes_on = _("แบ่งเป็น %(number)s ส่วน เพราะยาวกว่าที่หนึ่งแผ่นรับได้") % {"number": len(own)}
        yield (_("%(name)s ทุกส่วน") % {"name": name}, goes_on, count, sum(tab.rows for tab in own), "")
        yield from (
            (tab.name, _("ส่วนหนึ่งของ %(name)s") % {"name": name}, None, tab.rows, tab.sha256) for tab in own
        )


def _facts(asked: Asked) -> list[tuple[str, str]]:
    full = _("แสดงครบ โปรดเก็บรักษาเป็นความลับ")
    masked = _("ปิดบัง: ชื่อ เลขประจำตัว และโทรศัพท์เห็นบางส่วน ที่อยู่ พิกัด สุขภาพ และข้อความอิสระตัดออก")
    selection = asked.selection
    return [
        (_("เรื่อง"), _("ข้อมูลสำรวจที่อยู่อาศัย กรุงเทพมหานคร")),
        (_("รอบสำรวจ"), f"{selection.round.name} ({selection.round.pk})"),
        (_("พื้นที่"), selection.place),
        (_("สถานะแบบ"), selection.state_label),
        *_for_whom(selection),
        (_("ข้อมูลส่วนบุคคล"), full if selection.full else masked),
        *_held(asked.contents),
        (_("ส่งออกโดย"), asked.by),
        (_("ข้อมูล ณ"), moment(asked.at)),
    ]


def _for_whom(selection: Selection) -> list[tuple[str, str]]:
    """What the file is for, and under which agreement a partner gets it."""
    purpose = (_("วัตถุประสงค์"), selection.purpose_label)
    if selection.terms is None:
        return [purpose]
    only = _("เฉพาะครัวเรือนที่ยินยอมให้ส่งต่อ และเฉพาะข้อตามข้อตกลง: %(source)s") % {"source": selection.terms.source}
    return [purpose, (_("ข้อตกลง"), only)]


def _held(contents: Contents) -> list[tuple[str, str]]:
    """What of the form the file holds."""
    everything = contents.parts == ALL_PARTS
    parts = _("ทุกส่วน") if everything else "; ".join(contents.shown_parts) or _("เฉพาะรหัสและพื้นที่ของแบบ")
    rows = "; ".join(str(Rows(one).label) for one in Rows.values if one in contents.rows)
    found = [(_("ส่วนของแบบ"), parts), (_("แผ่นประกอบ"), rows or _("ไม่มี"))]
    if contents.is_long:
        return [*found, (_("รูปแบบ"), str(Shape.LONG.label))]
    words, era = Words(contents.words).label, Era(contents.era).label
    return [*found, (_("คำตอบที่เลือกจากรายการ"), str(words)), (_("วันและปี"), str(era))]


def moment(at: datetime) -> str:
    """21 พ.ย. 2569 14:02:33 น., in Bangkok."""
    here = timezone.localtime(at)
    return _("%(day)s %(time)s น.") % {"day": thai.format_date(here.date()), "time": f"{here:%H:%M:%S}"}


def _notes(asked: Asked, *, of_bytes: bool) -> list[str]:
    return [
        _("จำนวนแถวนับสองครั้ง: ในฐานข้อมูล ณ เวลาข้างต้น และขณะเขียน ถ้าไม่เท่ากันจะไม่มีไฟล์นี้"),
        _of_bytes() if of_bytes else _of_cells(),
        _("คอลัมน์ที่ชื่อเป็นภาษาอังกฤษคือรหัสของคำตอบ ความหมายอยู่ในแผ่น “คำอธิบายข้อมูล”"),
        _("คอลัมน์วันที่เป็นปี ค.ศ. คอลัมน์ที่ลงท้ายด้วย (พ.ศ.) เป็นข้อความสำหรับอ่าน"),
        _("ช่องว่างคือไม่มีคำตอบ ข้อที่ไม่ประสงค์ตอบหรือไม่ทราบมีบอกไว้ต่างหาก"),
    ]


def _of_bytes() -> str:
    return _("ผลรวมตรวจสอบคือ SHA-256 ของไฟล์ .csv ทั้งไฟล์ ตรวจได้ด้วย sha256sum ก่อนเปิดและบันทึกทับ")


def _of_cells() -> str:
    return _(
        "ผลรวมตรวจสอบคือ SHA-256 ของข้อความ UTF-8 ที่ได้จากทุกแถวรวมหัวตาราง: ช่องคั่นด้วยแท็บ จบแถวด้วย LF; "
        "ข้อความตามที่เห็น โดย \\ แท็บ และขึ้นบรรทัดเขียนเป็น \\\\ \\t \\n; ตัวเลขเขียนสั้นที่สุด เช่น 12.5; "
        "วันที่เขียน YYYY-MM-DD; ช่องว่างไม่เขียนอะไร"
    )
