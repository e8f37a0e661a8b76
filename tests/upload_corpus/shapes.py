"""Tables as offices really draw them: titles, two header rows, merged cells, hidden rows, totals."""

from functools import partial

from tests.upload_corpus.answers import Case, Reading, Refusal
from tests.upload_corpus.books import TABLE, book, number, plain_book, row_xml, sheet_xml, table_xml

HEADERS = tuple(TABLE[0])
MERGED_BODY = [["เขต", "ชุมชน"], ["ดินแดง", "ก"], ["", "ข"], ["", "ค"], ["พญาไท", "ง"]]
GROUPED = [["เขต", "ประชากร", "", "บ้าน"], ["", "ชาย", "หญิง", ""], ["ดินแดง", "10", "12", "5"]]
GROUPED_HEADERS = ("เขต", "ประชากร/ชาย", "ประชากร/หญิง", "บ้าน")


def merges(*ranges: str) -> str:
    told = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return f"<mergeCells>{told}</mergeCells>"


def with_hidden_rows() -> bytes:
    rows = row_xml(1, TABLE[0]) + row_xml(2, TABLE[1], ' hidden="1"') + row_xml(3, TABLE[2])
    return book(sheet_xml(rows, before='<cols><col min="2" max="2" hidden="1"/></cols>'))


def sheets(*states: str) -> bytes:
    other = table_xml([["อื่น"], ["1"]])
    return book(other, table_xml(TABLE), states=states)


def prefixed() -> bytes:
    """Every element with a prefix, as some programs write."""
    xml = table_xml(TABLE).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    return book(xml.replace("<x:?xml", "<?xml").replace("xmlns=", "xmlns:x="))


def without_places() -> bytes:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    return book(sheet_xml(row_xml(1, ["ก", "ข"]) + rows))


def csv(text: str) -> partial:
    return partial(str.encode, text, "utf-8")


