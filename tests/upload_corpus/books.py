"""Workbooks written letter by letter, so that every one of their parts can be wrong on purpose."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
DATE_STYLE = 1
TABLE = [["ชื่อ", "บ้านเลขที่"], ["สมชาย", "12/3"], ["วันดี", "45"]]


def letters(number: int) -> str:
    told = ""
    while number:
        number, rest = divmod(number - 1, 26)
        told = chr(65 + rest) + told
    return told


def text(value: str, place: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def number(value: object, place: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def row_xml(position: int, cells: Iterable[object], attributes: str = "") -> str:
    """A row; a cell given as XML (it begins with `<`) is taken as it is, `{at}` standing for its place."""
    told = []
    for column, cell in enumerate(cells, start=1):
        place = f"{letters(column)}{position}"
        if isinstance(cell, str) and cell.startswith("<"):
            told.append(cell.replace("{at}", place))
        elif cell != "":
            told.append(text(str(cell), place))
    return f'<row r="{position}"{attributes}>{"".join(told)}</row>'


def sheet_xml(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    return f'{HEAD}<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def table_xml(table: list[list[object]], **around: str) -> str:
    return sheet_xml("".join(row_xml(at, cells) for at, cells in enumerate(table, start=1)), **around)


def parts_of(
    *sheets: str,
    type: str = PLAIN_TYPE,
    workbook: str = "",
    states: tuple = (),
    names: tuple = (),
    namespace: str = MAIN,
) -> dict[str, str]:
    """The parts of a workbook with these sheets (แผ่น1, แผ่น2, …)."""
    told, links = [], []
    for at, _xml in enumerate(sheets, start=1):
        state = f' state="{states[at - 1]}"' if at <= len(states) and states[at - 1] else ""
        name = names[at - 1] if at <= len(names) else f"แผ่น{at}"
        told.append(f'<sheet name="{name}" sheetId="{at}"{state} r:id="r{at}"/>')
        links.append(f'<Relationship Id="r{at}" Type="{LINKS}/worksheet" Target="worksheets/sheet{at}.xml"/>')
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": f'{HEAD}<Types><Override PartName="/xl/workbook.xml" ContentType="{type}"/></Types>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{namespace}" xmlns:r="{LINKS}">{workbook}'
        f"<sheets>{''.join(told)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{relations}">{"".join(links)}</Relationships>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{namespace}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
        **{f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets, start=1)},
    }


def zipped(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(*sheets: str, extra: dict | None = None, **options) -> bytes:
    """A workbook of these sheets' XML and further parts."""
    return zipped({**parts_of(*sheets, **options), **(extra or {})})


def plain_book(table: list[list[object]] | None = None, **around: str) -> bytes:
    return book(table_xml(table or TABLE, **around))
