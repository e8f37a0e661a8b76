"""A filled-in template on its way in: what it is taken for, and what stands in the way of its rows."""

import pytest
from django.utils import timezone

from surveys.actions import file_imports as actions
from surveys.importing import template_layout as layout
from surveys.importing import template_rosters
from surveys.importing.fields import codes_of
from surveys.importing.of_surveys import SurveyKind
from surveys.importing.template_cells import several
from surveys.models import Member, Round, Survey
from surveys.questionnaire import questions
from tests import factories
from tests.surveys.importing import templates, walking
from tests.surveys.importing.templates import FIRST, cell

pytestmark = pytest.mark.django_db


def test_a_template_needs_no_mapping(officer, book):
    found = templates.received(book, by=officer)
    assert (found.state, found.kind, found.source, found.round_id) == (
        "mapped",
        "surveys",
        "template",
        "2570",
    )


def test_the_example_is_no_household(officer, book):
    written = templates.imported(book, by=officer)
    assert walking.deeds(written) == {FIRST: "created"}
    assert (Survey.objects.count(), Member.objects.count()) == (1, 4)


def test_a_template_of_a_round_that_does_not_exist_is_refused(officer, book):
    book[layout.MARKER]["B1"] = "2599"
    refused = templates.received(book, by=officer)
    assert (refused.state, refused.refusal["code"]) == ("refused", "unknown_round")


def test_a_layout_that_is_not_read_any_more_is_refused(officer, book):
    book[layout.MARKER]["C1"] = "0.00000000"
    assert templates.received(book, by=officer).refusal["code"] == "old_template"


def test_a_template_from_before_the_questions_changed_is_taken_and_said(officer, book):
    content = templates.content_of(book)
    asked = [key for key in (*questions(), "members.first_name") if key != "rent_house"]
    Round.objects.filter(pk="2570").update(questions=asked)
    found = walking.received(by=officer, name="เก่า.xlsx", content=content)
    assert found.state == "mapped" and "รุ่นก่อน" in found.recognised["sentence"]


def test_a_template_put_into_another_round_is_refused_with_both_named(officer, book):
    other = factories.open_round("2569")
    said = {"file_import": templates.received(book, by=officer), "by": officer, "at": timezone.now()}
    actions.choose(kind="surveys", round=other, **said)
    mapped = actions.choose_mapping(mapping={"name": "template"}, **said)
    actions.try_out(file_import=mapped, by=officer, at=timezone.now())
    walking.run_waiting()
    refused = walking.fresh(mapped)
    assert refused.state == "refused"
    assert "2570" in refused.refusal["sentence"] and "2569" in refused.refusal["sentence"]


def test_a_wrong_answer_of_a_member_is_told_at_its_cell(officer, book):
    cell(book, "member", FIRST + 1, "birth_date").value = "31/2/2530"
    tried = templates.tried(book, by=officer)
    (problem,) = [p for p in tried.rows.get(deed="refused").problems if p["code"] == "bad_date"]
    assert (problem["sheet"], problem["row"], problem["header"]) == (layout.MEMBERS, FIRST + 1, "birth_date")


def test_an_answer_that_is_no_choice_is_told_and_keeps_its_row_out_alone(officer, slum, household):
    two = [household, factories.household_of_four(slum, number=2)]
    book = templates.filled(*two)
    cell(book, "survey", FIRST, "material").value = "ดินเหนียว"
    written = templates.imported(book, by=officer)
    assert walking.deeds(written) == {FIRST: "refused", FIRST + 1: "created"}
    assert ("", "material", "unknown_code") in walking.codes_of_refused(written)[FIRST]


def test_members_of_no_household_are_told(officer, book):
    cell(book, "member", FIRST + 3, "number").value = 99
    tried = templates.tried(book, by=officer)
    assert (layout.MEMBERS, "number", "no_such_household") in sum(
        walking.codes_of_refused(tried).values(), []
    )


def test_two_households_of_one_number_are_both_refused(officer, slum, household):
    book = templates.filled(household, factories.household_of_four(slum, number=2))
    cell(book, "survey", FIRST + 1, "number").value = 1
    assert set(walking.deeds(templates.tried(book, by=officer)).values()) == {"refused"}


def test_a_row_without_a_number_says_so(officer, book):
    cell(book, "survey", FIRST, "number").value = None
    told = walking.codes_of_refused(templates.tried(book, by=officer))
    assert told[FIRST] == [("", "number", "number_missing")]


def test_a_blank_district_is_that_of_the_officer_and_another_is_refused(officer, book):
    cell(book, "survey", FIRST, "district").value = None
    assert templates.tried(book, by=officer).counts["created"] == 1
    cell(book, "survey", FIRST, "district").value = "ดุสิต"
    assert templates.tried(book, by=officer).refusal["code"] == "other_district"


def test_a_member_who_is_gone_from_the_file_is_gone_from_the_household(officer, book):
    templates.imported(book, by=officer)
    sheet = book[layout.MEMBERS]
    sheet.delete_rows(FIRST + 2, 2)
    cell(book, "survey", FIRST, "members_living").value = 2
    tried = templates.tried(book, by=officer)
    assert tried.counts["updated"] == 1
    walking.write(tried, by=officer)
    assert (Survey.objects.count(), Member.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    "cell",
    ["ไฟไหม้; น้ำท่วม", "ไฟไหม้,น้ำท่วม", "fire flood", "fire, flood", "ไฟไหม้\nน้ำท่วม", "fire;น้ำท่วม"],
)
def test_several_answers_may_stand_in_a_cell_in_many_ways(cell):
    labels = {"ไฟไหม้": "fire", "น้ำท่วม": "flood", "fire": "fire", "flood": "flood"}
    assert several(cell, labels) == ["fire", "flood"]


@pytest.mark.parametrize("key", [q.key for q in questions().values() if q.kind == "multi"])
def test_every_answer_of_such_a_question_is_read_from_its_label(key):
    question = questions()[key]
    written = layout.BETWEEN_ANSWERS.join(str(label) for _code, label in question.choices)
    assert several(written, codes_of(question)) == list(question.codes)


def test_reading_the_other_sheets_gives_signs_of_life(officer, book, monkeypatch, tmp_path):
    monkeypatch.setattr(template_rosters, "ROWS_PER_SIGN", 1)
    who = {"by": officer, "at": timezone.now(), "folder": tmp_path, "is_trial": True}
    intake, told = SurveyKind().open(templates.received(book, by=officer), **who), []
    intake.look_through(told.append)
    assert told.count(0) >= 5 and intake.rows == 1
