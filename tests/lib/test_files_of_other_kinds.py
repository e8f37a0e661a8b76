"""What people send instead of a table: told by its first bytes, refused by its name, whatever it is called."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkkhousing.lib.sheet_files import SheetProblem, decode, kind_of, refuse_unless_named_so

THAI = "ชื่อ,บ้านเลขที่\nสมชาย ใจดี,12/3\nวันดี มีสุข,๔๕\n"


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


FOREIGN = [
    (b"%PDF-1.7 ...", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "รูปภาพ"),
    (b"\xff\xd8\xff\xe0JFIF", "รูปภาพ"),
    (b"GIF89a", "รูปภาพ"),
    (b"\x1f\x8b\x08\x00", "บีบอัด"),
    (b"Rar!\x1a\x07", "บีบอัด"),
    (b"{\\rtf1\\ansi", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "Office รุ่นเก่า"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "ใส่รหัสผ่าน"),
    (b"<!DOCTYPE html><table>", "HTML"),
    (b"  <html><body>", "HTML"),
    (b"<table><tr><td>1", "HTML"),
    (b"\xef\xbb\xbf<html>", "HTML"),
    (b'<?xml version="1.0"?>', "XML"),
    (zipped("word/document.xml"), "Word"),
    (zipped("ppt/presentation.xml"), "PowerPoint"),
    (zipped("content.xml"), "OpenDocument"),
    (zipped("xl/workbook.bin"), "ไบนารี"),
    (zipped("readme.txt"), "ZIP"),
]


@pytest.mark.parametrize(("content", "name"), FOREIGN)
def test_another_kind_of_file_is_called_by_its_name(content, name):
    with pytest.raises(SheetProblem) as refusal:
        kind_of(content)
    assert name in refusal.value.sentence and "ส่งไฟล์ .xlsx หรือ .csv" in refusal.value.sentence


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n ", b"\n" * 1000])
def test_an_empty_file_is_called_empty(content):
    with pytest.raises(SheetProblem, match="ว่างเปล่า"):
        kind_of(content)


@pytest.mark.parametrize("length", [4, 10, 30, 60])
def test_a_workbook_that_was_cut_off_is_called_damaged(length):
    with pytest.raises(SheetProblem, match="เสียหาย"):
        kind_of(zipped("xl/workbook.xml")[:length])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped("xl/workbook.xml"), "workbook"),
        (THAI.encode(), "text"),
        (b"a;b\n1;2", "text"),
        (b"PDF,%PDF", "text"),
    ],
)
def test_a_table_is_known_by_its_content(content, kind):
    assert kind_of(content) == kind


@pytest.mark.parametrize("name", ["ก.xlsx", "ก.XLSX", "ก.xlsm", "ก", "ก.dat"])
def test_a_workbook_may_be_called_so(name):
    refuse_unless_named_so("workbook", name)


@pytest.mark.parametrize("name", ["ก.csv", "ก.CSV", "ก.tsv", "ก.txt", "ก", "ก.dat", "ก.xlsx.csv"])
def test_a_text_may_be_called_so(name):
    refuse_unless_named_so("text", name)


@pytest.mark.parametrize(
    ("kind", "name", "suffix"),
    [
        ("workbook", "ก.csv", ".xlsx"),
        ("workbook", "ก.txt", ".xlsx"),
        ("workbook", "ก.xls", ".xlsx"),
        ("text", "ก.xlsx", ".csv"),
        ("text", "ก.xls", ".csv"),
    ],
)
def test_a_file_under_a_wrong_name_is_told_the_right_one(kind, name, suffix):
    with pytest.raises(SheetProblem) as refusal:
        refuse_unless_named_so(kind, name)
    assert f"ให้ลงท้ายด้วย {suffix}" in refusal.value.sentence


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp874", b""),
    ],
)
def test_thai_is_read_from_every_encoding_of_thai_offices(encoding, bom):
    assert decode(bom + THAI.encode(encoding)) == (THAI, encoding)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf\xff\xff",
        b"name\xe9,caf\xe9\n",
        b"\x81\x82\x83,\x84\n",
        "ชื่อ,สมชาย\n".encode()[:-3] + b"\n",
        b"a,b\n\x01\x02,\x03\n",
        b"\xff\xfe" + "ก\x00ข".encode("utf-16-le"),
        "Ünïcödé,Größe\n".encode("latin-1"),
    ],
)
def test_what_could_be_two_encodings_is_not_guessed(content):
    with pytest.raises(SheetProblem) as refusal:
        decode(content)
    assert "UTF-8" in refusal.value.sentence


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "ก,ข\n", "name\tnumber\nx\t1\n"])
def test_plain_text_is_utf8(text):
    assert decode(text.encode()) == (text, "utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused_in_words(content):
    try:
        if kind_of(content) == "text":
            text, encoding = decode(content)
            assert encoding and "\x00" not in text
    except SheetProblem as refusal:
        assert refusal.sentence and "%(" not in refusal.sentence


@given(st.text(st.sampled_from("กขคงจชดตนมรลวสอะาิีุูเแโไ่้ 123,\n"), min_size=12, max_size=60))
def test_thai_text_in_utf8_is_never_taken_for_another_encoding(text):
    if text.strip():
        assert decode(text.encode()) == (text, "utf-8")
