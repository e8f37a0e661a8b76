"""The parts of a workbook: its sheets, its calendar, its formats and shared texts, and what must not be in it."""

import io
import zipfile

import pytest

from bkkhousing.lib.upload_archives import opened, refuse_unsafe_parts
from bkkhousing.lib.upload_parts import SharedTexts, read_book
from bkkhousing.lib.upload_refusals import Refused
from tests.upload_corpus.books import LINKS, TABLE, parts_of, table_xml, zipped

STRINGS = "xl/sharedStrings.xml"


def archive_of(**changed: str) -> zipfile.ZipFile:
    """A plain workbook with some parts changed; `styles` is xl/styles.xml and so on."""
    parts = parts_of(table_xml(TABLE))
    names = {"styles": "xl/styles.xml", "rels": "xl/_rels/workbook.xml.rels", "workbook": "xl/workbook.xml"}
    names |= {
        "types": "[Content_Types].xml",
        "strings": STRINGS,
        "link": "xl/externalLinks/externalLink1.xml",
    }
    return zipfile.ZipFile(io.BytesIO(zipped({**parts, **{names[key]: xml for key, xml in changed.items()}})))


def refusal_of(**changed: str) -> str:
    with pytest.raises(Refused) as caught:
        read_book(archive_of(**changed))
    return caught.value.code


def styles(code: str) -> str:
    return (
        f'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'
        '<dxfs><xf numFmtId="14"/></dxfs></styleSheet>'
    )


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("d/m/yyyy", True),
        ("[$-41E]d mmm bbbb", True),
        ("[$-D07041E]d/mm/yyyy", True),
        ("ว ดดด ปปปป", True),
        ("[h]:mm", True),
        ("HH:MM", True),
        ("General", False),
        ("#,##0.00", False),
        ("0 &quot;days&quot;", False),
        ("[Red]0", False),
        ("0\\d", False),
        ("0_d", False),
        ("0;d/m/yyyy", False),
        ("@", False),
        ("", False),
    ],
)
def test_a_number_format_is_a_date_by_its_own_letters(code, is_date):
    assert read_book(archive_of(styles=styles(code))).date_styles == ({1} if is_date else set())


@pytest.mark.parametrize(
    ("number", "is_date"),
    [(14, True), (22, True), (13, False), (23, False), (45, True), (49, False), (58, True)],
)
def test_formats_that_are_built_in_are_known_by_number(number, is_date):
    xml = f'<styleSheet><cellXfs><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    assert read_book(archive_of(styles=xml)).date_styles == ({0} if is_date else set())


@pytest.mark.parametrize(
    ("told", "from_1904"), [("1", True), ("true", True), ("on", True), ("0", False), ("false", False)]
)
def test_the_calendar_is_said_in_several_ways(told, from_1904):
    xml = parts_of("", workbook=f'<workbookPr date1904="{told}"/>')["xl/workbook.xml"]
    assert read_book(archive_of(workbook=xml)).from_1904 is from_1904


@pytest.mark.parametrize(("state", "hidden"), [("", False), ("visible", False), ("hidden", True), ("veryHidden", True)])  # fmt: skip
def test_a_sheet_is_hidden_however_deep(state, hidden):
    xml = parts_of("", states=(state,))["xl/workbook.xml"]
    assert [sheet.hidden for sheet in read_book(archive_of(workbook=xml)).sheets] == [hidden]


