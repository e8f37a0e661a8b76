"""Files that are nearly something: one mark more or less decides, and what is still to be asked is named."""

import pytest

from surveys.importing.recognising import recognise
from tests.upload_corpus.books import book, table_xml
from tests.uploading import upload_of, upload_of_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
UUID = "464423ec-b7a0-4924-b3e4-ce85bb6a5286"
FORM = [["type", "name"], ["text", "q1"], ["select_one a", "q2"], ["begin_group", "g"]]
ANSWERS = [
    ["เขต", "house_tenure", "members_living", "rent_house", "phone"],
    ["ดินแดง", "rent", "3", "1500", "0812345678"],
]


def code_of(table: list) -> str:
    refusal = recognise(upload_of(table)).refusal
    return refusal.code if refusal else ""


def told(table: list) -> tuple:
    found = recognise(upload_of(table))
    return str(found.kind), found.asks


def workbook(*sheets: list, states: tuple = (), names: tuple = ()):
    return recognise(upload_of_bytes(book(*map(table_xml, sheets), states=states, names=names), "ก.xlsx"))


@pytest.mark.parametrize(
    ("types", "is_form"),
    [
        (["text", "note"], True),
        (["select_multiple x or_other", "end repeat", "แดง"], True),
        (["text", "แดง"], False),
        (["textile", "notebook"], False),
    ],
)
def test_a_form_is_known_by_more_than_half_of_its_types(types, is_form):
    table = [["type", "name", "label::Thai (th)"], *([one, f"q{n}", "?"] for n, one in enumerate(types))]
    assert (code_of(table) == "form") is is_form


def test_a_form_on_any_sheet_makes_the_file_a_form():
    other = [["list_name", "x"], *[["a", str(n)] for n in range(20)]]
    assert workbook(other, FORM).refusal.code == "form"


def test_the_type_of_a_form_may_be_written_in_a_language():
    assert code_of([["type::x", "name"], ["text", "q1"]]) == "form"


@pytest.mark.parametrize(
    ("headers", "is_book"),
    [
        (["list_name", "choice_th", "x"], True),
        (["รหัสคำตอบ", "Question_TH", "x"], True),
        (["list_name", "x", "y"], False),
    ],
)
def test_a_codebook_has_two_of_its_columns(headers, is_book):
    assert (code_of([headers, ["ก", "ข", "ค"]]) == "codebook") is is_book


def test_a_list_of_codes_beside_the_answers_harms_nothing():
    choices = [["list_name", "choice_code"], ["a", "1"]]
    assert workbook([*ANSWERS, *[ANSWERS[1]] * 5], choices).kind == "surveys"


@pytest.mark.parametrize(("fewer", "kind"), [(0, "surveys"), (1, "")])
def test_four_answers_to_our_questions_make_a_survey(fewer, kind):
    table = [row[: len(row) - fewer] for row in ANSWERS]
    assert told(table)[0] == kind


@pytest.mark.parametrize(
    ("extra", "asks"),
    [({}, ("community",)), ({"ชุมชน": "ร่วมใจ"}, ()), ({"เขต": None}, ("district", "community"))],
)
def test_a_survey_asks_for_what_its_columns_do_not_say(extra, asks):
    cells = {**dict(zip(*ANSWERS, strict=True)), **extra}
    cells = {header: cell for header, cell in cells.items() if cell is not None}
    cells.setdefault("house_no", "12/3")
    assert told([list(cells), list(cells.values())]) == ("surveys", asks)


def test_the_same_answers_from_a_telephone_are_known_as_an_export():
    table = [[*ANSWERS[0], "start", "_uuid"], [*ANSWERS[1], "2026-11-21", UUID]]
    found = recognise(upload_of(table))
    assert (found.kind, found.source) == ("surveys", "kobo")


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        (["_uuid"], "other_survey"),
        (["start"], ""),
        (["g/_id", "g/start", "g/end"], "other_survey"),
    ],
)
def test_an_export_is_known_by_three_marks_or_by_keys_beside_one(marks, code):
    cells = {**dict.fromkeys(marks, "2026-11-01"), "walls": "adobe"}
    if "_uuid" in cells:
        cells["_uuid"] = UUID
    assert code_of([list(cells), list(cells.values())]) == code


