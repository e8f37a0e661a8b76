"""Cells that spreadsheets bend: dates in two calendars, shortened numbers, formulas, signs nobody sees."""

from functools import partial

from tests.upload_corpus.answers import Case, Reading, Refusal
from tests.upload_corpus.books import DATE_STYLE, STRICT, book, number, plain_book, table_xml

DAY = "2026-11-21"
SERIAL_1900, SERIAL_1904 = 46347, 44885
MAC = '<workbookPr date1904="1"/>'


def column(*cells: str) -> partial:
    """A workbook with one column of these cells beside a column of text."""
    return partial(plain_book, [["ค่า", "ชื่อ"], *([cell, "ก"] for cell in cells)])


def value(content: str, kind: str = "", style: int = 0) -> str:
    told = f' t="{kind}"' if kind else ""
    return f'<c r="{{at}}" s="{style}"{told}>{content}</c>'


def one(title: str, cell: str, shown: str, flaw: str = "") -> Case:
    """A single cell: what is read of it, and its flaw."""
    flaws = {(2, 1): flaw} if flaw else {}
    return Case(title, "ก.xlsx", column(cell), Reading(rows=[[shown, "ก"]], flaws=flaws))


def csv_one(title: str, cell: str, shown: str, flaw: str = "") -> Case:
    flaws = {(2, 1): flaw} if flaw else {}
    make = partial(str.encode, f"ค่า,ชื่อ\n{cell},ก\n", "utf-8")
    return Case(title, "ก.csv", make, Reading(rows=[[shown, "ก"]], flaws=flaws))


def dated(**options) -> partial:
    cells = [["วัน", "ชื่อ"], [number(options.pop("serial"), "A2", DATE_STYLE), "ก"]]
    namespace = options.get("namespace")
    xml = table_xml(cells, **({"namespace": namespace} if namespace else {}))
    return partial(book, xml, **options)


CASES = [
    one("an id as a number", number(1100700123456, "A2"), "1100700123456"),
    one("an id as a decimal", number("1100700123456.0", "A2"), "1100700123456"),
    one("an id in powers of ten, all digits kept", number("1.100700123456E12", "A2"), "1100700123456"),
    one(
        "more digits than a spreadsheet keeps",
        number("11007001234567890", "A2"),
        "11007001234567890",
        "lossy_number",
    ),
    one("a shortened id as text", "1.10E+12", "1.10E+12", "lossy_number"),
    csv_one("a shortened id", "1.10E+12", "1.10E+12", "lossy_number"),
    csv_one("a shortened id without decimals", "1E+12", "1E+12", "lossy_number"),
    csv_one("a room called 2E10", "2E10", "2E10"),
    csv_one("an id with a leading zero", "0100700123456", "0100700123456"),
    csv_one("Thai digits", "๑๒๓", "๑๒๓"),
    csv_one("a number too large", "1e309", "1e309"),
    csv_one("not a number", "NaN", "NaN"),
    one("infinity in a workbook", number("INF", "A2"), "inf", "not_finite"),
    one("1e309 in a workbook", number("1e309", "A2"), "inf", "not_finite"),
    one("a number with a rest of floating point", number("0.30000000000000004", "A2"), "0.3"),
    Case("a serial date", "ก.xlsx", dated(serial=SERIAL_1900), Reading(rows=[[DAY, "ก"]])),
    Case(
        "a serial date of 1904", "ก.xlsx", dated(serial=SERIAL_1904, workbook=MAC), Reading(rows=[[DAY, "ก"]])
    ),
    Case(
        "a serial date in a strict workbook",
        "ก.xlsx",
        dated(serial=SERIAL_1900, namespace=STRICT),
        Reading(rows=[[DAY, "ก"]]),
    ),
    one("an ISO date of a strict workbook", value(f"<v>{DAY}T00:00:00</v>", "d"), f"{DAY} 00:00:00"),
    one("a date as text", "21/11/2569", "21/11/2569"),
    one("a moment", number(f"{SERIAL_1900}.5", "A2", DATE_STYLE), f"{DAY} 12:00:00"),
    one("a day that Excel made up", number(60, "A2", DATE_STYLE), "60", "impossible_date"),
    one("a negative day", number(-5, "A2", DATE_STYLE), "-5", "impossible_date"),
    one("a formula with its value", value("<f>1+1</f><v>2</v>"), "2"),
    one("a formula of text", value("<f>A1</f><v>ข้อความ</v>", "str"), "ข้อความ"),
    one("a formula nobody calculated", value("<f>A9+1</f>"), "=A9+1", "formula_without_value"),
    one("a value that is missing", value("<v>#N/A</v>", "e"), "#N/A", "error_value"),
    one("yes as a truth value", value("<v>1</v>", "b"), "TRUE"),
    one("text that looks like a command", "=cmd|'/c calc'!A0", "=cmd|'/c calc'!A0"),
    one("a control character", "ก_x0007_ข", "กข", "control_characters"),
    one("half of a sign of four bytes", "ก_xD83D_ข", "กข", "control_characters"),
    csv_one("a zero byte", "ก\x00ข", "กข", "control_characters"),
    csv_one("writing from right to left", "\u202eก", "\u202eก"),
    csv_one("signs of four bytes", "𝒳😀", "𝒳😀"),
    csv_one("a decomposed am", "น\u0e4d\u0e32", "น\u0e4d\u0e32"),
    csv_one("1.2 หมื่น", "1.2 หมื่น", "1.2 หมื่น"),
    csv_one("a sum with commas", '"12,000"', "12,000"),
    one("character references", value("<is><t>&lt;b&gt; &amp; &#3585;</t></is>", "inlineStr"), "<b> & ก"),
    one(
        "runs of text, spoken parts left out",
        value("<is><r><t>ก</t></r><r><t>ข</t></r><rPh><t>x</t></rPh></is>", "inlineStr"),
        "กข",
    ),
    Case(
        "a shared text that does not exist",
        "ก.xlsx",
        column(value("<v>7</v>", "s")),
        Refusal("damaged"),
    ),
]
