"""An Excel template of a round: three sheets to fill in, with drop-downs and checks, and a codebook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from districts.models import District
from surveys.exporting import template_lists
from surveys.exporting.codebook import codebook, english
from surveys.exporting.template_checks import AS_TEXT, Check, Checks
from surveys.exporting.template_example import example_of
from surveys.exporting.template_lists import Lists
from surveys.exporting.template_places import PlaceNames
from surveys.importing import template_layout as layout
from surveys.models import Round
from surveys.questionnaire import Question

LAST_ROW = 5_004
"""Checks and drop-downs reach over five thousand rows."""
TEXT = "@"
GREY, HEAD, PALE = (PatternFill("solid", fgColor=color) for color in ("FFE7E6E6", "FFD9E8E0", "FFFFF5D6"))


@dataclass(frozen=True)
class Heading:
    """A column to fill in: its key, what people call it, an example, and what Excel checks."""

    key: str
    thai: str
    english: str
    example: object
    check: Check
    is_text: bool = False


def template(round: Round, *, district: District | None) -> bytes:
    """The template as a workbook; an officer's offers the communities of their own district."""
    with override("th"):
        book = Workbook()
        sheets = {level: book.create_sheet(name) for level, name in layout.SHEETS.items()}
        book.remove(book.worksheets[0])
        how, codes = book.create_sheet(_("วิธีกรอก")), book.create_sheet(_("คำอธิบายข้อมูล"))
        checks = Checks(Lists(_hidden(book, template_lists.SHEET)))
        _fill(sheets["survey"], _of_households(round, district, checks), frozen="D4")
        for level in layout.ROSTERS:
            _fill(sheets[level], _of_roster(round, level, checks), frozen="B4")
        _explain(how, round)
        _copy_codebook(codes, round)
        _hidden(book, layout.MARKER).append([layout.KIND, round.pk, layout.version(round)])
        return _bytes(book)


def _hidden(book: Workbook, name: str) -> Worksheet:
    sheet = book.create_sheet(name)
    sheet.sheet_state = "hidden"
    return sheet


