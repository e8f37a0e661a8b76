"""A declaration as fields of columns, and what it says after a person moved them."""

from copy import deepcopy
from dataclasses import replace

import pytest

from bkkhousing.lib.sheet_files import SheetProblem
from surveys.choices.files import FileKind
from surveys.importing import mapping
from surveys.importing.assigning import BLANK, REFUSE, Choices, assigned, code_of, codes_in, declared
from surveys.importing.mapping import MappingProblem

BASE = {
    "name": "trial",
    "title": "แบบทดลอง",
    "dates": "month first",
    "identity": {"ids": ["_id"], "otherwise": ["start"], "number": "_index"},
    "district": {"column": "dname"},
    "community": {"column": "cname"},
    "begun": "start",
    "ended": "end",
    "answers": {
        "survey_date": {"column": "start", "read": "day"},
        "house_tenure": {"column": "status", "codes": {"1": "owner", "2": "rent"}, "blank": ["9"]},
        "rent_house": {"column": "price", "blank": ["999"]},
    },
}
HEADERS = ("_id", "g/dname", "g/cname", "start", "end", "status", "price", "note")
FIELDS = {
    "_id": "id",
    "g/dname": "district",
    "g/cname": "community",
    "start": "begun",
    "end": "ended",
    "status": "house_tenure",
    "price": "rent_house",
}


@pytest.fixture
def changed(reference):
    def _changed(fields: dict | None = None, base: dict | None = None, **said) -> dict:
        choices = Choices({**FIELDS, **(fields or {})}, **said)
        return declared(base or BASE, FIELDS, choices, kind=FileKind.SURVEYS)

    return _changed


def test_every_column_of_a_declaration_is_told_with_its_field():
    assert assigned(BASE, kind=FileKind.SURVEYS, headers=HEADERS) == FIELDS


def test_one_column_for_both_moments_is_told_as_the_beginning():
    told = {**BASE, "ended": "start"}
    assert assigned(told, kind=FileKind.SURVEYS, headers=HEADERS)["start"] == "begun"


def test_a_declaration_whose_column_is_gone_cannot_be_shown():
    with pytest.raises(SheetProblem, match="price"):
        assigned(BASE, kind=FileKind.SURVEYS, headers=HEADERS[:-2])


def test_an_id_that_is_gone_is_left_out():
    told = {**BASE, "identity": {**BASE["identity"], "ids": ["_id", "_uuid"]}}
    assert assigned(told, kind=FileKind.SURVEYS, headers=HEADERS) == FIELDS


@pytest.mark.parametrize("kind", [FileKind.COMMUNITIES, FileKind.HOUSEHOLDS])
def test_a_register_leaves_out_columns_that_are_gone(kind):
    told = {"columns": {"name": "ก", "type": "ข"}}
    assert assigned(told, kind=kind, headers=("ก", "ค")) == {"ก": "name"}


@pytest.mark.django_db
def test_what_nobody_changed_stays_word_for_word(changed):
    before = deepcopy(BASE)
    assert changed() == BASE == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", mapping.names())
def test_every_mapping_of_the_product_reads_the_same_after_the_page(name, reference):
    told = {"name": name, **mapping.declaration(name)}
    headers = (*mapping.read(name, told).required, *told["identity"]["ids"])
    before = assigned(told, kind=FileKind.SURVEYS, headers=headers)
    after = declared(told, before, Choices(before), kind=FileKind.SURVEYS)
    old, new = mapping.read(name, told), mapping.read(name, after)
    assert {one.question: one for one in new.answers} == {one.question: one for one in old.answers}
    assert replace(new, answers=()) == replace(old, answers=())


@pytest.mark.django_db
def test_a_column_given_to_a_question_is_read_plainly(changed):
    answers = changed({"note": "phone"})["answers"]
    assert answers == {**BASE["answers"], "phone": {"column": "note"}}


@pytest.mark.django_db
def test_a_question_that_moves_to_another_column_forgets_what_the_old_one_held(changed):
    answers = changed({"price": "", "note": "rent_house"})["answers"]
    assert answers["rent_house"] == {"column": "note"}


@pytest.mark.django_db
def test_a_column_that_is_let_go_answers_nothing(changed):
    assert changed({"price": ""})["answers"].keys() == {"survey_date", "house_tenure"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "begun", "ended", "day"),
    [
        ({"start": ""}, "end", "end", "end"),
        ({"end": ""}, "start", "start", "start"),
        ({"start": "ended", "end": "begun"}, "end", "start", "end"),
        ({"note": "begun", "start": ""}, "note", "end", "note"),
    ],
)
def test_the_day_of_the_survey_follows_the_moment_it_was_begun(changed, fields, begun, ended, day):
    told = changed(fields)
    assert (told["begun"], told["ended"]) == (begun, ended)
    assert told["answers"]["survey_date"] == {"column": day, "read": "day"}