CASES = [
    Case("a plain table", "ก.xlsx", plain_book, Reading(HEADERS, TABLE[1:], header_row=1)),
    Case(
        "no header",
        "ก.csv",
        csv("1033,คลองเตย,7366,3297\n1033,พัฒนา,2019,920\n"),
        Reading(("คอลัมน์ 1", "คอลัมน์ 2", "คอลัมน์ 3", "คอลัมน์ 4"), count=2, notes={"no_header"}, header_row=0),
    ),
    Case(
        "header on row 3",
        "ก.csv",
        csv("ทะเบียนชุมชน พ.ศ. 2569,,\n,,\nเขต,ชุมชน,ประชากร\nดินแดง,ก,10\n"),
        Reading(("เขต", "ชุมชน", "ประชากร"), [["ดินแดง", "ก", "10"]], notes={"header_below"}, header_row=3),
    ),
    Case(
        "two header rows, merged",
        "ก.xlsx",
        partial(plain_book, GROUPED, after=merges("B1:C1", "A1:A2", "D1:D2")),
        Reading(GROUPED_HEADERS, [GROUPED[2]], notes={"two_header_rows", "merged_cells"}, header_row=2),
    ),
    Case(
        "two header rows in CSV",
        "ก.csv",
        csv("\n".join(map(",".join, GROUPED))),
        Reading(GROUPED_HEADERS, [GROUPED[2]], notes={"two_header_rows"}, header_row=2),
    ),
    Case(
        "a repeated header",
        "ก.csv",
        csv("ชื่อ,ชื่อ,ชื่อ\n1,2,3\n"),
        Reading(("ชื่อ", "ชื่อ (2)", "ชื่อ (3)"), [["1", "2", "3"]], notes={"header_repeated"}),
    ),
    Case(
        "a blank header",
        "ก.csv",
        csv("ชื่อ,,บ้าน\nก,2,3\n"),
        Reading(("ชื่อ", "คอลัมน์ 2", "บ้าน"), [["ก", "2", "3"]], notes={"header_blank"}),
    ),
    Case(
        "spaces and unseen signs in headers",
        "ก.csv",
        csv("  ชื่อ\u200b , บ้าน  เลขที่ \nก,2\n"),
        Reading(("ชื่อ", "บ้าน เลขที่"), [["ก", "2"]], notes={"header_cleaned"}),
    ),
    Case(
        "merged cells in the body",
        "ก.xlsx",
        partial(plain_book, MERGED_BODY, after=merges("A2:A4")),
        Reading(("เขต", "ชุมชน"), [["ดินแดง", "ก"], ["ดินแดง", "ข"], ["ดินแดง", "ค"], ["พญาไท", "ง"]]),
    ),
    Case(
        "a merge over the whole sheet",
        "ก.xlsx",
        partial(plain_book, MERGED_BODY, after=merges("A2:XFD1048576")),
        Reading(("เขต", "ชุมชน"), MERGED_BODY[1:]),
    ),
    Case(
        "hidden rows and columns",
        "ก.xlsx",
        with_hidden_rows,
        Reading(HEADERS, TABLE[1:], notes={"hidden_rows", "hidden_columns"}),
    ),
    Case("a hidden sheet in front", "ก.xlsx", partial(sheets, "hidden"), Reading(HEADERS, TABLE[1:])),
    Case(
        "a sheet with a very long name",
        "ก.xlsx",
        lambda: book(table_xml(TABLE), names=("ก" * 500,)),
        Reading(count=2),
    ),
    Case("two sheets", "ก.xlsx", sheets, Reading(("อื่น",), [["1"]])),
    Case(
        "a filter that is on",
        "ก.xlsx",
        partial(plain_book, TABLE, after='<autoFilter ref="A1:B3"/>'),
        Reading(HEADERS, TABLE[1:], notes={"filtered"}),
    ),
    Case(
        "blank rows between",
        "ก.csv",
        csv("ชื่อ,บ้าน\nก,1\n,\n\n,,,,\nข,2\n"),
        Reading(("ชื่อ", "บ้าน"), [["ก", "1"], ["ข", "2"]]),
    ),
    Case(
        "a totals row at the end",
        "ก.csv",
        csv("เขต,ประชากร\nดินแดง,10\nพญาไท,20\nรวมทั้งสิ้น,30\n"),
        Reading(("เขต", "ประชากร"), count=3, notes={"totals_row"}),
    ),
    Case(
        "totals within groups",
        "ก.csv",
        csv("เขต,แบบ,จำนวน\nดินแดง,เดี่ยว,10\n,รวม,10\nพญาไท,เดี่ยว,20\n,รวม,20\n"),
        Reading(count=4, notes=frozenset()),
    ),
    Case(
        "more cells than headers", "ก.csv", csv("ก,ข\n1,2\n3,4,5\n"), Reading(count=2, notes={"header_blank"})
    ),
    Case("only headers", "ก.csv", csv("ก,ข\n"), Reading(("ก", "ข"), [])),
    Case("only blank rows", "ก.csv", csv(",,\n,,\n"), Refusal("empty")),
    Case("an empty sheet", "ก.xlsx", lambda: book(sheet_xml("")), Refusal("empty")),
    Case(
        "an empty self-closed sheet",
        "ก.xlsx",
        lambda: book("<worksheet><sheetData/></worksheet>"),
        Refusal("empty"),
    ),
    Case("elements with a prefix", "ก.xlsx", prefixed, Reading(HEADERS, TABLE[1:])),
    Case("cells without their place", "ก.xlsx", without_places, Reading(("ก", "ข"), [["1", "2"], ["3", ""]])),
    Case(
        "years as headers",
        "ก.xlsx",
        lambda: plain_book(
            [["จังหวัด", number(2558, "B1"), number(2560, "C1")], ["กทม", number(1.5, "B2"), number(2, "C2")]]
        ),
        Reading(("จังหวัด", "2558", "2560"), [["กทม", "1.5", "2"]]),
    ),
]
