"""What a template of a round holds, and who may have it."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from bkkhousing.lib import uploads
from communities.models import Community
from surveys.importing import template_layout as layout
from surveys.models import Round
from surveys.questionnaire import questions
from tests import factories
from tests.surveys.importing import templates

pytestmark = pytest.mark.django_db
LONGEST_FORMULA = 255


def keys(sheet) -> list[str]:
    return [cell.value for cell in sheet[layout.KEY_ROW]]


def check_of(sheet, key: str):
    letter = next(cell.column_letter for cell in sheet[layout.KEY_ROW] if cell.value == key)
    checks = sheet.data_validations.dataValidation
    return next(check for check in checks if str(check.sqref).startswith(f"{letter}5:")), letter


def words_at(book, place: str) -> list[str]:
    """The words of a drop-down, by the formula that names where they stand."""
    sheet, _sign, cells = place.rpartition("!")
    rows = book[sheet.strip("'")][cells.replace("$", "")]
    return [row[0].value for row in (rows if isinstance(rows, tuple) else ((rows,),))]


def test_every_question_of_the_round_has_a_column_under_headings_of_both_languages(slum, round_2570):
    sheet = templates.blank()[layout.HOUSEHOLDS]
    assert set(keys(sheet)) == questions().keys() - {"round"} | {"number", "district"}
    place = keys(sheet).index("rent_house") + 1
    headings = [sheet.cell(row, place).value for row in (layout.THAI_ROW, layout.ENGLISH_ROW)]
    assert headings == ["ค่าเช่าบ้าน (บาท/เดือน)", "House rent"]


def test_a_round_that_asks_less_has_a_smaller_template(slum, round_2570):
    asked = ["round", "community", "survey_date", "visit_result", "members.first_name"]
    Round.objects.filter(pk="2570").update(questions=asked)
    book = templates.blank()
    assert keys(book[layout.HOUSEHOLDS]) == ["number", "district", "community", "survey_date", "visit_result"]
    assert keys(book[layout.MEMBERS]) == ["number", "first_name"]


def test_answers_with_codes_are_chosen_from_their_thai_labels(slum, round_2570):
    book = templates.blank()
    check, _letter = check_of(book[layout.HOUSEHOLDS], "house_tenure")
    labels = [str(label) for _code, label in questions()["house_tenure"].choices]
    assert words_at(book, check.formula1) == labels
    assert check.showErrorMessage and check.type == "list" and check.errorStyle in (None, "stop")


def test_an_officer_chooses_from_the_communities_of_their_own_district_alone(slum, other_slum, round_2570):
    book = templates.blank()
    check, _letter = check_of(book[layout.HOUSEHOLDS], "community")
    words = words_at(book, check.formula1)
    assert slum.name in words and other_slum.name not in words
    assert len(words) == Community.objects.filter(district="1026").count()


@pytest.mark.parametrize("level", layout.SHEETS)
def test_no_check_is_longer_than_excel_takes(level, slum, round_2570):
    for check in templates.blank()[layout.SHEETS[level]].data_validations.dataValidation:
        assert len(check.formula1) <= LONGEST_FORMULA
        assert len(check.prompt) <= 255 and len(check.promptTitle) <= 32


def test_ids_and_dates_are_columns_of_text(slum, round_2570):
    book = templates.blank()
    of_households = (("survey", key) for key in ("phone", "house_no", "survey_date"))
    for level, key in (("member", "citizen_id"), *of_households):
        _check, letter = check_of(book[layout.SHEETS[level]], key)
        assert book[layout.SHEETS[level]].column_dimensions[letter].number_format == "@"


def test_it_passes_its_own_guards_and_says_what_it_is(slum, round_2570, tmp_path):
    path = tmp_path / "แบบฟอร์ม.xlsx"
    path.write_bytes(templates.content_of(templates.blank()))
    upload = uploads.inspect(path, name=path.name)
    mark = upload.sheet(layout.MARKER)
    assert mark.hidden and mark.top[0][1] == ("template", "2570", layout.version(round_2570))
    assert upload.sheet(layout.HOUSEHOLDS).headers[:3] == ("number", "district", "community")


def test_it_holds_nobody(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    book = templates.blank()
    told = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not told & {"สมชาย", "ใจดี", factories.citizen_id(10), officer.username}


def test_those_who_import_download_it_and_nobody_keeps_it(officer, slum, round_2570):
    answer = factories.client_of(officer).get("/imports/templates/2570/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert load_workbook(BytesIO(answer.content)).sheetnames[0] == layout.HOUSEHOLDS


def test_others_do_not(slum, round_2570):
    analyst = factories.client_of(factories.person("analyst"))
    assert analyst.get("/imports/templates/2570/").status_code == 403
    department = factories.client_of(factories.person("department"))
    assert department.get("/imports/templates/none/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_lists(slum, round_2570):
    with CaptureQueriesContext(connection) as asked:
        templates.blank()
    assert len(asked) <= 6
