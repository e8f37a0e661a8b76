"""What forms were asked and left open, also forms written before anybody counted it."""

import pytest
from django.core.management import call_command

from surveys import figures
from surveys.actions import recounting
from surveys.actions.recounting import count_questions
from surveys.evaluation import asked_and_missing
from surveys.models import Figure, Survey
from surveys.payload import read
from surveys.questionnaire import asked_by
from tests import factories

pytestmark = pytest.mark.django_db
LEFT_OPEN = ("want", "form", "programmes", "join_baan_mankong")


@pytest.fixture
def counts(slum, round_2570):
    """How many coded questions a form was asked, and how many of them it left open."""

    def look(**answers) -> tuple[int, int]:
        made = factories.household_of_four(slum, **answers)
        return asked_and_missing(read(made, round_2570), asked_by(round_2570))

    return look


@pytest.mark.parametrize("blank", ["", None, "unknown", "refused"])
def test_blank_not_known_and_refused_are_all_missing(blank, counts):
    asked, missing = counts()
    assert counts(dwelling=blank) == (asked, missing + 1)


@pytest.mark.parametrize("blank", [[], ["refused"], None])
def test_a_question_of_several_answers_is_missing_when_none_is_given(blank, counts):
    asked, missing = counts()
    assert counts(problems=blank) == (asked, missing + 1)


def test_a_question_that_is_not_shown_is_not_asked(counts):
    asked, missing = counts()
    assert counts(want="stay_repair", form=None) == (asked - 1, missing)


def test_texts_and_numbers_are_not_asked_for(counts):
    assert counts() == counts(comment="ดี", rent_land=200, expense_food=4_000, soi="ใหม่", phone="")


@pytest.mark.parametrize("result", ["absent", "refused", "vacant", "demolished", "not_residence"])
def test_who_was_not_interviewed_is_asked_nothing(result, counts):
    assert counts(visit_result=result) == (0, 0)


def test_a_round_that_asks_little_asks_little(slum, round_2570):
    round_2570.questions = ["visit_result", "dwelling", "water", "soi"]
    entry = read(factories.household_of_four(slum, water=""), round_2570)
    assert asked_and_missing(entry, asked_by(round_2570)) == (2, 1)


def test_saving_counts_them_and_so_do_the_figures(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, water="refused")
    row = Figure.objects.get(state="draft")
    assert (row.quality_asked, row.quality_missing) == (survey.asked_answers, survey.missing_answers)
    assert 0 < survey.missing_answers < survey.asked_answers


@pytest.fixture
def of_an_earlier_version(officer, slum, round_2570):
    """Forms in which nobody counted; the figures know as little."""
    made = [factories.saved_survey(by=officer, place=slum) for _ in range(3)]
    made.append(factories.submitted_survey(by=officer, place=slum))
    right = {one.pk: (one.asked_answers, one.missing_answers) for one in Survey.objects.all()}
    Survey.objects.update(asked_answers=0, missing_answers=0)
    figures.rebuild()
    return right


def test_a_rebuild_counts_what_forms_of_an_earlier_version_were_asked(of_an_earlier_version, capsys):
    call_command("rebuild_figures")
    rows = Survey.objects.values_list("pk", "asked_answers", "missing_answers")
    assert {pk: (asked, missing) for pk, asked, missing in rows} == of_an_earlier_version
    assert "4 แบบ" in capsys.readouterr().out
    assert figures.differences() == []


def test_the_figures_are_right_even_without_the_rebuild(of_an_earlier_version, monkeypatch):
    monkeypatch.setattr(recounting, "AT_A_TIME", 2)
    assert count_questions() == 4
    assert figures.differences() == []
    assert Figure.objects.get(state="submitted").quality_asked > 0


def test_a_second_time_there_is_nothing_to_count(of_an_earlier_version, capsys):
    count_questions()
    assert count_questions() == 0
    call_command("rebuild_figures")
    assert "รุ่นก่อน" not in capsys.readouterr().out


def test_houses_where_nobody_was_asked_are_left_alone(officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum, visit_result="vacant")
    assert count_questions() == 0
