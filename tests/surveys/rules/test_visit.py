"""Section A at its edges: community, date, informant, result and notice."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests.surveys.rules.asking import COMMUNITY, TODAY, ago, fields, form, problems

NO_INTERVIEW = ("absent", "refused", "vacant", "demolished", "not_residence")


@pytest.mark.parametrize(("community", "named"), [(None, ["community"]), (COMMUNITY, [])])
def test_a_form_belongs_to_a_community(community, named):
    assert fields("community_missing", form({"community": 1}), community=community) == named


def test_a_missing_community_says_that_outside_is_a_choice_too():
    (problem,) = problems("community_missing", form(), community=None)
    assert "นอกชุมชนจดทะเบียน" in problem.sentence and problem.blocks


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (None, ["survey_date"]),
        ("", ["survey_date"]),
        ("21/11/2569", []),
        ("unknown", []),
        ("31/4/2569", []),
        ("เมื่อวาน", []),
    ],
)
def test_a_form_has_a_day(typed, named):
    """What cannot be read is reported as unreadable, not as missing as well."""
    assert fields("survey_date_missing", form({"survey_date": typed})) == named


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("21/11/2569", []),
        ("22/11/2569", ["survey_date"]),
        ("20/11/2569", []),
        ("21/11/2570", ["survey_date"]),
        ("2026-11-22", ["survey_date"]),
        ("21/11/2112", ["survey_date"]),
        ("unknown", []),
        (None, []),
    ],
)
def test_the_day_is_not_after_today(typed, named):
    assert fields("survey_date_future", form({"survey_date": typed})) == named


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("1/8/2569", []),
        ("31/7/2569", ["survey_date"]),
        ("2/8/2569", []),
        ("1/8/2568", ["survey_date"]),
        ("refused", []),
        (None, []),
    ],
)
def test_the_day_is_not_before_the_round_opened(typed, named):
    assert fields("survey_date_before_round", form({"survey_date": typed})) == named


def test_another_round_opens_on_another_day():
    later = SimpleNamespace(questions=[], opens_on=date(2026, 11, 21))
    assert fields("survey_date_before_round", form({"survey_date": ago(days=1)}), round=later)
    assert not fields("survey_date_before_round", form({"survey_date": ago(days=0)}), round=later)


@pytest.mark.parametrize(
    ("days", "named"), [(0, []), (59, []), (60, []), (61, ["survey_date"]), (400, ["survey_date"])]
)
def test_a_visit_more_than_sixty_days_ago_wants_a_reason(days, named):
    assert fields("survey_date_old", form({"survey_date": ago(days=days)})) == named


def test_a_late_entry_with_a_reason_does_not_block():
    confirmed = {"survey_date_old@survey_date": "น้ำท่วม เข้าสำนักงานไม่ได้"}
    (problem,) = problems("survey_date_old", form({"survey_date": ago(days=90)}, confirmed=confirmed))
    assert not problem.blocks and problem.reason == "น้ำท่วม เข้าสำนักงานไม่ได้"


@pytest.mark.parametrize(
    ("informant", "named"),
    [
        ("head", []),
        ("spouse", []),
        ("member", []),
        ("leader", ["informant"]),
        ("neighbour", ["informant"]),
        (None, []),
        ("somebody", []),
    ],
)
def test_who_does_not_live_here_answers_only_for_a_reason(informant, named):
    assert fields("informant_proxy", form({"informant": informant})) == named


@pytest.mark.parametrize(
    ("result", "named"), [(None, ["visit_result"]), ("complete", []), ("vacant", []), ("flown away", [])]
)
def test_a_visit_has_a_result(result, named):
    assert fields("visit_result_missing", form({"visit_result": result})) == named


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("yes", []),
        (True, []),
        ("no", ["privacy_notice"]),
        (None, ["privacy_notice"]),
        ("unknown", ["privacy_notice"]),
        ("refused", ["privacy_notice"]),
    ],
)
@pytest.mark.parametrize("result", ["complete", "partial", None])
def test_the_notice_is_given_before_an_interview(given, named, result):
    entry = form({"visit_result": result, "privacy_notice": given})
    assert fields("privacy_notice_not_given", entry) == named


@pytest.mark.parametrize("result", NO_INTERVIEW)
def test_without_an_interview_there_is_nobody_to_give_notice_to(result):
    assert fields("privacy_notice_not_given", form({"visit_result": result, "privacy_notice": "no"})) == []


def test_the_notice_cannot_be_explained_away():
    entry = form({"privacy_notice": "no"}, confirmed={"privacy_notice_not_given": "รีบ"})
    (problem,) = problems("privacy_notice_not_given", entry)
    assert problem.blocks and problem.reason == ""


def test_the_day_of_the_rules_is_the_one_that_is_given():
    entry = form({"survey_date": ago(days=0)})
    assert fields("survey_date_future", entry, today=TODAY.replace(day=20)) == ["survey_date"]