@pytest.mark.parametrize(
    "city",
    [
        "กรุงเทพมหานคร", "จังหวัดกรุงเทพมหานคร", "กรุงเทพฯ", "กรุงเทพ", "กทม.", "กทม", "๑๐", "10",
        "Bangkok", "BANGKOK", "Bangkok Metropolis", "Krung Thep Maha Nakhon",
    ],
)  # fmt: skip
def test_this_city_is_known_by_every_name_it_goes_by(city):
    table = [["start", "end", "_uuid", "province"], ["2026-11-01", "2026-11-01", UUID, city]]
    assert code_of(table) != "other_city"


@pytest.mark.parametrize("city", ["เชียงใหม่", "นนทบุรี", "Lagos", "กรุงเก่า", "50"])
def test_an_export_of_another_city_names_it(city):
    table = [["start", "end", "_uuid", "g/province"], ["2026-11-01", "2026-11-01", UUID, city]]
    found = recognise(upload_of(table))
    assert found.refusal.code == "other_city" and city in found.sentence


def test_the_city_that_most_rows_name_is_told_and_half_may_be_this_one():
    cities = ["เชียงใหม่", "Lagos", "Lagos", "กทม."]
    head, row = ["start", "end", "_uuid", "city"], ["2026-11-01", "2026-11-01", UUID]
    assert "Lagos" in recognise(upload_of([head, *([*row, city] for city in cities)])).sentence
    assert code_of([head, *([*row, city] for city in ("Lagos", "กทม."))]) != "other_city"


@pytest.mark.parametrize(
    ("points", "elsewhere"),
    [
        ([("18.79", "98.98")] * 3, True),
        ([("18.79", "98.98")] * 2, False),
        ([("18.79", "98.98")] * 4 + [("13.77", "100.55")], False),
        ([("18.79", "98.98")] * 5 + [("13.77", "100.55")], True),
        ([("", "")] * 5, False),
        ([("ไม่ทราบ", "98.98")] * 5, False),
    ],
)
def test_points_tell_another_city_when_hardly_one_lies_in_this(points, elsewhere):
    table = [
        ["start", "end", "_uuid", "lat", "long"],
        *(["2026-11-01", "2026-11-01", UUID, *p] for p in points),
    ]
    assert (code_of(table) == "other_city") is elsewhere


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["ดินแดง", 5], ["พญาไท", 7], ["ปทุมวัน", 9]], "district_totals"),
        ([["ดินแดง", 5], ["พญาไท", 7]], "statistics"),
        ([["ดินแดง", 5], ["พญาไท", 7], ["พญาไท", 9]], "statistics"),
        ([["แดง", "มาก"], ["ดำ", "น้อย"], ["ขาว", "ไม่มี"]], ""),
    ],
)
def test_figures_of_districts_are_told_from_other_statistics(rows, code):
    assert code_of([["เขต", "จำนวน"], *rows]) == code


@pytest.mark.parametrize(
    ("table", "kind", "asks"),
    [
        ([["house_no", "house_code"], ["1/2", "10330100001"]], "households", ("district",)),
        ([["house_no", "เขต"], ["1/2", "ดินแดง"]], "households", ()),
        ([["house_no"], ["1/2"]], "", ("kind",)),
        ([["head_name", "เขต"], ["สมชาย ใจดี", "ดินแดง"]], "", ("kind",)),
        ([["ชื่อชุมชน", "รหัสชุมชน"], ["ร่วมใจ", "102601008"]], "communities", ()),
        ([["ชื่อชุมชน", "แขวง", "ประชากร"], ["ร่วมใจ", "ดินแดง", "5"]], "communities", ()),
        ([["ชื่อชุมชน"], ["ร่วมใจ"]], "", ("kind",)),
    ],
)
def test_a_register_needs_its_columns_and_asks_for_its_district(table, kind, asks):
    assert told(table) == (kind, asks)


@pytest.mark.parametrize(
    ("cells", "round", "version"),
    [
        (["template", "2570", "3", "x"], "2570", "3"),
        (["template", "2570"], "2570", ""),
        (["template"], None, ""),
    ],
)
def test_a_template_may_leave_its_version_out(cells, round, version):
    found = workbook(ANSWERS, [cells], states=("", "veryHidden"), names=("แบบ", "_bkkhousing"))
    assert (found.source, found.round, found.version) == ("template", round, version)


def test_what_is_recognised_can_be_stored():
    told = recognise(upload_of(FORM)).as_json()
    assert (told["refusal"]["code"], told["kind"], told["sheet"]) == ("form", "", "")
