"""Which column is proposed for what, and that nothing doubtful is mapped silently."""

import pytest

from surveys.importing import mapping
from surveys.importing.proposing import month_comes_first, propose
from surveys.importing.scoring import header_key, header_score
from surveys.questionnaire import questions
from tests.surveys import kobo
from tests.uploading import sketch_of, upload_of_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def proposed(table, kind: str = "surveys", **options):
    return propose(sketch_of(table), kind, **options)


def fields_of(found) -> dict[str, str]:
    return {one.column: one.field for one in found.columns if one.is_sure}


def test_labels_keys_and_other_names_find_their_questions():
    rent = questions()["rent_house"]
    table = [["เขต", "group/house_no", str(rent.label), "hhsize"], ["ดินแดง", "1/2", "900", "3"]]
    expected = {
        "เขต": "district",
        "group/house_no": "house_no",
        str(rent.label): "rent_house",
        "hhsize": "members_living",
    }
    assert fields_of(proposed(table)) == expected


def test_codes_are_read_from_codes_and_labels_and_labels_nearly_right():
    table = [
        ["เขต", "house_tenure"],
        *(["ดินแดง", cell] for cell in ("เช่า", "owner", "เป็นเจ้าของ", "บุกรุก", "ยืมเขา")),
    ]
    (one,) = [one for one in proposed(table).columns if one.field == "house_tenure"]
    codes = {cell: one.codes[cell] for cell in ("เช่า", "owner", "เป็นเจ้าของ", "บุกรุก")}
    assert codes == {"เช่า": "rent", "owner": "owner", "เป็นเจ้าของ": "owner", "บุกรุก": "occupy"}
    assert one.unknown == ("ยืมเขา",)


def test_a_header_that_lies_about_its_content_is_not_mapped():
    table = [["เขต", "house_tenure"], *(["ดินแดง", f"{n}"] for n in range(50))]
    found = proposed(table)
    (one,) = [one for one in found.columns if one.column == "house_tenure"]
    assert not one.is_sure and "ตรวจก่อนใช้" in one.reason
    assert "house_tenure" not in found.declaration["answers"]


def test_a_header_that_is_only_alike_is_told_but_scores_less():
    found = proposed([["เขต", "members_livin"], ["ดินแดง", "3"]])
    (one,) = [one for one in found.columns if one.field == "members_living"]
    assert 75 <= one.score < 100 and "คล้าย" in one.reason


def test_a_declaration_can_be_read_as_a_mapping():
    table = [
        ["เขต", "ชุมชน", "start", "rent_house", "sex"],
        ["ดินแดง", "ร่วมใจ", "21/11/2026 10:00", "900", "x"],
    ]
    declaration = proposed(table).declaration
    read = mapping.read(declaration["name"], declaration)
    assert (read.district, read.community, read.begun, read.month_first) == ("เขต", "ชุมชน", "start", False)
    assert {answer.question for answer in read.answers} == {"rent_house", "survey_date"}


def test_the_same_headers_get_the_same_name_in_any_order():
    one, other = proposed([["เขต", "moo"], ["ดินแดง", "1"]]), proposed([["moo", "เขต"], ["1", "ดินแดง"]])
    assert one.declaration["name"] == other.declaration["name"]


def test_without_a_column_the_district_is_asked_or_the_senders():
    table = [["rent_house"], ["900"]]
    assert proposed(table).missing == ("district",)
    mine = proposed(table, district="1026")
    assert (mine.missing, mine.declaration["district"]) == ((), {"code": "1026"})


def test_a_known_form_is_mapped_as_its_file_says():
    found = propose(upload_of_bytes(kobo.text_of(kobo.row(1)).encode()).main, "surveys")
    assert found.declaration["name"] == "kobo_2568"
    assert fields_of(found)["house_status"] == "house_tenure"


def test_columns_of_a_register_are_found_by_what_stands_in_them():
    table = [
        ["F1", "F2", "F3", "LAT", "LONG"],
        ["102601008", "สวัสดี", "ชุมชนเมือง", "100.558", "13.772"],
        ["100704002", "ซอยพระเจน", "ชุมชนแออัด", "100.546", "13.731"],
    ]
    found = proposed(table, "communities")
    columns = {"code": "F1", "name": "F2", "type": "F3", "lng": "LAT", "lat": "LONG"}
    assert (found.declaration["columns"], found.declaration["district"]) == (columns, {})
    assert all("ค่าในคอลัมน์" in one.reason for one in found.columns)


def test_a_register_without_names_says_what_is_missing():
    found = proposed([["ประชากร", "ประเภท"], ["5", "ชุมชนเมือง"]], "communities")
    assert found.missing == ("name", "district")


def test_no_field_is_given_to_two_columns():
    table = [["ประชากร", "population", "ชื่อชุมชน"], ["5", "6", "ร่วมใจ"], ["7", "8", "พัฒนา"]]
    fields = [one.field for one in proposed(table, "communities").columns if one.field]
    assert len(fields) == len(set(fields))


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["7/20/2025"], True),
        (["20/7/2025"], False),
        (["7/8/2025"], None),
        (["2025-07-20"], False),
        ([], False),
    ],
)
def test_the_order_of_day_and_month_is_only_told_by_a_day_beyond_twelve(cells, first):
    assert month_comes_first(cells) is first


@pytest.mark.parametrize(
    ("header", "score"),
    [("บ้านเลขที่", 100), ("House_No", 100), ("a/house no", 97), ("บ้านเลขที", 76), ("บ้าน", 0), ("", 0)],
)
def test_the_score_of_a_header(header, score):
    keys = frozenset(map(header_key, ("house_no", "บ้านเลขที่")))
    assert abs(header_score(header, keys) - score) <= 2
