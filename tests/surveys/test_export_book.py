"""What an exported workbook holds, read back cell by cell."""

import uuid
from copy import deepcopy
from datetime import date, datetime

import openpyxl
import pytest
from django.utils import translation

from bkkhousing.lib import thai
from communities.models import Household
from surveys import exporting
from surveys.exporting.disclosure import STATISTICAL
from surveys.models import Debt, Member, Survey
from surveys.questionnaire import MODELS, every_question, questions
from surveys.rules import RULES
from tests import factories
from tests.surveys import exported
from tests.surveys.cells import stored_cells

FORMULAS = ["=1+1", "+1-2", "-2+3", "@SUM(A1)", "|x", "%x", " =1+1", "\t=1", "\r=1", "＝1+1", "\u200b=1"]
FREE_TEXT = ("text", "long_text", "digits", "phone", "house_code", "citizen_id")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "แบบสำรวจ.xlsx"


@pytest.fixture
def many(round_2570, officer, other_officer, slum, other_slum):
    """Four households of two districts, one of them a draft, one with answers of every unusual kind."""
    factories.submitted_survey(by=officer, place=slum)
    factories.saved_survey(by=officer, place=slum, **unusual_answers())
    factories.submitted_survey(by=other_officer, place=other_slum, phone="0812345678")
    return factories.submitted_survey(by=officer, place=slum, house_no="1/2-3", postcode="10400")


def unusual_answers() -> dict:
    return {
        "rent_land": "refused",
        "canal_name": "unknown",
        "lease_end": "29/02/2567",
        "land_tenure": "lease",
        "received_before": "nha_rent",
        "received_year": "2560",
        "lat": "13.7563",
        "lng": "100.5018",
        "savings": ["bank", "share"],
        "phone": "081-234-5678",
        "comment": "ติดคลอง <น้ำท่วม> & ทางแคบ",
    }


def by_key(rows: list[dict]) -> dict:
    return {(row["รหัสแบบสำรวจ"], row.get("ลำดับ")): row for row in rows}


def test_every_answer_of_every_survey_is_in_its_cell(path, many):
    exported.export(path, state="all", full=True)
    rows = by_key(exported.sheet(path))
    for survey in Survey.objects.all():
        cells = rows[str(survey.pk), None]
        for key in questions().keys() - {"round", "community"}:
            expected = stored_cells(survey, questions()[key])
            assert {title: cells[title] for title in expected} == expected


@pytest.mark.parametrize(("model", "name", "level"), [(Member, "สมาชิก", "member"), (Debt, "หนี้สิน", "debt")])
def test_every_answer_of_every_row_is_in_its_cell(path, many, model, name, level):
    exported.export(path, state="all", full=True)
    rows = by_key(exported.sheet(path, name))
    assert len(rows) == model.objects.count() > 0
    for stored in model.objects.all():
        cells = rows[str(stored.survey_id), stored.position + 1]
        for question in questions(level).values():
            expected = stored_cells(stored, question)
            assert {title: cells[title] for title in expected} == expected


@pytest.mark.parametrize("name", [exported.SURVEYS, exported.MEMBERS, exported.DEBTS, exported.CODEBOOK])
@pytest.mark.parametrize("full", [True, False])
def test_two_readers_see_the_same_cells(path, many, name, full):
    exported.export(path, state="all", full=full)
    dates = [
        [datetime(v.year, v.month, v.day) if type(v) is date else v for v in row]
        for row in exported.through_calamine(path, name)
    ]
    assert dates == exported.through_openpyxl(path, name)


def test_bookkeeping_says_where_and_when(path, many, slum):
    exported.export(path)
    row = by_key(exported.sheet(path))[str(many.pk), None]
    assert row["รอบสำรวจ"] == "2570"
    assert (row["เขต"], row["district"]) == ("ดินแดง", "1026")
    assert (row["ชุมชน"], row["community"]) == (slum.name, slum.pk)
    assert (row["สถานะแบบ"], row["state"]) == ("รอตรวจ", "submitted")
    assert row["ส่งเมื่อ (พ.ศ.)"] == thai.format_datetime(many.submitted_at)
    assert row["ตอบแล้ว (%)"] == many.completeness