@pytest.mark.django_db
def test_without_moments_there_is_no_day_and_with_a_column_of_days_it_is_read_itself(changed):
    none = changed({"start": "", "end": ""})
    assert (none["begun"], none["ended"], "survey_date" in none["answers"]) == ("", "", False)
    own = changed({"note": "survey_date"})
    assert own["answers"]["survey_date"] == {"column": "note"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dates", "kept"), [("day first", "day first"), ("year first", "month first"), ("", "month first")]
)
def test_only_an_order_of_dates_that_exists_is_taken(changed, dates, kept):
    assert changed(dates=dates)["dates"] == kept


@pytest.mark.django_db
def test_several_columns_may_name_a_row_and_new_ones_replace_the_old(changed):
    assert changed({"note": "id"})["identity"] == {"ids": ["_id", "note"], "otherwise": [], "number": ""}
    assert changed({"_id": ""})["identity"]["ids"] == []


@pytest.mark.django_db
def test_a_district_for_the_whole_file_stands_in_for_its_column(changed):
    told = changed({"g/dname": ""}, district="1026")
    assert told["district"] == {"code": "1026"}
    assert mapping.read("trial", told).district_code == "1026"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"note": "shoe_size"}, "ไม่มีข้อนี้ในแบบ"),
        ({"note": "rent_house"}, "ถูกเลือกสองคอลัมน์"),
        ({"note": "district"}, "ถูกเลือกสองคอลัมน์"),
        ({"g/dname": ""}, "ไม่มีคอลัมน์ที่บอกเขต"),
        ({"status": "", "price": ""}, "อย่างน้อยหนึ่งข้อ"),
    ],
)
def test_choices_that_cannot_be_read_are_refused_in_words(changed, fields, says):
    with pytest.raises(MappingProblem) as refusal:
        changed(fields)
    assert says in refusal.value.sentence


@pytest.mark.django_db
def test_values_are_given_codes_left_blank_or_refused(changed):
    said = {"house_tenure": {"1": "rent", "2": REFUSE, "3": BLANK, "9": "owner"}}
    answer = changed(codes=said)["answers"]["house_tenure"]
    assert answer["codes"] == {"1": "rent", "9": "owner"}
    assert answer["blank"] == ["3"]
    assert mapping.read("trial", changed(codes=said)).answers


@pytest.mark.django_db
def test_codes_said_of_a_question_without_choices_are_not_taken(changed):
    assert (
        changed(codes={"rent_house": {"5": "owner"}})["answers"]["rent_house"]
        == BASE["answers"]["rent_house"]
    )


@pytest.mark.django_db
def test_a_code_that_the_question_does_not_know_makes_no_mapping(changed):
    with pytest.raises(MappingProblem):
        mapping.read("trial", changed(codes={"house_tenure": {"1": "landlord"}}))


def test_without_codes_a_question_knows_its_codes_and_both_labels():
    told = codes_in({}, "house_tenure")
    assert (told["rent"], told["เช่า"]) == ("rent", "rent")
    assert set(told.values()) >= {"owner", "rent", "refused"}
    assert codes_in(BASE, "house_tenure") == {"1": "owner", "2": "rent", "9": BLANK}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1", "owner"),
        ("๑", "owner"),
        ("แฟลต ๑", "rent"),
        ("แฟลต  1", "rent"),
        ("แฟลต", ""),
        ("3", ""),
        ("", ""),
    ],
)
def test_a_cell_stands_for_its_code_in_either_digits(cell, code):
    assert code_of({"1": "owner", "เเฟลต 1": "rent"}, cell) == code


REGISTERS = [
    ("communities", {"ก": "name"}, "", "ไม่มีคอลัมน์ที่บอกเขต"),
    ("communities", {"ก": "type"}, "1026", "ชื่อชุมชน"),
    ("communities", {"ก": "name", "ข": "name"}, "1026", "ถูกเลือกสองคอลัมน์"),
    ("communities", {"ก": "name", "ข": "house_no"}, "1026", "ไม่มีข้อนี้ในแบบ"),
    ("communities", {"ก": "name", "ข": "lat"}, "", "ไม่มีคอลัมน์ที่บอกเขต"),
    ("households", {"ก": "head_name", "ข": "district"}, "", "บ้านเลขที่หรือเลขรหัสประจำบ้าน"),
    ("households", {"ก": "house_no"}, "", "ไม่มีคอลัมน์ที่บอกเขต"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "fields", "district", "says"), REGISTERS)
def test_a_register_that_lacks_what_it_needs_is_refused(kind, fields, district, says, reference):
    with pytest.raises(MappingProblem) as refusal:
        declared({}, {}, Choices(fields, district=district), kind=kind)
    assert says in refusal.value.sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("communities", {"ก": "name", "ข": "", "ค": "code"}, {}),
        ("communities", {"ก": "name", "ข": "subdistrict"}, {}),
        ("communities", {"ก": "name", "ข": "lat", "ค": "lng"}, {}),
        ("communities", {"ก": "name"}, {"code": "1026"}),
        ("households", {"ก": "house_no", "ข": "district"}, {}),
        ("households", {"ก": "house_code"}, {"code": "1026"}),
    ],
)
def test_a_register_says_its_district_by_a_column_or_as_a_whole(kind, fields, told, reference):
    found = declared({}, {}, Choices(fields, district="1026"), kind=kind)
    assert found["district"] == told
    assert found["columns"] == {key: header for header, key in fields.items() if key}
