"""Each answer moves its own measure, by one household, and comes out again when the answer changes."""

import pytest
from django.utils import timezone

from surveys import actions, figures
from surveys.choices import State
from surveys.measures import AMOUNTS, BY_NAME, CODED, FLAGS
from surveys.models import Figure
from surveys.questionnaire import questions
from tests import factories
from tests.surveys.questions.typed import SURVEY

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]
NOW = timezone.now()
SINGLE = [key for key in CODED if questions()[key].kind == "choice" and key != "visit_result"]
SEVERAL = [key for key in CODED if questions()[key].kind == "multi"]
CODES = [(key, code) for key in SINGLE for code in questions()[key].codes]
BESIDE = {"form": {"want": "buy"}}


def measured(name: str, state: str = "draft") -> int:
    """One measure of the only community, in one state."""
    column = BY_NAME[name].column
    return sum(Figure.objects.filter(state=state).values_list(column, flat=True))


def saved(officer, slum, **answers):
    return factories.saved_survey(by=officer, place=slum, **answers)


def again(survey, officer, slum, **answers):
    given = {**factories.household_of_four(slum, number=5, **answers), "revision": survey.revision}
    return actions.save(survey_id=survey.pk, given=given, by=officer, at=NOW).survey


@pytest.mark.parametrize(("key", "code"), CODES)
def test_a_code_that_is_measured_is_counted_once_and_then_not(key, code, officer, slum, round_2570):
    name = f"{key}.{code}"
    survey = saved(officer, slum, **{**BESIDE.get(key, {}), key: code})
    assert measured(name) == 1
    again(survey, officer, slum, **{key: None})
    assert measured(name) == 0 and figures.differences() == []


@pytest.mark.parametrize("key", SEVERAL)
def test_of_several_codes_each_is_counted(key, officer, slum, round_2570):
    offered = [code for code in questions()[key].codes if f"{key}.{code}" in BY_NAME]
    chosen = [code for code in offered if code not in ("none", "unknown", "refused")]
    survey = saved(officer, slum, **{key: chosen})
    assert [measured(f"{key}.{code}") for code in chosen] == [1] * len(chosen)
    again(survey, officer, slum, **{key: chosen[:1]})
    assert [measured(f"{key}.{code}") for code in chosen] == [1] + [0] * (len(chosen) - 1)
    assert figures.differences() == []


@pytest.mark.parametrize(
    ("key", "answers", "amount"),
    [
        ("household_income", {"income_total": 21_000}, 21_000),
        ("household_income", {"income_total": "refused"}, 21_000),
        ("rent_house", {"rent_house": 3_333}, 3_333),
        ("rent_house", {"rent_house": 0}, 0),
        ("debt_payment", {}, 2_000),
        ("afford_month", {"afford_month": 1_234}, 1_234),
        ("floor_area", {"floor_area": "24.4"}, 24),
        ("floor_area", {"floor_area": "24.5"}, 25),
    ],
)
def test_an_amount_is_added_up_and_counted(key, answers, amount, officer, slum, round_2570):
    """A refused total leaves the roster's sum, and half a square metre is a whole one."""
    assert key in AMOUNTS
    saved(officer, slum, **answers)
    assert (measured(f"{key}.sum"), measured(f"{key}.count")) == (amount, 1)


@pytest.mark.parametrize("key", ["rent_house", "afford_month", "floor_area"])
@pytest.mark.parametrize("word", ["refused", "unknown", None, "แพง"])
def test_an_amount_nobody_told_is_not_counted(key, word, officer, slum, round_2570):
    saved(officer, slum, **{key: word})
    assert (measured(f"{key}.sum"), measured(f"{key}.count")) == (0, 0)


@pytest.mark.parametrize(
    ("flag", "on", "off"),
    [
        ("overcrowded", {"bedrooms": 1}, {"bedrooms": 2}),
        ("debt_stressed", {"income_total": 6_000}, {"income_total": 7_000}),
        ("rent_burdened", {"rent_house": 6_301}, {"rent_house": 6_300}),
        ("fire_access_blocked", {"access_width": "0.99"}, {"access_width": 1}),
    ],
)
def test_a_flag_is_counted_while_it_holds(flag, on, off, officer, slum, round_2570):
    assert flag in FLAGS
    survey = saved(officer, slum, **on)
    assert measured(flag) == 1
    again(survey, officer, slum, **off)
    assert measured(flag) == 0 and figures.differences() == []


@pytest.mark.parametrize(("living", "people"), [(4, 4), (0, 0), ("unknown", 0), (None, 0), ("สี่", 0)])
def test_people_are_those_who_live_here(living, people, officer, slum, round_2570):
    saved(officer, slum, members_living=living)
    assert (measured("surveys"), measured("people")) == (1, people)


def test_two_households_are_counted_as_two(officer, slum, round_2570):
    for rent in (3_000, 4_000):
        saved(officer, slum, rent_house=rent)
    assert (measured("surveys"), measured("house_tenure.rent"), measured("rent_house.sum")) == (2, 2, 7_000)