def test_computed_answers_stand_beside_the_given_ones(path, many):
    exported.export(path, full=True)
    row = by_key(exported.sheet(path))[str(many.pk), None]
    assert row["target_groups"] == "; ".join(many.target_groups)
    assert (row["อยู่แออัด"], row["overcrowded"]) == ("ใช่", "yes")
    assert row["รายได้ครัวเรือนที่ใช้คำนวณ"] == 21000
    assert row["ที่มาของคะแนน"].startswith("insecure_land: 10")


def test_ids_keep_their_zeros_as_text(path, many):
    number = factories.citizen_id(7, first="0")
    Member.objects.filter(survey=many, position=0).update(citizen_id=number)
    Survey.objects.filter(pk=many.pk).update(postcode="00010", house_no="12/3", phone="0812345678")
    exported.export(path, full=True)
    survey = by_key(exported.sheet(path))[str(many.pk), None]
    person = by_key(exported.sheet(path, exported.MEMBERS))[str(many.pk), 1]
    assert person["เลขประจำตัว 13 หลัก"] == number
    assert [survey[t] for t in ("รหัสไปรษณีย์", "บ้านเลขที่", "เบอร์โทรศัพท์")] == ["00010", "12/3", "0812345678"]


def test_a_day_before_excel_began_stays_as_text(path, many):
    Member.objects.filter(survey=many, position=0).update(birth_date=date(1899, 5, 1))
    exported.export(path, full=True)
    person = by_key(exported.sheet(path, exported.MEMBERS))[str(many.pk), 1]
    assert (person["วันเกิด"], person["วันเกิด (พ.ศ.)"]) == (None, "1 พ.ค. 2442")


def test_refused_and_unknown_differ_from_blank(path, many):
    survey = Survey.objects.get(state="draft")
    exported.export(path, state="draft")
    row = by_key(exported.sheet(path))[str(survey.pk), None]
    assert (row["ไม่ประสงค์ตอบ"], row["ไม่ทราบ"]) == ("rent_land", None)


def test_confirmed_problems_come_with_their_reasons(path, many):
    known = next(rule.code for rule in RULES if rule.severity == "soft")
    Survey.objects.filter(pk=many.pk).update(confirmed={f"{known}@rent_house": "แบ่งกันจ่าย", "นาย ก": "x"})
    exported.export(path, full=True)
    row = by_key(exported.sheet(path))[str(many.pk), None]
    assert row["ข้อที่ยืนยันแล้ว"] == known
    assert f"{known}@rent_house: แบ่งกันจ่าย" in row["เหตุผลที่ยืนยัน"]


def copies(survey, number: int) -> list[Survey]:
    """More surveys of the same answers, each of a household of its own."""
    made = []
    for _number in range(number):
        home = Household.objects.create(district=survey.district, created_at=survey.created_at)
        survey.pk, survey.household = uuid.uuid4(), home
        made.append(deepcopy(survey))
    return Survey.objects.bulk_create(made)


def free_text(level: str) -> list[str]:
    return [key for key, question in questions(level).items() if question.kind in FREE_TEXT]


def survey_of_formulas(survey) -> None:
    """For each formula a survey that holds it in every text, and as title and value of an imported column."""
    for formula, copy in zip(FORMULAS, copies(survey, len(FORMULAS)), strict=True):
        fields = dict.fromkeys(free_text("survey"), formula)
        Survey.objects.filter(pk=copy.pk).update(**fields, extra={formula: formula})