def relation(target: str, kind: str = "worksheet", mode: str = "") -> str:
    return f'<Relationships><Relationship Id="r1" Type="{LINKS}/{kind}" Target="{target}"{mode}/></Relationships>'


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./x/../worksheets/sheet1.xml"])  # fmt: skip
def test_a_sheet_is_found_wherever_its_address_begins(target):
    (sheet,) = read_book(archive_of(rels=relation(target))).sheets
    assert sheet.part == "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rels": relation("worksheets/sheet9.xml")}, "odd_workbook"),
        ({"rels": relation("../../etc/passwd")}, "odd_workbook"),
        ({"rels": relation("worksheets/sheet1.xml", kind="chartsheet")}, "odd_workbook"),
        ({"rels": relation("http://x/", mode=' TargetMode="External"')}, "external_links"),
        ({"workbook": "<workbook/>"}, "odd_workbook"),
        ({"workbook": "<workbook>"}, "damaged"),
        ({"workbook": "<!DOCTYPE x><workbook/>"}, "entities"),
        ({"types": '<Types><Default ContentType="application/vnd.ms-office.vbaProject"/></Types>'}, "macros"),
        ({"link": "<externalLink><externalBook/></externalLink>"}, "external_links"),
        ({"link": "<externalLink><ddeLink/></externalLink>"}, "dde"),
        ({"link": "<x:externalLink xmlns:x='y'><x:oleLink/></x:externalLink>"}, "dde"),
    ],
)
def test_a_workbook_that_reaches_out_or_is_not_whole_is_refused(changed, code):
    assert refusal_of(**changed) == code


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<si><t>ก</t></si>", "ก"),
        ("<si><t xml:space='preserve'>  ก </t></si>", "ก"),
        ("<si><r><rPr><b/></rPr><t>ก</t></r><r><t>ข</t></r></si>", "กข"),
        ("<si><t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh></si>", "漢"),
        ("<si/>", ""),
        ("<si><t>&amp;lt; &#x0E01;&#3586;</t></si>", "&lt; กข"),
        ("<si><t>ก_x000D_ข</t></si>", "ก\rข"),
        ("<si><t>_x005F_x0041_</t></si>", "_x0041_"),
    ],
)
def test_a_shared_text_is_what_a_person_sees(item, text):
    archive = archive_of(strings=f"<sst><si><t>แรก</t></si>{item}<si><t>ท้าย</t></si></sst>")
    texts = SharedTexts(archive, STRINGS)
    assert [texts.cell(place) for place in range(3)] == ["แรก", text, "ท้าย"]


@pytest.mark.parametrize("number", [-1, 1, 99])
def test_a_text_that_nobody_shares_is_damage(number):
    texts = SharedTexts(archive_of(strings="<sst><si><t>ก</t></si></sst>"), STRINGS)
    with pytest.raises(Refused) as refusal:
        texts.cell(number)
    assert refusal.value.code == "damaged"


def test_a_workbook_may_share_no_texts():
    with pytest.raises(Refused):
        SharedTexts(archive_of(), STRINGS).cell(0)


@pytest.mark.parametrize(("length", "taken"), [(1200, True), (1201, False)])
def test_a_text_may_be_as_long_as_a_cell(length, taken, settings):
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "cell_characters": 1200}
    texts = SharedTexts(archive_of(strings=f"<sst><si><t>{'ก' * length}</t></si></sst>"), STRINGS)
    if taken:
        assert len(texts.cell(0)) == length
        return
    with pytest.raises(Refused, match="1,200"):
        texts.cell(0)


def directory_refusal(tmp_path, parts: dict, comment: bytes = b"") -> str:
    path = tmp_path / "upload"
    path.write_bytes(zipped({**parts_of(table_xml(TABLE)), **parts}))
    if comment:
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = comment
    with pytest.raises(Refused) as refusal, opened(path) as archive:
        refuse_unsafe_parts(archive, read_elsewhere=frozenset())
    return refusal.value.code


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"XL/Workbook.xml": "<x/>"}, "odd_workbook"),
        ({"xl/media/x.ZIP": b"x"}, "nested_archive"),
        ({"xl/media/x.png": b"PK\x03\x04rest"}, "nested_archive"),
        ({"xl/VBAPROJECT.BIN": b"x"}, "macros"),
        ({"c:/x.png": b"x"}, "unsafe_path"),
        ({"/x.png": b"x"}, "unsafe_path"),
        ({"xl/../../x.png": b"x"}, "unsafe_path"),
        ({"docProps/app.xml": "<a><b></a>"}, "damaged"),
        ({"docProps/app.xml": ""}, "damaged"),
        ({"docProps/app.rels": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "entities"),
    ],
)
def test_what_hides_in_a_part_that_nobody_reads_is_found(parts, code, tmp_path):
    assert directory_refusal(tmp_path, parts) == code


def test_a_comment_on_the_archive_is_another_file_behind_it(tmp_path):
    assert directory_refusal(tmp_path, {}, comment=b"MZ") == "two_in_one"