def states(*names: str) -> dict[str, int]:
    """How many surveys each state counts."""
    rows = Figure.objects.values_list("state", "surveys")
    found = {state: number for state, number in rows if number}
    assert figures.differences() == []
    return {name: found.get(name, 0) for name in names} if names else found


def test_a_form_counts_where_it_stands_on_its_way(officer, head, slum, round_2570):
    survey = saved(officer, slum)
    assert states() == {"draft": 1}
    actions.submit(survey=survey, by=officer, at=NOW)
    assert states() == {"submitted": 1, "counted": 1}
    actions.send_back(survey=survey, by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    assert states() == {"returned": 1}
    actions.submit(survey=survey, by=officer, at=NOW)
    actions.approve(survey=survey, by=head, at=NOW)
    assert states() == {"approved": 1, "counted": 1, "passed": 1}


def test_a_deleted_form_counts_nowhere(officer, slum, round_2570):
    survey = saved(officer, slum)
    actions.delete(survey=survey, by=officer, at=NOW, reason="ซ้ำ")
    assert states() == {}


def test_a_form_that_moves_takes_its_figures_along(officer, slum, round_2570):
    elsewhere = factories.community("1026", "อีกชุมชนหนึ่ง")
    survey = saved(officer, slum)
    actions.move_community(survey=survey, to=elsewhere, by=officer, at=NOW)
    by_place = {row.community_id: row.surveys for row in Figure.objects.all()}
    assert (by_place[slum.pk], by_place[elsewhere.pk]) == (0, 1)
    assert figures.differences() == []


def test_a_form_without_a_community_counts_nowhere_until_it_has_one(officer, slum, round_2570):
    survey = saved(officer, slum, community=None)
    assert states() == {}
    again(survey, officer, slum)
    assert states() == {"draft": 1}


def test_saving_the_same_again_counts_nothing_more(officer, slum, round_2570):
    survey = saved(officer, slum)
    given = factories.household_of_four(slum, number=5)
    for revision in (1, 2):
        actions.save(survey_id=survey.pk, given={**given, "revision": revision}, by=officer, at=NOW)
    assert states() == {"draft": 1}


@pytest.mark.parametrize(
    "measure", ["members.elderly", "members.disabled", "welfare.gold_card", "welfare.old_age"]
)
def test_people_of_the_roster_come_and_go_with_their_rows(measure, officer, slum, round_2570):
    survey = saved(officer, slum)
    before = measured(measure)
    given = factories.household_of_four(slum, number=5, members_living=1)
    given["members"] = [{"relation": "head", "first_name": "ก", "birth_year": "2540"}]
    actions.save(survey_id=survey.pk, given={**given, "revision": 1}, by=officer, at=NOW)
    assert before > 0 and measured(measure) == 0 and figures.differences() == []


@pytest.mark.parametrize(
    ("kinds", "number"),
    [
        ([], 0),
        (["none"], 0),
        ("refused", 0),
        ("unknown", 0),
        (["refused"], 0),
        (["none", "refused"], 0),
        (["moving"], 1),
        (["seeing", "autism"], 1),
        (["none", "moving"], 1),
        (["unknown", "mind"], 1),
    ],
)
def test_the_disabled_of_the_figures_are_those_of_the_score(kinds, number, officer, slum, round_2570):
    given = factories.household_of_four(slum, number=5)
    given["members"][3]["disability"] = kinds
    survey = factories.saved_survey(by=officer, place=slum, payload=given)
    assert measured("members.disabled") == number
    assert ("disabled" in dict(survey.vulnerability_parts)) == bool(number)


@pytest.mark.parametrize(
    ("welfare", "counted"),
    [("refused", []), ("unknown", []), (["none"], ["none"]), (["old_age"], ["old_age"])],
)
def test_welfare_nobody_told_is_no_welfare(welfare, counted, officer, slum, round_2570):
    given = factories.household_of_four(slum, number=5)
    given["members"] = [{**given["members"][3], "welfare": welfare}]
    factories.saved_survey(by=officer, place=slum, payload=given)
    names = [name for name in BY_NAME if name.startswith("welfare.") and measured(name)]
    assert names == [f"welfare.{code}" for code in counted]


@pytest.mark.parametrize("state", [state for state in State.values if state != "draft"])
def test_a_draft_is_in_no_other_state(state, officer, slum, round_2570):
    saved(officer, slum)
    assert states(state, "counted") == {state: 0, "counted": 0}


def test_the_examples_of_the_questionnaire_leave_the_figures_exact(officer, slum, round_2570):
    answers = {key: line[0] for key, line in SURVEY.items()}
    saved(officer, slum, **answers)
    assert figures.differences() == [] and measured("surveys") == 1


def test_a_rebuild_changes_nothing_that_was_right(officer, head, slum, other_slum, round_2570):
    factories.approved_survey(by=officer, head=head, place=slum)
    saved(officer, slum)
    before = sorted(Figure.objects.exclude(surveys=0).values_list("community", "state", "surveys", "people"))
    figures.rebuild()
    assert sorted(Figure.objects.values_list("community", "state", "surveys", "people")) == before
