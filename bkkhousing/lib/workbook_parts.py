"""The fixed parts of an xlsx package (ECMA-376): everything but the rows of its sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

FONT = "TH Sarabun New"
FONT_POINTS = 14
ROW_POINTS = 21

HEADER, TEXT, INTEGER, DECIMAL, DATE = 1, 2, 3, 4, 5
"""Positions in `cellXfs` of STYLES; 0 is the plain cell."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SCHEMAS = "http://schemas.openxmlformats.org"
MAIN = f"{SCHEMAS}/spreadsheetml/2006/main"
RELATIONS = f"{SCHEMAS}/officeDocument/2006/relationships"
PACKAGE = f"{SCHEMAS}/package/2006"
SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FACE = f'<sz val="{FONT_POINTS}"/><name val="{FONT}"/><family val="2"/><charset val="222"/>'
_TOP = '<alignment vertical="top"/>'
_APPLY = 'applyNumberFormat="1" applyAlignment="1"'

STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00####"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts>'
    f'<fonts count="2"><font>{_FACE}</font><font><b/>{_FACE}</font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" '
    f'{_APPLY}><alignment vertical="top" wrapText="1"/></xf>'
    + "".join(
        f'<xf numFmtId="{number_format}" fontId="0" fillId="0" borderId="0" xfId="0" {_APPLY}>{_TOP}</xf>'
        for number_format in (49, 1, 164, 165)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)

ROOT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)


@dataclass(frozen=True)
class SheetPart:
    """One written sheet: its file's number in the package, its tab name and the cells it covers."""

    number: int
    name: str
    area: str
    filtered: bool


def column_letters(index: int) -> str:
    """The letters of a column counted from 0: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def content_types(parts: Sequence[SheetPart]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{part.number}.xml" '
        f'ContentType="{SHEET_TYPES}.worksheet+xml"/>'
        for part in parts
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPES}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{sheets}</Types>"
    )


def workbook_relations(parts: Sequence[SheetPart]) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{part.number}" Type="{RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{part.number}.xml"/>'
        for part in parts
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{sheets}'
        f'<Relationship Id="rId{len(parts) + 1}" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        "</Relationships>"
    )


def workbook(parts: Sequence[SheetPart]) -> str:
    """The list of sheets in tab order, whatever the order they were written in."""
    sheets = "".join(
        f'<sheet name={quoteattr(part.name)} sheetId="{part.number}" r:id="rId{part.number}"/>'
        for part in parts
    )
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f'<bookViews><workbookView activeTab="0"/></bookViews><sheets>{sheets}</sheets>'
        f"{_filter_names(parts)}</workbook>"
    )


def _filter_names(parts: Sequence[SheetPart]) -> str:
    """Excel keeps the area of every filter in a hidden name as well."""
    names = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{position}" hidden="1">'
        f"{_absolute(part)}</definedName>"
        for position, part in enumerate(parts)
        if part.filtered
    )
    return f"<definedNames>{names}</definedNames>" if names else ""


def _absolute(part: SheetPart) -> str:
    last = part.area.partition(":")[2]
    letters = last.rstrip("0123456789")
    quoted = escape(part.name.replace("'", "''"))
    return f"'{quoted}'!$A$1:${letters}${last[len(letters) :]}"


def core_properties(*, author: str, created: datetime) -> str:
    """Who made the workbook and when; `created` must know its time zone."""
    if created.tzinfo is None:
        raise ValueError("created must know its time zone")
    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        "</cp:coreProperties>"
    )


def sheet_head(widths: Sequence[tuple[float, int]], *, selected: bool, frozen: bool) -> str:
    """Everything before the rows; `widths` gives each column's width and style."""
    view = 'tabSelected="1" workbookViewId="0"' if selected else 'workbookViewId="0"'
    pane = (
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/>'
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" style="{style}" customWidth="1"/>'
        for number, (width, style) in enumerate(widths, 1)
    )
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetViews>'
        f"<sheetView {view}>{pane if frozen else ''}</sheetView></sheetViews>"
        f'<sheetFormatPr defaultRowHeight="{ROW_POINTS}"/><cols>{columns}</cols><sheetData>'
    )


def sheet_tail(area: str, *, filtered: bool) -> str:
    """Everything after the rows: the filter, and no warning on numbers kept as text."""
    filters = f'<autoFilter ref="{area}"/>' if filtered else ""
    return (
        f"</sheetData>{filters}<ignoredErrors>"
        f'<ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )
