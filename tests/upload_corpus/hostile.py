"""Files made to hurt: bombs, nests, paths, macros, links, locks, lies and cuts."""

import io
import random
import stat
import struct
import zipfile
from functools import cache, partial

import xlwt

from tests.upload_corpus.answers import Case, Reading, Refusal
from tests.upload_corpus.books import (
    HEAD,
    MACRO_TYPE,
    SHEET,
    TABLE,
    book,
    letters,
    number,
    parts_of,
    plain_book,
    row_xml,
    sheet_xml,
    table_xml,
    zipped,
)

MIB = 1024 * 1024
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
CUTS = (0.02, 0.1, 0.2, 0.35, 0.5, 0.6, 0.75, 0.85, 0.95, 0.995)


def bomb() -> bytes:
    """256 MiB of spaces in a sheet of a few hundred KB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts_of("").items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w", force_zip64=True) as part:
            for _turn in range(256):
                part.write(b" " * MIB)
    return out.getvalue()


def lying(declared: int) -> bytes:
    """The directory declares another size than the sheet has."""
    told = plain_book(after=" " * 500_000)
    with zipfile.ZipFile(io.BytesIO(told)) as archive:
        true_size = archive.getinfo(SHEET).file_size
    return told.replace(struct.pack("<I", true_size), struct.pack("<I", declared))


def with_entry(name: str, content: bytes = b"x", mode: int = 0) -> bytes:
    out = io.BytesIO(plain_book())
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, content)
    return out.getvalue()


def locked_entry() -> bytes:
    """The flag of an encrypted entry, in both headers of every entry."""
    told = bytearray(plain_book())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = told.find(mark)
        while place >= 0:
            told[place + offset] |= 1
            place = told.find(mark, place + 1)
    return bytes(told)


def with_declaration(part: str, declaration: str) -> bytes:
    parts = parts_of(table_xml(TABLE))
    parts.setdefault(part, f"{HEAD}<x>&a;</x>")
    parts[part] = parts[part].replace(HEAD, HEAD + declaration)
    return zipped(parts)


def linked(inside: str) -> bytes:
    return book(
        table_xml(TABLE),
        extra={"xl/externalLinks/externalLink1.xml": f"{HEAD}<externalLink>{inside}</externalLink>"},
    )


@cache
def cut_whole() -> bytes:
    return plain_book([["ก", "ข"], *([str(n), f"{n}/1"] for n in range(400))])


def cut(share: float) -> bytes:
    whole = cut_whole()
    return whole[: int(len(whole) * share)]


def old_book(change=None) -> bytes:
    told = xlwt.Workbook(encoding="utf-8")
    sheet = told.add_sheet("แผ่น1", cell_overwrite_ok=True)
    for at, row in enumerate(TABLE):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    if change:
        change(sheet)
    out = io.BytesIO()
    told.save(out)
    return out.getvalue()


def cut_old() -> bytes:
    return old_book()[:3000]


def endless_old() -> bytes:
    """An old workbook whose list of sectors goes on in a circle."""
    told = bytearray(old_book())
    struct.pack_into("<II", told, 68, 1, 0x7FFFFFFF)
    struct.pack_into("<I", told, 2 * 512 + 508, 1)
    return bytes(told)


def tall(rows: int) -> bytes:
    """Rows of one number each; a block of them over and over, longer than what a zip remembers."""
    numbers = random.Random(3)
    block = "".join(f"<row><c><v>{numbers.randrange(10**6)}</v></c></row>" for _row in range(4096))
    return book(sheet_xml(row_xml(1, ["เลข"]) + block * (rows // 4096)))


def wide(columns: int) -> bytes:
    return plain_book([[f"ค{n}" for n in range(columns)], [str(n) for n in range(columns)]])


def long_cell(length: int) -> bytes:
    return plain_book([["ก"], [random.Random(1).randbytes(length // 2 + 1).hex()[:length]]])


def large_file() -> bytes:
    return random.Random(2).randbytes(MIB) * 21


def far_corner() -> bytes:
    rows = "".join(row_xml(at, cells) for at, cells in enumerate(TABLE, start=1))
    return book(sheet_xml(rows + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))


def repeated_part() -> bytes:
    out = io.BytesIO(plain_book())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/worksheets/sheet1.xml", table_xml(TABLE))
    return out.getvalue()


def backwards() -> bytes:
    return book(sheet_xml(row_xml(5, ["ก"]) + row_xml(2, ["ข"])))


def future_zip() -> bytes:
    """The directory asks for a zip of a version that does not exist."""
    told = bytearray(plain_book())
    told[told.find(b"PK\x01\x02") + 6] = 250
    return bytes(told)


def strange_encoding() -> bytes:
    return book(table_xml(TABLE).replace("UTF-8", "U-8"))


def slow_cells() -> bytes:
    """Cells in a shape that nobody writes, two thousand of them in one row."""
    told = (f'<c r="{letters(n)}1" t="inlineStr"><is><t>ก</t></is><x/></c>' for n in range(1, 2001))
    return book(sheet_xml(f'<row r="1">{"".join(told)}</row><row r="2"><c r="A2"><v>1</v></c></row>'))


def slow_texts() -> bytes:
    """A shared text of spoken parts that never say anything."""
    spoken = '<rPh sb="0"/>' * 30_000
    sheet = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>')
    return book(sheet, extra={"xl/sharedStrings.xml": f"<sst><si><t>ก</t>{spoken}</si></sst>"})


def slow_formats() -> bytes:
    """A number format of brackets that never close."""
    told = f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 300_000}"/></numFmts>'
    styles = f'<styleSheet>{told}<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
    return book(table_xml(TABLE), extra={"xl/styles.xml": styles})


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
)
VBA_OLD = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "_VBA_PROJECT_CUR".encode("utf-16-le") + bytes(512)
)
CASES = [
    Case("256 MiB in a small sheet", "ก.xlsx", bomb, Refusal("packed_too_tightly", "150")),
    Case("a file over 20 MB", "ก.xlsx", large_file, Refusal("too_large", "20 MB")),
    Case("a declared size too small", "ก.xlsx", partial(lying, 1000), Refusal("damaged")),
    Case("a declared size of 3 GB", "ก.xlsx", partial(lying, 3 << 30), Refusal("packed_too_tightly")),
    Case("a zip inside", "ก.xlsx", partial(with_entry, "xl/media/ก.zip"), Refusal("nested_archive")),
    Case(
        "a zip inside under another name",
        "ก.xlsx",
        partial(with_entry, "xl/media/ก.png", zipped({"a": "b"})),
        Refusal("nested_archive"),
    ),
    Case(
        "5,000 entries",
        "ก.xlsx",
        lambda: book(table_xml(TABLE), extra={f"x{n}": "" for n in range(5000)}),
        Refusal("too_many_parts", "2,000"),
    ),
    Case(
        "an entry above the folder", "ก.xlsx", partial(with_entry, "xl/../../ก.txt"), Refusal("unsafe_path")
    ),
    Case("an absolute entry", "ก.xlsx", partial(with_entry, "/etc/ก"), Refusal("unsafe_path")),
    Case("an entry on a drive", "ก.xlsx", partial(with_entry, "C:/ก"), Refusal("unsafe_path")),
    Case(
        "an entry that is a symlink",
        "ก.xlsx",
        partial(with_entry, "xl/ก", b"/etc/passwd", stat.S_IFLNK | 0o777),
        Refusal("unsafe_path"),
    ),
    Case("one part twice", "ก.xlsx", repeated_part, Refusal("odd_workbook")),
    *(
        Case(
            f"billion laughs in {part}",
            "ก.xlsx",
            partial(with_declaration, part, LAUGHS),
            Refusal("entities"),
        )
        for part in (
            SHEET,
            "xl/sharedStrings.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "docProps/app.xml",
        )
    ),
    Case(
        "XXE in the workbook",
        "ก.xlsx",
        partial(with_declaration, "xl/workbook.xml", OUTSIDE),
        Refusal("entities"),
    ),
    Case("XXE in a sheet", "ก.xlsx", partial(with_declaration, SHEET, OUTSIDE), Refusal("entities")),
    *(Case(f"cut at {share:.1%}", "ก.xlsx", partial(cut, share), Refusal("damaged")) for share in CUTS),
    Case("nothing at all", "ก.xlsx", bytes, Refusal("empty")),
    Case("a macro", "ก.xlsm", partial(with_entry, "xl/vbaProject.bin"), Refusal("macros")),
    Case("a macro type", "ก.xlsm", lambda: book(table_xml(TABLE), type=MACRO_TYPE), Refusal("macros")),
    Case("a binary workbook", "ก.xlsb", lambda: zipped({"xl/workbook.bin": "x"}), Refusal("not_a_table")),
    Case("a workbook with a password", "ก.xlsx", lambda: ENCRYPTED, Refusal("encrypted")),
    Case("locked entries", "ก.xlsx", locked_entry, Refusal("encrypted")),
    Case("HTML called .xlsx", "ก.xlsx", lambda: b"<html><table><tr><td>1", Refusal("not_a_table", "HTML")),
    Case("HTML called .xls", "ก.xls", lambda: b"<html><table><tr><td>1", Refusal("not_a_table", "HTML")),
    Case("CSV called .xlsx", "ก.xlsx", lambda: "ก,ข\n1,2\n".encode(), Refusal("name_differs", ".csv")),
    Case("a workbook called .csv", "ก.csv", plain_book, Refusal("name_differs", ".xlsx")),
    Case(
        "a workbook with a picture in front",
        "ก.xlsx",
        lambda: b"GIF89a" + plain_book(),
        Refusal("not_a_table"),
    ),
    Case(
        "a workbook with a zip in front",
        "ก.xlsx",
        lambda: b"PK\x03\x04" + plain_book(),
        Refusal("two_in_one"),
    ),
    Case(
        "a table with a workbook behind", "ก.csv", lambda: b"a,b\n1,2\n" + plain_book(), Refusal("two_in_one")
    ),
    Case("a cell of 10 MB", "ก.xlsx", partial(long_cell, 10 * MIB), Refusal("cell_too_long", "32,767")),
    Case("a cell of 32,768 letters", "ก.xlsx", partial(long_cell, 32_768), Refusal("cell_too_long")),
    Case("a cell of 32,767 letters", "ก.xlsx", partial(long_cell, 32_767), Reading(count=1)),
    Case("a CSV cell of 10 MB", "ก.csv", lambda: b"a,b\n1," + b"x" * 10 * MIB, Refusal("cell_too_long")),
    Case("16,384 columns", "ก.xlsx", partial(wide, 16_384), Refusal("too_many_columns", "2,000")),
    Case(
        "16,384 columns of text",
        "ก.csv",
        lambda: ",".join("a" * 16_384).encode(),
        Refusal("too_many_columns"),
    ),
    Case("1,048,576 rows", "ก.xlsx", partial(tall, 1_048_576), Refusal("too_many_rows", "100,000")),
    Case(
        "a million rows of text", "ก.csv", lambda: b"a,b\n" + b"1,2\n" * 1_000_000, Refusal("too_many_rows")
    ),
    Case(
        "a dimension of the whole sheet",
        "ก.xlsx",
        partial(plain_book, before='<dimension ref="A1:XFD1048576"/>'),
        Reading(count=2),
    ),
    Case("one cell in the last row", "ก.xlsx", far_corner, Reading(count=3)),
    Case("rows out of order", "ก.xlsx", backwards, Refusal("odd_workbook")),
    Case(
        "a link to another workbook", "ก.xlsx", partial(linked, "<externalBook/>"), Refusal("external_links")
    ),
    Case("a link to a program", "ก.xlsx", partial(linked, '<ddeLink ddeService="cmd"/>'), Refusal("dde")),
    Case(
        "a formula that calls a program",
        "ก.xlsx",
        lambda: plain_book([["ก"], ["<c r='{at}'><f>cmd|'/c calc'!A0</f><v>0</v></c>"]]),
        Refusal("dde"),
    ),
    Case("an old workbook with a macro", "ก.xls", lambda: VBA_OLD, Refusal("macros")),
    Case("a zip of the future", "ก.xlsx", future_zip, Refusal("damaged")),
    Case("an encoding nobody knows", "ก.xlsx", strange_encoding, Refusal("damaged")),
    Case("an old workbook in a circle", "ก.xls", endless_old, Refusal("damaged")),
    Case("an old workbook cut off", "ก.xls", cut_old, Refusal("damaged")),
    Case(
        "an old workbook with a far cell",
        "ก.xls",
        partial(old_book, lambda sheet: sheet.write(65_535, 255, 1)),
        Refusal("old_book_too_large"),
    ),
    Case(
        "2,000 cells in an odd shape",
        "ก.xlsx",
        slow_cells,
        Reading(("ก", *(f"ก ({n})" for n in range(2, 2001))), count=1),
    ),
    Case("spoken parts without words", "ก.xlsx", slow_texts, Reading(("ก",), [["1"]])),
    Case("a number format without end", "ก.xlsx", slow_formats, Reading(tuple(TABLE[0]), TABLE[1:])),
    Case("an old workbook", "ก.xls", old_book, Reading(tuple(TABLE[0]), TABLE[1:])),
    Case(
        "comments that hide cells",
        "ก.xlsx",
        lambda: book(
            sheet_xml(row_xml(1, ["ก"]) + "<!--" + row_xml(2, ["ข"]) + "-->" + row_xml(3, [number(1, "A3")]))
        ),
        Refusal("odd_workbook"),
    ),
    Case(
        "a sheet in UTF-16",
        "ก.xlsx",
        lambda: zipped({**parts_of(""), SHEET: table_xml(TABLE).replace("UTF-8", "UTF-16").encode("utf-16")}),
        Refusal("odd_workbook"),
    ),
]