def test_no_free_text_or_title_becomes_a_formula(path, many):
    survey_of_formulas(many)
    exported.export(path, full=True)
    cells = [cell for row in openpyxl.load_workbook(path)[exported.SURVEYS] for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    for formula in FORMULAS:
        same = [cell for cell in cells if cell.value == formula.replace("\r", "\n")]
        assert len(same) == len(free_text("survey")) + 2


def test_no_text_of_a_member_becomes_a_formula(path, many):
    member = many.members.first()
    for position, formula in enumerate(FORMULAS, 50):
        fields = dict.fromkeys(free_text("member"), formula)
        Member.objects.create(survey=many, position=position, relation=member.relation, **fields)
    exported.export(path, full=True)
    cells = [cell for row in openpyxl.load_workbook(path)[exported.MEMBERS] for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    for formula in FORMULAS:
        assert sum(c.value == formula.replace("\r", "\n") for c in cells) == len(free_text("member"))


def test_formulas_are_defused_in_csv(tmp_path, many):
    survey_of_formulas(many)
    exported.export(tmp_path / "x.csv", full=True)
    rows = exported.table(tmp_path / "x.csv")
    titles = [str(questions()[key].label) for key in free_text("survey")]
    defused = [row for row in rows if all(row[title].startswith("'") for title in titles)]
    assert len(defused) == len(FORMULAS)
    assert sum(title.startswith("'") for title in rows[0]) == len(FORMULAS)


def test_columns_of_an_imported_file_follow_with_their_own_titles(path, many):
    Survey.objects.filter(pk=many.pk).update(extra={"house_sink": 1, "ชุมชน": "ชื่อเดิม", "ว่าง": None})
    exported.export(path, full=True)
    row = by_key(exported.sheet(path))[str(many.pk), None]
    assert (row["house_sink"], row["ชุมชน (แฟ้มนำเข้า)"], row["ว่าง"]) == ("1", "ชื่อเดิม", None)


def test_a_masked_file_shows_imported_numbers_that_name_nobody(path, many):
    given = {"house_sink": "1", "family_status": "สมชาย", "ชื่อเล่น": "5", "community_name": "2"}
    Survey.objects.filter(pk=many.pk).update(extra=given)
    exported.export(path)
    row = by_key(exported.sheet(path))[str(many.pk), None]
    assert (row["house_sink"], row["family_status"]) == ("1", None)
    assert not {"ชื่อเล่น", "community_name"} & row.keys()


def plant(survey, canary: str) -> None:
    """Write the canary into every text that could tell whose survey it is."""
    for model, rows in ((Survey, {"pk": survey.pk}), (Member, {"survey": survey})):
        texts = [f.name for f in model._meta.concrete_fields if f.name in model.personal_fields]
        fields = {name: canary for name in texts if is_plain_text(model, name)}
        holders = {"hidden_answers": {"x": canary}, "raw_answers": {canary: canary}}
        model.objects.filter(**rows).update(**fields, **holders, not_answered={canary: "refused"})
    Survey.objects.filter(pk=survey.pk).update(extra={canary: canary}, confirmed={canary: canary})


def is_plain_text(model, name: str) -> bool:
    field = model._meta.get_field(name)
    return field.get_internal_type() == "CharField" and not field.choices and not hasattr(field, "codes")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_masked_file_holds_no_personal_text(tmp_path, many, suffix):
    canary, path = "กระต่ายขาวนวล", tmp_path / f"x{suffix}"
    plant(many, canary)
    exported.export(path, state="all")
    found = exported.texts(path) if suffix == ".xlsx" else [path.read_text("utf-8-sig")]
    assert found
    assert [text for text in found if canary in text] == []


def test_a_full_file_shows_personal_text(path, many):
    canary = "กระต่ายขาวนวล"
    plant(many, canary)
    exported.export(path, full=True)
    assert sum(canary in text for text in exported.texts(path)) > 15


def test_names_and_numbers_are_masked_by_default(path, many):
    Survey.objects.filter(pk=many.pk).update(phone="0812345678")
    exported.export(path)
    survey = by_key(exported.sheet(path))[str(many.pk), None]
    person = by_key(exported.sheet(path, exported.MEMBERS))[str(many.pk), 1]
    assert (person["ชื่อ"], person["นามสกุล"]) == ("สม…", "ใจ…")
    assert person["เลขประจำตัว 13 หลัก"].startswith("x-xxxx-xxxxx-")
    assert survey["เบอร์โทรศัพท์"] == "xxx-xxx-x678"


def test_a_masked_file_leaves_out_every_personal_question_that_is_on_no_list(path, many):
    exported.export(path)
    shown = {
        title
        for name in (exported.SURVEYS, exported.MEMBERS, exported.DEBTS)
        for title in exported.sheet(path, name)[0]
    }
    personal = {q.key: q for _section, q in every_question() if q.personal or q.sensitive}
    listed = {name.partition(".")[2] for name in STATISTICAL}
    coded = {key for key, q in personal.items() if q.choices and key not in listed}
    assert coded and not coded & shown
    assert not {"บ้านเลขที่", "ซอย", "ละติจูด", "ลองจิจูด", "หมายเหตุ", "วันเกิด"} & shown


def test_no_two_columns_share_a_title(path, many):
    exported.export(path, state="all", full=True)
    for name in (exported.SURVEYS, exported.MEMBERS, exported.DEBTS):
        titles = exported.through_openpyxl(path, name)[0]
        assert len(titles) == len(set(titles))


def test_the_cover_counts_what_was_written(path, many, round_2570):
    written = exported.export(path)
    facts = exported.facts(path)
    members = Member.objects.filter(survey__state="submitted").count()
    assert facts["แบบสำรวจ"][1:3] == (3, 3) == (written.surveys, 3)
    assert facts["สมาชิก"][1:3] == (members, members)
    assert facts["หนี้สิน"][1:3] == (3, 3)
    assert facts["รอบสำรวจ"][0] == f"{round_2570.name} (2570)"
    assert facts["ส่งออกโดย"][0] == "ทดสอบ"
    assert facts["ข้อมูลส่วนบุคคล"][0].startswith("ปิดบัง")


def test_an_empty_round_gives_a_workbook_with_headers_only(path, round_2570):
    assert exported.export(path) == exporting.Written(0, 0, 0)
    assert exported.facts(path)["แบบสำรวจ"][1:3] == (0, 0)
    assert len(exported.through_openpyxl(path, exported.SURVEYS)) == 1


def test_the_codebook_explains_every_question_and_code(path, round_2570):
    exported.export(path)
    rows = exported.sheet(path, exported.CODEBOOK)
    explained = {(row["รหัสข้อ"], row["รหัสคำตอบ"]) for row in rows}
    for _section, question in every_question():
        assert {(question.key, None), *((question.key, code) for code in question.codes)} <= explained
    rent = next(row for row in rows if row["รหัสข้อ"] == "lease_end")
    assert "สิทธิในที่ดิน เป็น" in rent["ถามเมื่อ"]
    assert MODELS["survey"]._meta.get_field("lease_end").verbose_name == rent["คำถาม"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_rows_that_do_not_add_up_leave_no_file(tmp_path, many, monkeypatch, suffix):
    path = tmp_path / f"x{suffix}"
    monkeypatch.setattr(exporting.parts, "stream", lambda rows, columns: iter(()))
    with pytest.raises(exporting.ExportProblem, match="ไม่บันทึกไฟล์"):
        exported.export(path)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_older_file_alone(path, many, monkeypatch):
    path.write_text("เดิม")
    monkeypatch.setattr(exporting.parts, "stream", lambda rows, columns: iter(()))
    with pytest.raises(exporting.ExportProblem):
        exported.export(path)
    assert path.read_text() == "เดิม"


def test_the_words_of_a_file_do_not_follow_the_language_of_the_page(path, many):
    with translation.override("en"):
        exported.export(path)
    assert exported.SURVEYS in openpyxl.load_workbook(path).sheetnames


def test_more_surveys_cost_no_more_queries(
    tmp_path, many, officer, slum, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as few:
        exported.export(tmp_path / "few.xlsx", state="all", full=True)
    for _number in range(3):
        factories.submitted_survey(by=officer, place=slum)
    with django_assert_num_queries(len(few)):
        exported.export(tmp_path / "more.xlsx", state="all", full=True)
