"""The questions that querysets answer: who sees what, in which state, found by which words, in which order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surveys.choices import State
from surveys.models import Change, Comment, Debt, Member, Move, Round, Survey
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]
ROLES = {
    "officer": {"1026"},
    "head": {"1026"},
    "other_officer": {"1006"},
    "other_head": {"1006"},
    "department": {"1026", "1006"},
    "analyst": {"1026", "1006"},
    "administrator": {"1026", "1006"},
    "partner": set(),
}
PARTS = (Member, Debt, Move, Change, Comment)


@pytest.fixture
def both(officer, head, other_officer, other_head, slum, other_slum, round_2570):
    """One approved form in each of two districts, with a remark."""
    made = [
        factories.approved_survey(by=one, head=boss, place=place)
        for one, boss, place in ((officer, head, slum), (other_officer, other_head, other_slum))
    ]
    for survey, boss in zip(made, (head, other_head), strict=True):
        Comment.objects.create(survey=survey, field="soi", text="ตรวจ", at=timezone.now(), by=boss)
    return made


@pytest.mark.parametrize("role", ROLES)
def test_a_person_sees_the_forms_of_their_districts(role, both, request):
    user = request.getfixturevalue(role)
    seen = set(Survey.objects.visible_to(user).values_list("district_id", flat=True))
    assert seen == ROLES[role]


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", ROLES)
def test_a_person_sees_the_rows_of_the_forms_that_they_see(role, model, both, request):
    user = request.getfixturevalue(role)
    seen = set(model.objects.visible_to(user).values_list("survey__district_id", flat=True))
    assert seen == ROLES[role] and model.objects.exists()


@pytest.fixture
def each(officer, slum, round_2570):
    """One form in each state."""
    made = factories.listed_surveys(len(State.values), by=officer, place=slum)
    for survey, state in zip(made, State.values, strict=True):
        Survey.objects.filter(pk=survey.pk).update(state=state)
    return Survey.objects.all()


@pytest.mark.parametrize(
    ("word", "states"),
    [
        ("", set(State.values)),
        ("counted", {"submitted", "approved", "accepted"}),
        ("passed", {"approved", "accepted"}),
        *((state, {state}) for state in State.values),
        ("nonsense", set()),
    ],
)
def test_a_word_chooses_states(word, states, each):
    assert set(each.in_state(word).values_list("state", flat=True)) == states


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        ("counted", {"submitted", "approved", "accepted"}),
        ("approved", {"approved", "accepted"}),
        ("editable", {"draft", "returned"}),
        ("drafts", {"draft"}),
        ("returned", {"returned"}),
        ("awaiting_review", {"submitted"}),
    ],
)
def test_a_verb_chooses_states(verb, states, each):
    assert set(getattr(each, verb)().values_list("state", flat=True)) == states


def test_the_longest_waiting_comes_first(officer, slum, round_2570):
    now = timezone.now()
    made = factories.listed_surveys(3, by=officer, place=slum, state="submitted")
    for survey, days in zip(made, (1, 9, 3), strict=True):
        Survey.objects.filter(pk=survey.pk).update(submitted_at=now - timedelta(days=days))
    waiting = [survey.pk for survey in Survey.objects.awaiting_review()]
    assert waiting == [made[1].pk, made[2].pk, made[0].pk]


def test_the_newest_comes_first_and_rows_of_one_moment_keep_an_order(officer, slum, round_2570):
    factories.listed_surveys(5, by=officer, place=slum)
    once, again = ([one.pk for one in Survey.objects.newest_first()] for _ in range(2))
    assert once == again == sorted(once, reverse=True)


def test_what_follows_a_row_is_everything_older(officer, slum, round_2570):
    factories.listed_surveys(5, by=officer, place=slum)
    rows = list(Survey.objects.newest_first())
    for position, row in enumerate(rows):
        following = list(Survey.objects.newest_first().before(row.updated_at, row.pk))
        assert following == rows[position + 1 :]


@pytest.fixture
def household(officer, slum, round_2570):
    return factories.saved_survey(by=officer, place=slum, house_no="99/7", house_code="1026-555555-5")


@pytest.mark.parametrize(
    ("words", "by_name", "by_place"),
    [
        ("สมชาย", True, False),
        ("ใจดี", True, False),
        ("สมชาย ใจดี", True, False),
        ("99/7", True, False),
        ("๙๙/๗", True, False),
        ("10265555555", True, False),
        ("ร่วมใจ", True, True),
        ("ร่วม ใจ พัฒนา", True, True),
        ("ไม่มี", False, False),
        ("สมหญิง", False, False),
        ("", True, True),
        ("   ", True, True),
        ("%", False, False),
        ("_", False, False),
    ],
)
def test_words_find_the_household_for_those_who_see_people_and_the_place_for_all(
    words, by_name, by_place, household
):
    """The head names the household; signs of SQL mean nothing."""
    found = [Survey.objects.search(words, personal=personal).exists() for personal in (True, False)]
    assert found == [by_name, by_place]


@pytest.mark.parametrize(("verb", "value"), [("in_round", None), ("in_district", ""), ("in_community", None)])
def test_a_filter_left_open_leaves_everything(verb, value, both):
    assert getattr(Survey.objects.all(), verb)(value).count() == 2


def test_filters_cut_by_round_district_and_community(both, slum, other_slum, round_2570):
    rows = Survey.objects.all()
    assert rows.in_round(round_2570).count() == 2 and not rows.in_round("2568").exists()
    assert [one.district_id for one in rows.in_district("1006")] == ["1006"]
    assert [one.community_id for one in rows.in_community(slum.pk)] == [slum.pk]


def test_a_persons_own_forms_are_those_they_began(both, officer, head):
    assert Survey.objects.written_by(officer).count() == 1
    assert not Survey.objects.written_by(head).exists()


def test_rosters_come_along_in_two_queries_for_any_number(
    officer, slum, round_2570, django_assert_num_queries
):
    for _ in range(3):
        factories.saved_survey(by=officer, place=slum)
    with django_assert_num_queries(3):
        found = [(len(one.members.all()), len(one.debts.all())) for one in Survey.objects.with_rows()]
    assert found == [(4, 1)] * 3


@pytest.mark.parametrize("days", [-121, -120, 0, 120, 121])
def test_a_round_is_open_from_its_first_to_its_last_day(days, round_2570):
    today = timezone.localdate() + timedelta(days=days)
    assert (round_2570 in Round.objects.open_on(today)) is (-120 <= days <= 120)


def test_rounds_come_newest_first(round_2570):
    factories.open_round("2571", fiscal_year=2571)
    codes = list(Round.objects.newest_first().values_list("code", flat=True))
    assert codes[:2] == ["2571", "2570"]