def _bytes(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _of_households(round: Round, district: District | None, checks: Checks) -> Iterator[Heading]:
    places = PlaceNames(district)
    number = checks.own_number(LAST_ROW)
    yield Heading(layout.NUMBER, _("ลำดับครัวเรือน"), "Household number", layout.EXAMPLE, number)
    by_place = {
        layout.DISTRICT: (_("เขต"), "District", places.districts),
        layout.COMMUNITY: (_("ชุมชน"), "Community", places.communities),
    }
    for key, (in_thai, in_english, names) in by_place.items():
        yield Heading(key, in_thai, in_english, names[0] if names else "", _place_check(checks, names), True)
    for question in layout.asked(round, "survey"):
        if question.kind == "subdistrict":
            check = _place_check(checks, places.subdistricts)
            yield _heading(question, check, example=places.subdistricts[0])
        else:
            yield _heading(question, checks.of(question))


def _place_check(checks: Checks, names: Sequence[str]) -> Check:
    """A drop-down; a name that is not in it may still be typed, and is matched by a person."""
    if names:
        return checks.one_of(list(names), refuses=False)
    return Check(_("ชื่อตามทะเบียน"), "LEN({cell})<=200")


def _of_roster(round: Round, level: str, checks: Checks) -> Iterator[Heading]:
    check = checks.number_of_household(layout.HOUSEHOLDS, LAST_ROW)
    yield Heading(layout.NUMBER, _("ลำดับครัวเรือน"), "Household number", layout.EXAMPLE, check)
    for question in layout.asked(round, level):
        yield _heading(question, checks.of(question))


def _heading(question: Question, check: Check, *, example: object = None) -> Heading:
    unit = f" ({question.unit})" if question.unit else ""
    star = " *" if question.required else ""
    return Heading(
        question.key,
        f"{question.label}{unit}{star}",
        english(question.label),
        example_of(question) if example is None else example,
        check,
        question.kind in AS_TEXT,
    )


def _fill(sheet: Worksheet, headings: Iterator[Heading], *, frozen: str) -> None:
    for column, heading in enumerate(headings, start=1):
        _write_heading(sheet, column, heading)
    sheet.row_dimensions[layout.KEY_ROW].height = 11
    sheet.row_dimensions[layout.THAI_ROW].height = 34
    sheet.freeze_panes = frozen


def _write_heading(sheet: Worksheet, column: int, heading: Heading) -> None:
    letter = get_column_letter(column)
    told = ((heading.key, GREY, 7), (heading.thai, HEAD, 11), (heading.english, HEAD, 9))
    for row, (words, fill, size) in enumerate(told, start=layout.KEY_ROW):
        cell = sheet.cell(row, column, words)
        cell.fill, cell.font = fill, Font(size=size, bold=row == layout.THAI_ROW)
        cell.alignment = Alignment(wrap_text=row == layout.THAI_ROW, vertical="top")
    example = sheet.cell(layout.EXAMPLE_ROW, column, heading.example)
    example.fill, example.font = PALE, Font(italic=True, color="FF7F7F7F")
    width = sheet.column_dimensions[letter]
    width.width = min(34, max(12, 1.3 * len(heading.thai)))
    if heading.is_text:
        width.number_format = example.number_format = TEXT
    first, last = f"{letter}{layout.EXAMPLE_ROW + 1}", f"{letter}{LAST_ROW}"
    sheet.add_data_validation(heading.check.over(first, last, heading.thai))


def _explain(sheet: Worksheet, round: Round) -> None:
    for sentence in _sentences(round):
        sheet.append([sentence])
    sheet.column_dimensions["A"].width = 110


def _sentences(round: Round) -> tuple[str, ...]:
    words = {
        "round": round.name,
        "members": layout.MEMBERS,
        "debts": layout.DEBTS,
        "households": layout.HOUSEHOLDS,
    }
    return (
        _("แบบฟอร์มสำหรับ %(round)s — กรอกแล้วส่งที่หน้า นำเข้าไฟล์") % words,
        _("แผ่น “%(households)s”: หนึ่งแถวต่อหนึ่งครัวเรือน ใส่ลำดับครัวเรือนไม่ซ้ำกันในคอลัมน์แรก") % words,
        _("แผ่น “%(members)s” และ “%(debts)s”: หนึ่งแถวต่อหนึ่งคนหรือหนึ่งหนี้ ใส่ลำดับครัวเรือนให้ตรงกัน") % words,
        _("แถวที่ขึ้นต้นด้วย “ตัวอย่าง” ไม่ถูกนำเข้า ลบทิ้งได้ — อย่าลบหรือย้ายสามแถวแรก"),
        _("เลือกคำตอบจากรายการ หรือพิมพ์รหัสตามแผ่น “คำอธิบายข้อมูล” ข้อที่เลือกได้หลายข้อคั่นด้วย ;"),
        _("วันที่เป็น พ.ศ. เช่น 21/11/2569 พิมพ์เป็นข้อความได้ ข้อที่มี * ต้องตอบ"),
        _("คอลัมน์ที่ไม่ใช้ลบได้ คอลัมน์ที่เพิ่มเองจะเก็บไว้ตามที่พิมพ์"),
    )


def _copy_codebook(sheet: Worksheet, round: Round) -> None:
    """The questions of the round and their codes; what is disclosed is no matter here."""
    told = codebook("-", full=True)
    asked = {q.key for level in layout.SHEETS for q in layout.asked(round, level)}
    for place, column in enumerate(told.columns[:-1], start=1):
        cell = sheet.cell(1, place, column.title)
        cell.fill, cell.font = HEAD, Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for row in told.rows:
        if row[0] in asked:
            sheet.append(row[:-1])
    sheet.freeze_panes = "A2"
