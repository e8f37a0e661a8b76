"""What an uploaded file really is, told from its first bytes, and the text of a text file."""

import codecs
import io
import re
import zipfile
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
SIGNATURES = {
    b"%PDF": _("ไฟล์ PDF"),
    b"\x89PNG": _("ไฟล์รูปภาพ"),
    b"\xff\xd8\xff": _("ไฟล์รูปภาพ"),
    b"GIF8": _("ไฟล์รูปภาพ"),
    b"\x1f\x8b": _("ไฟล์บีบอัด"),
    b"Rar!": _("ไฟล์บีบอัด"),
    b"7z\xbc\xaf": _("ไฟล์บีบอัด"),
    b"{\\rtf": _("เอกสาร RTF"),
}
PARTS_OF_ZIP = (
    ("xl/workbook.xml", ""),
    ("xl/workbook.bin", _("สมุดงาน Excel แบบไบนารี (.xlsb)")),
    ("word/document.xml", _("เอกสาร Word")),
    ("ppt/presentation.xml", _("งานนำเสนอ PowerPoint")),
    ("content.xml", _("เอกสาร OpenDocument")),
)
MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
XML = re.compile(rb"\s*<\?xml")
LOOKED_AT = 2_000
CLAIMS = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), "text"),
    **dict.fromkeys((".xlsx", ".xlsm"), "workbook"),
    ".xls": "old workbook",
}
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ORPHAN_MARK = re.compile("(?<![ก-๎])[ัิ-ฺ็-๎]")
THAI_WORD = re.compile("[ก-ฮเ-ไ][ก-๎]")
BEYOND_THAI_OFFICE = re.compile("[^\x00-\xff\u0e00-\u0e7f\u2000-\u20cf]")
STRANGE = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ufffe]")


class SheetProblem(ValueError):
    """A file that cannot be read as a table; `sentence` says why and what to do about it, `code` which it is."""

    def __init__(self, message: str | Promise, *, code: str = "unreadable_file", **words: object) -> None:
        super().__init__(message)
        self.message, self.words, self.code = message, words, code

    @property
    def sentence(self) -> str:
        return str(self.message) % self.words if self.words else str(self.message)

    def __str__(self) -> str:
        return self.sentence


def kind_of(content: bytes) -> str:
    """ "workbook" or "text", by content; anything else is refused by the name of what it is."""
    if not content.strip():
        raise SheetProblem(_("ไฟล์นี้ว่างเปล่า ไม่มีหัวตารางและไม่มีข้อมูล"), code="empty")
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    if foreign := _foreign_kind(content):
        raise SheetProblem(
            _("ไฟล์นี้เป็น%(kind)s ไม่ใช่ตาราง — ส่งไฟล์ .xlsx หรือ .csv"), code="not_a_table", kind=foreign
        )
    return "text"


def refuse_unless_named_so(kind: str, name: str) -> None:
    """A name that promises another kind of file is a mistake that a person should look at."""
    suffix = Path(name).suffix.lower()
    if CLAIMS.get(suffix, kind) == kind:
        return
    if kind == "workbook":
        message = _("ไฟล์นี้ชื่อลงท้ายด้วย %(suffix)s แต่ข้างในเป็นสมุดงาน Excel — เปลี่ยนชื่อให้ลงท้ายด้วย .xlsx")
    else:
        message = _("ไฟล์นี้ชื่อลงท้ายด้วย %(suffix)s แต่ข้างในเป็นข้อความธรรมดา (CSV) — เปลี่ยนชื่อให้ลงท้ายด้วย .csv")
    raise SheetProblem(message, code="name_differs", suffix=suffix)


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was in; an encoding is never guessed when two could be meant."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return _decoded(content[len(bom) :], encoding), encoding
    encodings = ("utf-16-le", "utf-16-be") if b"\x00" in content else ("utf-8", "cp874")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text, encoding, content):
            return text, encoding
    raise _undecidable()


def _kind_of_zip(content: bytes) -> str:
    try:
        parts = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise SheetProblem(_("ไฟล์นี้เสียหายหรือได้รับมาไม่ครบ — ส่งใหม่อีกครั้ง"), code="damaged") from error
    kind = next((kind for part, kind in PARTS_OF_ZIP if part in parts), _("ไฟล์ ZIP"))
    if kind:
        raise SheetProblem(
            _("ไฟล์นี้เป็น%(kind)s ไม่ใช่ตาราง — ส่งไฟล์ .xlsx หรือ .csv"), code="not_a_table", kind=kind
        )
    return "workbook"


def _foreign_kind(content: bytes) -> str | Promise:
    if content.startswith(OLD_OFFICE):
        return _("ไฟล์ Excel ที่ใส่รหัสผ่าน") if ENCRYPTED_OFFICE in content else _("ไฟล์ Office รุ่นเก่า (เช่น .xls)")
    plain = content.removeprefix(codecs.BOM_UTF8)
    if MARKUP.match(plain):
        return _("หน้าเว็บ HTML")
    if XML.match(plain):
        return _("แบบฟอร์ม ODK (XForm)") if b"/xforms" in plain[:LOOKED_AT] else _("ไฟล์ XML")
    return next((kind for signature, kind in SIGNATURES.items() if plain.startswith(signature)), "")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecidable() from error
    if "\x00" in text:
        raise _undecidable()
    return text


def _is_plausible(text: str, encoding: str, content: bytes) -> bool:
    if STRANGE.search(text) or "\x00" in text:
        return False
    if encoding == "utf-8":
        return True
    if encoding != "cp874":
        return "\n" in text and not BEYOND_THAI_OFFICE.search(text)
    return bool(THAI_WORD.search(text)) and not ORPHAN_MARK.search(text) and not _is_broken_utf8(content)


def _is_broken_utf8(content: bytes) -> bool:
    """Thai in UTF-8 begins every letter with E0 B8 or E0 B9; a Thai office's cp874 text hardly ever does."""
    high = sum(byte > 0x7F for byte in content)
    return 6 * (content.count(b"\xe0\xb8") + content.count(b"\xe0\xb9")) > high


def _undecidable() -> SheetProblem:
    return SheetProblem(_("อ่านตัวอักษรในไฟล์ไม่ออก — บันทึกใหม่เป็น CSV UTF-8 แล้วส่งอีกครั้ง"))
