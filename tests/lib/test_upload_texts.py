"""Text tables: which sign parts the columns, which letters they are in, and where they stop being a table."""

import codecs

import pytest

from bkkhousing.lib.upload_refusals import Refused
from bkkhousing.lib.upload_texts import ENCODINGS, text_table

THAI = "ชื่อ,บ้าน\nสมชาย ใจดี,12/3\n"


def rows(text: str) -> list:
    return [list(map(str, cells)) for _number, cells in text_table(text.encode(), "").rows()]


def refused(content: bytes | str, encoding: str = "") -> Refused:
    content = content.encode() if isinstance(content, str) else content
    with pytest.raises(Refused) as caught:
        table = text_table(content, encoding)
        list(table.rows())
    return caught.value


def smaller(settings, **limits: int) -> None:
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, **limits}


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("ก,ข\n1,2\n", ","),
        ("ก;ข\n1,5;2,5\n1,6;2,6\n", ";"),
        ("ก\tข\n1,5\t2\n", "\t"),
        ("ก|ข|ค\n1|2|3\n", "|"),
        ("ทะเบียน, ปี 2569\nก;ข\n1;2\n3;4\n", ";"),
        ('ก;ข\n"1,2,3";4\n"5,6,7";8\n', ";"),
        ("\n\n,,\nก;ข\n1;2\n", ";"),
        ("ก\nข\n", ","),
    ],
)
def test_the_sign_between_columns_is_the_one_that_cuts_evenly(text, delimiter):
    assert text_table(text.encode(), "").delimiter == delimiter


@pytest.mark.parametrize(
    ("first", "delimiter"), [("sep=;\n", ";"), ("SEP=|\r\n", "|"), ("sep=#\n", "#"), ("\ufeffsep=;\n", ";")]
)
def test_the_sign_that_a_file_declares_is_taken_at_its_word(first, delimiter):
    table = text_table(f"{first}ก,ข{delimiter}ค\n".encode(), "")
    assert table.delimiter == delimiter
    assert next(table.rows()) == (1, ["ก,ข", "ค"])


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_person_may_say_the_encoding(encoding):
    table = text_table(THAI.encode(encoding), encoding)
    assert (table.encoding, table.text) == (encoding, THAI)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)],
)
def test_the_mark_in_front_is_no_letter_of_the_first_header(encoding, mark):
    assert text_table(mark + THAI.encode(encoding), encoding).text == THAI


@pytest.mark.parametrize("encoding", ["latin-1", "utf-7", "idna", "zlib_codec", "../utf-8", "UTF-8"])
def test_an_encoding_that_is_not_offered_is_refused_by_its_name(encoding):
    refusal = refused(THAI, encoding)
    assert refusal.code == "bad_encoding" and encoding in refusal.sentence


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(THAI.encode("cp874"), "utf-8"), (b"\xff\xfd", "cp874"), (b"a\x00b", "utf-16-le")],
)
def test_an_encoding_that_does_not_fit_is_refused(content, encoding):
    assert refused(content, encoding).code == "bad_encoding"


def test_what_could_be_two_encodings_offers_all_of_them():
    assert refused(b"nom,\xe9tage\n").choices == ENCODINGS


def test_one_control_character_in_utf8_is_a_flawed_cell_and_many_are_no_text():
    assert rows("ก,ข\n\x01,2\n")[1] == ["", "2"]
    assert refused("ก,ข\n" + "\x01\x02\x03," * 30).code == "ask_encoding"


@pytest.mark.parametrize("text", [" \n\t", ",,,\n;;", "\ufeff", "\r\n\r\n", "|\t|"])
def test_signs_between_nothing_are_an_empty_file(text):
    assert refused(text, "utf-8").code == "empty"


def test_a_text_with_an_archive_at_its_end_is_not_opened():
    assert refused(THAI.encode() + b"PK\x05\x06" + bytes(18)).code == "two_in_one"


@pytest.mark.parametrize(
    ("text", "row"), [('ก,ข\n1,"2\n', 2), ('ก,ข\n"1"2,3\n', 2), ('ก,ข\n1,2\n3,4\n"5""\n', 4)]
)
def test_a_quote_that_is_not_closed_is_named_with_its_row(text, row):
    refusal = refused(text)
    assert refusal.code == "unbalanced_quote" and f"แถวที่ {row} " in refusal.sentence


@pytest.mark.parametrize(
    ("limit", "at", "beyond", "code"),
    [
        ("columns", "1,2,3\n", "1,2,3,4\n", "too_many_columns"),
        ("cell_characters", "กขค,1\n", "กขคง,1\n", "cell_too_long"),
    ],
)
def test_a_row_may_reach_a_limit_but_not_go_beyond_it(limit, at, beyond, code, settings):
    smaller(settings, **{limit: 3})
    assert len(rows(at * 2)) == 2
    assert refused(at + beyond).code == code


def test_the_extent_is_counted_as_the_rows_are_read(settings):
    text = "ก,ข\n\n1,2\n , \n\u200b,\n3,4\n\n"
    table = text_table(text.encode(), "")
    listed = list(table.rows())
    assert table.extent() == (len(listed), listed[-1])


def test_more_rows_than_the_limit_are_refused_while_they_are_counted(settings):
    smaller(settings, rows=5)
    assert text_table(b"1,2\n" * 15, "").extent()[0] == 15
    with pytest.raises(Refused) as refusal:
        text_table(b"1,2\n" * 16, "").extent()
    assert (refusal.value.code, "5" in refusal.value.sentence) == ("too_many_rows", True)


def test_a_long_cell_of_blanks_is_nothing_and_a_long_one_of_letters_is_too_long(settings):
    smaller(settings, cell_characters=5)
    assert text_table(b"1,2\n      ,      \n", "").extent()[0] == 1
    with pytest.raises(Refused, match="5"):
        text_table(b"1,2\nabcdef,1\n", "").extent()
