"""What kind of file an upload is taken for, and what is said of one that is something else."""

import pytest

from surveys.importing.proposing import propose
from surveys.importing.recognising import recognise
from tests.surveys import kobo
from tests.upload_corpus.books import book, table_xml
from tests.uploading import upload_of, upload_of_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NAMES = ["ร่วมใจ", "พัฒนา", "สวัสดี", "บ้านมั่นคง", "ริมคลอง"]
TYPES = ["ชุมชนแออัด", "เคหะชุมชน", "หมู่บ้านจัดสรร", "ชุมชนชานเมือง", "อาคารสูง"]
POINTS = [
    ("13.772", "100.558"),
    ("13.745", "100.546"),
    ("13.701", "100.612"),
    ("13.735", "100.504"),
    ("13.716", "100.355"),
]
REGISTER = [
    ["ชื่อชุมชน", "ประเภท", "ประชากร"],
    *([n, t, 100 + i] for i, (n, t) in enumerate(zip(NAMES, TYPES, strict=True))),
]


def template(*cells: str):
    """A workbook with our mark on a hidden sheet."""
    content = book(
        table_xml([["บ้านเลขที่", "ชุมชน"], ["1/2", "ร่วมใจ"]]),
        table_xml([list(cells)]),
        states=("", "veryHidden"),
        names=("แบบสำรวจ", "_bkkhousing"),
    )
    return upload_of_bytes(content, "แบบ.xlsx")


def test_a_template_says_its_round_and_version():
    found = recognise(template("template", "2570", "3"))
    assert (found.kind, found.source, found.round, found.version) == ("surveys", "template", "2570", "3")
    assert (found.sheet, found.confidence) == ("แบบสำรวจ", 100)


def test_a_template_with_a_broken_mark_is_refused():
    assert recognise(template("อื่น", "2570")).refusal.code == "broken_template"


def test_an_export_of_the_known_form_tells_its_round():
    found = recognise(upload_of_bytes(kobo.text_of(kobo.row(1)).encode()))
    assert (found.kind, found.source, found.round) == ("surveys", "kobo", "2568")


def test_an_export_that_left_a_column_out_is_the_same_form():
    row = {key: value for key, value in kobo.row(1).items() if key != "rent_price"}
    assert recognise(upload_of_bytes(kobo.text_of(row).encode())).round == "2568"


def test_an_export_with_labels_for_headers_is_the_same_form():
    labels = {"dname": "เขตที่สำรวจ", "community_name": "ชุมชนที่สำรวจ (หรือชื่อย่าน)"}
    row = {labels.get(key, key): cell for key, cell in kobo.row(1).items()}
    upload = upload_of_bytes(kobo.text_of(row).encode())
    assert recognise(upload).round == "2568"
    declaration = propose(upload.main, "surveys").declaration
    assert declaration["district"] == {"column": "เขตที่สำรวจ"}
    assert declaration["name"] == "kobo_2568"


def test_an_old_register_without_districts_asks_for_the_district():
    found = recognise(upload_of(REGISTER))
    assert (found.kind, found.source, found.asks) == ("communities", "registry", ("district",))


def test_an_old_register_with_points_asks_nothing():
    table = [
        REGISTER[0] + ["ละติจูด", "ลองจิจูด"],
        *(row + [*point] for row, point in zip(REGISTER[1:], POINTS, strict=True)),
    ]
    assert recognise(upload_of(table)).asks == ()


def test_a_register_in_the_letters_of_an_old_office_is_a_register():
    assert recognise(upload_of(REGISTER, encoding="cp874")).kind == "communities"


def test_a_list_of_houses_is_a_register_of_households():
    table = [["บ้านเลขที่", "หัวหน้าครัวเรือน", "ชุมชน"], ["12/3", "สมชาย ใจดี", "ร่วมใจ"], ["45", "วันดี มีสุข", "ร่วมใจ"]]
    found = recognise(upload_of(table))
    assert (found.kind, found.asks) == ("households", ("district",))


def test_a_table_of_answers_to_our_questions_is_a_survey():
    table = [
        ["เขต", "ชุมชน", "บ้านเลขที่", "house_tenure", "members_living", "rent_house", "dwelling"],
        ["ดินแดง", "ร่วมใจ", "1/2", "เช่า", "3", "1500", "detached"],
        ["ดินแดง", "ร่วมใจ", "4", "rent", "2", "900", "condo"],
    ]
    found = recognise(upload_of(table))
    assert (found.kind, found.source, found.asks) == ("surveys", "other", ())


UUID = "uuid:464423ec-b7a0-4924-b3e4-ce85bb6a5286"
OTHERS = [
    (
        "form",
        [
            ["type", "name", "label"],
            ["select_one a", "q1", "?"],
            ["text", "q2", "?"],
            ["begin group", "g", ""],
        ],
    ),
    ("codebook", [["column", "choice_code", "choice_th"], ["a", "1", "ก"], ["a", "2", "ข"]]),
    (
        "other_city",
        [["start", "end", "KEY", "City", "walls"], ["2022-01-01", "2022-01-01", UUID, "Abidjan", "adobe"]],
    ),
    (
        "other_city",
        [["start", "end", "KEY", "lat", "lng"], *[["2022-01-01", "2022-01-01", UUID, "5.3", "-4.0"]] * 3],
    ),
    ("other_survey", [["start", "end", "KEY", "walls"], ["2022-01-01", "2022-01-01", UUID, "adobe"]]),
    (
        "district_totals",
        [["เขต", "ชุมชน", "ประชากร"], ["ดินแดง", 24, 30000], ["พญาไท", 11, 12000], ["ปทุมวัน", 17, 28031]],
    ),
    (
        "filled_down",
        [["จังหวัด", "แบบ", "มูลค่า"], ["10", "ตึก", 5], ["", "บ้าน", 7], ["", "แฟลต", 3], ["", "รวม", 15]],
    ),
    ("statistics", [["จังหวัด", "2558", "2560"], ["กรุงเทพ", 45571.7, 45707.3], ["ปทุมธานี", 41056.9, 41483.7]]),
]


@pytest.mark.parametrize(
    ("code", "table"), OTHERS, ids=[f"{n}-{code}" for n, (code, _table) in enumerate(OTHERS)]
)
def test_what_is_something_else_is_refused_by_what_it_is(code, table):
    found = recognise(upload_of(table))
    assert (found.kind, found.refusal.code) == ("", code)
    assert found.refusal.sentence == found.sentence


def test_a_table_of_nothing_known_is_left_to_a_person():
    found = recognise(upload_of([["ก", "ข"], ["แดง", "ดำ"], ["ขาว", "เขียว"]]))
    assert (found.kind, found.refusal, found.asks) == ("", None, ("kind",))


def test_figures_of_named_communities_are_left_to_a_person():
    found = recognise(upload_of([["ชื่อชุมชน", "2558", "2560"], ["ร่วมใจ", 5, 6], ["พัฒนา", 7, 8]]))
    assert (found.kind, found.refusal, found.asks) == ("", None, ("kind",))


def test_an_export_in_thai_of_another_form_may_be_mapped():
    table = [["start", "end", "_uuid", "เขต", "สีบ้าน"], ["2026-11-01", "2026-11-01", UUID, "ดินแดง", "แดง"]]
    found = recognise(upload_of(table))
    assert (found.kind, found.source, found.asks) == ("surveys", "kobo", ("community",))
