"""Text files in the encodings, delimiters and line ends of Thai offices."""

import codecs
from functools import partial

from tests.upload_corpus.answers import Case, Reading, Refusal

TABLE = "ชื่อ,บ้านเลขที่\nสมชาย ใจดี,12/3\nวันดี มีสุข,๔๕\n"
READ = (("ชื่อ", "บ้านเลขที่"), [["สมชาย ใจดี", "12/3"], ["วันดี มีสุข", "๔๕"]])


def in_encoding(codec: str, bom: bytes = b"", text: str = TABLE) -> partial:
    return partial(bytes.__add__, bom, text.encode(codec))


def cut_by(sign: str) -> partial:
    return in_encoding("utf-8", text=TABLE.replace(",", sign))


def utf8(text: str) -> partial:
    return in_encoding("utf-8", text=text)


CASES = [
    Case("UTF-8", "ก.csv", in_encoding("utf-8"), Reading(*READ, encoding="utf-8")),
    Case(
        "UTF-8 with a mark", "ก.csv", in_encoding("utf-8", codecs.BOM_UTF8), Reading(*READ, encoding="utf-8")
    ),
    Case(
        "UTF-16 LE",
        "ก.csv",
        in_encoding("utf-16-le", codecs.BOM_UTF16_LE),
        Reading(*READ, encoding="utf-16-le"),
    ),
    Case(
        "UTF-16 BE",
        "ก.csv",
        in_encoding("utf-16-be", codecs.BOM_UTF16_BE),
        Reading(*READ, encoding="utf-16-be"),
    ),
    Case("UTF-16 LE without a mark", "ก.csv", in_encoding("utf-16-le"), Reading(*READ, encoding="utf-16-le")),
    Case("cp874", "ก.csv", in_encoding("cp874"), Reading(*READ, encoding="cp874")),
    Case("TIS-620", "ก.csv", in_encoding("tis-620"), Reading(*READ, encoding="cp874")),
    Case(
        "Latin letters of another office",
        "ก.csv",
        lambda: b"nom,\xe9tage\n\xe9t\xe9,2\n",
        Refusal("ask_encoding"),
    ),
    Case(
        "UTF-8 with a broken letter",
        "ก.csv",
        lambda: TABLE.encode()[:40] + b"\xb8\n",
        Refusal("ask_encoding"),
    ),
    Case("random bytes", "ก.csv", lambda: bytes(range(128, 256)) * 9, Refusal("ask_encoding")),
    Case("semicolons", "ก.csv", cut_by(";"), Reading(*READ)),
    Case("tabs", "ก.tsv", cut_by("\t"), Reading(*READ)),
    Case("bars", "ก.txt", cut_by("|"), Reading(*READ)),
    Case(
        "Excel's own word for semicolons", "ก.csv", utf8("sep=;\n" + TABLE.replace(",", ";")), Reading(*READ)
    ),
    Case("old line ends", "ก.csv", utf8(TABLE.replace("\n", "\r")), Reading(*READ)),
    Case("mixed line ends", "ก.csv", utf8(TABLE.replace("\n", "\r\n", 1)), Reading(*READ)),
    Case(
        "line breaks in cells",
        "ก.csv",
        utf8('ชื่อ,ที่อยู่\nก,"หมู่ 1\nซอย 2"\n'),
        Reading(("ชื่อ", "ที่อยู่"), [["ก", "หมู่ 1\nซอย 2"]]),
    ),
    Case("an unbalanced quote", "ก.csv", utf8('ชื่อ,บ้าน\nก,"12\nข,3\n'), Refusal("unbalanced_quote")),
    Case(
        "a long unbalanced quote",
        "ก.csv",
        utf8('ชื่อ,บ้าน\nก,"12\n' + "ข,3\n" * 60_000),
        Refusal("unbalanced_quote"),
    ),
    Case("commas in a title above semicolons", "ก.csv", utf8("ก, ข, ค\n" + "1;2\n" * 5), Reading(count=5)),
    Case(
        "numbers padded with spaces",
        "ก.csv",
        utf8('ชื่อ," คอนโด "\nก," 62,760 "\n'),
        Reading(("ชื่อ", "คอนโด"), [["ก", "62,760"]]),
    ),
    Case("one column", "ก.csv", utf8("ชื่อ\nก\nข\n"), Reading(("ชื่อ",), [["ก"], ["ข"]])),
]
