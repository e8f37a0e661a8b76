"""What holds for each of the rules: when it is asked, what it says, and what a reason does."""

import pytest
from django.utils import translation

from surveys.choices import Severity
from surveys.entry import Entry
from surveys.questionnaire import asked_by, questions
from surveys.rules import RULES, declaring, problems
from tests.surveys.rules.asking import ROUND, around, form

READS = [(rule, question) for rule in RULES for question in rule.questions]
EVERYTHING = asked_by(ROUND)
SOFT = [rule for rule in RULES if rule.severity == Severity.SOFT]
HARD = [rule for rule in RULES if rule.severity == Severity.HARD]


def named(rule) -> str:
    return rule.code


@pytest.mark.parametrize(("rule", "question"), READS, ids=lambda part: getattr(part, "code", part))
def test_a_rule_is_not_asked_when_the_round_leaves_out_a_question_that_it_reads(rule, question):
    assert rule.applies(EVERYTHING) and not rule.applies(EVERYTHING - {question})


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_reads_questions_that_exist(rule):
    assert set(rule.questions) <= EVERYTHING


@pytest.mark.parametrize("rule", SOFT, ids=named)
def test_a_soft_rule_offers_to_give_a_reason(rule):
    assert "บอกเหตุผล" in rule.shown_sentence


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_catalogue_shows_no_place_that_was_left_empty(rule):
    for text in (rule.shown_description, rule.shown_sentence):
        assert text and "%(" not in text and "%%" not in text


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_speaks_english_on_english_pages(rule):
    thai = rule.shown_sentence
    with translation.override("en"):
        assert rule.shown_sentence != thai
        assert not any("ก" <= letter <= "๛" for letter in rule.shown_sentence.replace("พ.ศ.", ""))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_nothing_typed_breaks_no_rule_but_those_of_what_is_wanted(rule):
    wanted = ("survey_date", "visit_result", "privacy_notice", "house_no", "members_living", "community")
    for problem in rule.problems(form(), around(community=None)):
        assert problem.field in wanted


@pytest.mark.parametrize("rule", RULES, ids=named)
@pytest.mark.parametrize("word", ["refused", "unknown"])
def test_no_rule_fails_where_nobody_answers_anything(rule, word):
    everything = {
        level: {key: [word] if one.kind == "multi" else word for key, one in questions(level).items() if one.kind not in ("round", "community")}
        for level in ("survey", "member", "debt")
    }  # fmt: skip
    entry = form(everything["survey"], members=[everything["member"]] * 2, debts=[everything["debt"]])
    assert all(problem.sentence for problem in rule.problems(entry, around()))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_an_empty_house_is_asked_for_its_place_and_nothing_more(rule):
    place = {
        "survey_date": "21/11/2569",
        "visit_result": "vacant",
        "house_no": "1",
        "rent_house": -1,
        "storeys": -1,
    }
    assert list(rule.problems(form(place), around())) == []


def saying(severity: Severity, **confirmed):
    """A rule of this severity that always finds something, asked of a form with these reasons."""
    rule = declaring.Rule(
        "made_up", severity, (), "", "%(n)s — บอกเหตุผล", lambda entry, context: [("soi", {"n": 7}), "road"]
    )
    rule = declaring.Rule(**{**rule.__dict__, "check": lambda entry, context: iter([("soi", {"n": 7})])})
    return next(rule.problems(Entry(confirmed=confirmed), around()))


@pytest.mark.parametrize(
    ("confirmed", "reason"),
    [
        ({}, ""),
        ({"made_up": "เพราะฝน"}, "เพราะฝน"),
        ({"made_up@soi": "เพราะฝน"}, "เพราะฝน"),
        ({"made_up@soi": "นี้", "made_up": "ทั้งหมด"}, "นี้"),
        ({"made_up@soi": "", "made_up": "ทั้งหมด"}, "ทั้งหมด"),
        ({"made_up@road": "ข้ออื่น"}, ""),
        ({"other": "ข้ออื่น"}, ""),
        ({"made_up": "  "}, ""),
        ({"made_up": " ฝน "}, "ฝน"),
    ],
)
def test_a_soft_problem_is_settled_by_a_reason_for_it(confirmed, reason):
    problem = saying(Severity.SOFT, **confirmed)
    assert (problem.reason, problem.blocks) == (reason, not reason)


@pytest.mark.parametrize("key", ["made_up", "made_up@soi"])
def test_a_hard_problem_is_never_settled_by_a_reason(key):
    problem = saying(Severity.HARD, **{key: "เพราะฝน"})
    assert (problem.reason, problem.blocks) == ("", True)


def test_the_numbers_of_a_finding_stand_in_its_sentence():
    assert saying(Severity.SOFT).as_dict() == {
        "field": "soi",
        "severity": "soft",
        "code": "made_up",
        "sentence": "7 — บอกเหตุผล",
        "reason": "",
    }


def test_what_cannot_be_read_is_said_before_any_rule():
    entry = form({"rent_house": "ถูก", "shoe_size": 1}, members=[{"income_month": "มาก"}])
    found = problems(entry, around(community=None))
    assert [problem.code for problem in found[:3]] == ["not_a_number", "unknown_question", "not_a_number"]
    assert {problem.code for problem in found[3:]} <= {rule.code for rule in RULES}


def test_the_rules_speak_in_the_order_of_the_questionnaire():
    found = problems(form({"rent_house": -1, "expense_food": -1, "storeys": -1}), around(community=None))
    order = [rule.code for rule in RULES]
    places = [order.index(problem.code) for problem in found]
    assert places == sorted(places) and len(places) > 6
