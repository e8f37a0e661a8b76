"""Why an uploaded file is refused, and what is worth knowing of one that is not: each with a code and a sentence."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.sheet_files import SheetProblem

REFUSALS = {
    "too_large": _("ไฟล์นี้ใหญ่เกิน %(limit)s MB — แบ่งเป็นหลายไฟล์ หรือลบแผ่นงานและรูปภาพที่ไม่ใช้"),
    "inflated_too_large": _(
        "สมุดงานนี้ใหญ่เกินกว่าจะอ่านได้ เมื่อคลายแล้วเกิน %(limit)s MB — แบ่งเป็นหลายไฟล์ หรือส่งเป็น CSV"
    ),
    "packed_too_tightly": _("สมุดงานนี้คลายแล้วใหญ่กว่าไฟล์เกิน %(limit)s เท่า ซึ่งสมุดงานทั่วไปไม่เป็น — ส่งเป็น CSV"),
    "too_many_parts": _("สมุดงานนี้มีไฟล์ย่อยข้างในเกิน %(limit)s ไฟล์ — คัดลอกเฉพาะตารางไปสมุดงานใหม่แล้วส่งอีกครั้ง"),
    "too_many_rows": _("แผ่นงาน “%(sheet)s” มีข้อมูลเกิน %(limit)s แถว — แบ่งเป็นหลายไฟล์ เช่น ทีละเขต"),
    "too_many_columns": _("แผ่นงาน “%(sheet)s” มีเกิน %(limit)s คอลัมน์ — เหลือไว้เฉพาะคอลัมน์ที่จะนำเข้า"),
    "old_book_too_large": _("สมุดงาน .xls นี้ใหญ่เกินกว่าจะอ่านได้ — บันทึกใหม่เป็น .xlsx แล้วส่งอีกครั้ง"),
    "cell_too_long": _("มีเซลล์ที่ยาวเกิน %(limit)s ตัวอักษร ซึ่ง Excel เองก็เก็บไม่ได้ — ตัดข้อความให้สั้นลง"),
    "nested_archive": _("สมุดงานนี้มีไฟล์บีบอัดหรือสมุดงานอื่นซ่อนอยู่ข้างใน — คัดลอกเฉพาะตารางไปสมุดงานใหม่"),
    "unsafe_path": _("ไฟล์นี้มีชื่อไฟล์ย่อยที่ชี้ออกนอกสมุดงาน จึงไม่เปิด — เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx"),
    "macros": _("สมุดงานนี้มีมาโคร — บันทึกเป็น “สมุดงาน Excel (.xlsx)” ซึ่งไม่มีมาโคร แล้วส่งอีกครั้ง"),
    "external_links": _("สมุดงานนี้ดึงข้อมูลจากไฟล์อื่น — ตัดการเชื่อมโยง (ข้อมูล > แก้ไขลิงก์) แล้วบันทึกใหม่"),
    "dde": _("สมุดงานนี้มีคำสั่งเรียกโปรแกรมอื่น (DDE) จึงไม่เปิด — คัดลอกเฉพาะค่าไปสมุดงานใหม่"),
    "entities": _("สมุดงานนี้มีคำสั่ง XML ที่ Excel ไม่เขียน (DTD) จึงไม่เปิด — เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx"),
    "encrypted": _("ไฟล์ Excel นี้ใส่รหัสผ่านไว้ — เอารหัสผ่านออก (ไฟล์ > ข้อมูล > ป้องกันสมุดงาน) แล้วส่งอีกครั้ง"),
    "two_in_one": _("ไฟล์นี้มีข้อมูลอื่นต่อหน้าหรือต่อท้ายสมุดงาน จึงไม่เปิด — เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx"),
    "damaged": _("ไฟล์นี้เสียหายหรือได้รับมาไม่ครบ — ส่งใหม่อีกครั้ง"),
    "odd_workbook": _("สมุดงานนี้เขียนไม่เหมือนที่ Excel เขียน — เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx"),
    "no_such_sheet": _("ไม่พบแผ่นงานชื่อ “%(sheet)s” ในไฟล์ — เลือกแผ่นงานอีกครั้ง"),
    "empty": _("ไฟล์นี้ว่างเปล่า ไม่มีหัวตารางและไม่มีข้อมูล"),
    "ask_encoding": _("ไม่แน่ใจว่าไฟล์นี้เข้ารหัสตัวอักษรแบบใด — เลือกแบบที่อ่านออก หรือบันทึกใหม่เป็น CSV UTF-8"),
    "bad_encoding": _("อ่านไฟล์นี้เป็น %(encoding)s ไม่ได้ — เลือกการเข้ารหัสแบบอื่น"),
    "unbalanced_quote": _('แถวที่ %(row)s อ่านไม่ได้ เครื่องหมายคำพูด (") อาจไม่ครบคู่ — แก้แล้วส่งใหม่'),
    "header_blank": _("คอลัมน์ที่ %(column)s ไม่มีหัวตาราง หรือมีข้อมูลเกินหัวตาราง — เติมหัวตาราง หรือลบช่องที่เกิน"),
    "header_repeated": _("หัวตารางของคอลัมน์ที่ %(column)s ซ้ำกับคอลัมน์ก่อนหน้า (“%(header)s”) — ตั้งชื่อให้ต่างกัน"),
    "no_header": _("แถวแรกดูเหมือนข้อมูล ไม่ใช่หัวตาราง — เติมแถวหัวตารางไว้บนสุด"),
    "no_header_row": _("ไม่มีแถวที่ %(row)s ให้เป็นหัวตาราง — เลือกแถวหัวตารางอีกครั้ง"),
}

NOTES = {
    "header_below": _("หัวตารางอยู่แถวที่ %(row)s แถวก่อนหน้าเป็นชื่อเรื่องจึงไม่นำเข้า"),
    "two_header_rows": _("หัวตารางมีสองแถว อ่านต่อกันเป็น “บน/ล่าง”"),
    "no_header": _("แถวแรกดูเหมือนข้อมูล ไม่ใช่หัวตาราง ตั้งชื่อคอลัมน์ให้ชั่วคราวแล้ว"),
    "header_repeated": _("หัวตาราง “%(header)s” มีซ้ำ คอลัมน์ที่ %(column)s จึงเรียกว่า “%(name)s”"),
    "header_blank": _("คอลัมน์ที่ %(column)s ไม่มีหัวตาราง จึงเรียกว่า “%(name)s”"),
    "header_cleaned": _("หัวตารางของคอลัมน์ที่ %(column)s มีช่องว่างหรืออักขระที่มองไม่เห็น ตัดออกแล้ว"),
    "merged_cells": _("มีเซลล์ที่ผสานกัน %(count)s ช่วง ค่าของเซลล์บนสุดใช้กับทุกแถวในช่วง"),
    "hidden_rows": _("มีแถวที่ซ่อนอยู่ %(count)s แถว อ่านด้วยทุกแถว"),
    "hidden_columns": _("มีคอลัมน์ที่ซ่อนอยู่ %(count)s คอลัมน์ อ่านด้วยทุกคอลัมน์"),
    "hidden_sheet": _("แผ่นงานนี้ถูกซ่อนไว้"),
    "filtered": _("ตารางนี้เปิดตัวกรองไว้ อ่านทุกแถวรวมแถวที่ตัวกรองซ่อน"),
    "totals_row": _("แถวที่ %(row)s เป็นแถวผลรวม ไม่ใช่ข้อมูล"),
    "blank_rows": _("มีแถวว่างคั่นอยู่ ข้ามไป"),
}

FLAWS = {
    "lossy_number": _("เลขนี้ถูกโปรแกรมตารางย่อหรือปัดจนหลักท้ายหาย — พิมพ์ใหม่ให้ครบทุกหลักในเซลล์แบบข้อความ"),
    "error_value": _("เซลล์นี้เป็นค่าผิดพลาดของสูตร (เช่น #N/A) — แก้สูตรหรือใส่ค่าเอง"),
    "formula_without_value": _("เซลล์นี้เป็นสูตรที่ยังไม่ได้คำนวณ — เปิดด้วย Excel แล้วบันทึกใหม่ หรือใส่ค่าเอง"),
    "control_characters": _("เซลล์นี้มีอักขระควบคุมที่มองไม่เห็น — ลบแล้วพิมพ์ใหม่"),
    "impossible_date": _("วันที่ในเซลล์นี้ไม่มีในปฏิทิน — พิมพ์วันที่ใหม่"),
    "not_finite": _("เซลล์นี้ไม่ใช่ตัวเลขที่เก็บได้ — พิมพ์ตัวเลขใหม่"),
    "beyond_headers": _("แถวนี้มีข้อมูลเกินหัวตาราง อาจมีเครื่องหมายจุลภาคเกินมา — แก้แล้วส่งใหม่"),
}


class Refused(SheetProblem):
    """A file that is not taken in; `code` says why, `choices` what a person may answer."""

    def __init__(self, code: str, *, choices: tuple[str, ...] = (), **words: object) -> None:
        super().__init__(REFUSALS[code], code=code, **words)
        self.choices = choices


@dataclass(frozen=True)
class Note:
    """Something a person should know of a table that was read; code and words can be stored as JSON."""

    code: str
    words: dict = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(NOTES[self.code]) % self.words if self.words else str(NOTES[self.code])


def limit(name: str) -> int:
    """One of the limits on uploads (see UPLOAD_LIMITS in the settings)."""
    return settings.UPLOAD_LIMITS[name]


def beyond(code: str, name: str, **words: object) -> Refused:
    """The refusal of a file that goes beyond a limit; the sentence names the limit."""
    return Refused(code, limit=f"{limit(name):,}", **words)
