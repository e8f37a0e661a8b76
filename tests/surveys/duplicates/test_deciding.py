"""What people decide about pairs: for good, taken back, pressed twice, asked across a border."""

import pytest
from django.utils import timezone

from surveys import actions
from surveys.choices.duplicates import Verdict
from surveys.duplicates import refusals
from surveys.models import Decision, Inquiry, Merge, Pair, Survey
from surveys.readers.duplicates import borders, decision_about, open_pairs_by_district, pairs_across
from tests import factories
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db


def now() -> dict:
    return {"at": timezone.now()}


def form(by, place) -> Survey:
    return factories.listed_surveys(1, by=by, place=place)[0]


def pair_of(one: Survey, other: Survey) -> Pair:
    first, second = sorted((one, other), key=lambda each: each.household_id)
    here, there = first.district_id, second.district_id
    return Pair.objects.create(
        first=first.household, second=second.household, first_survey=first, second_survey=second,
        first_district_id=here, second_district_id=there, score=70, found_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def pair(officer, slum, round_2570):
    return pair_of(form(officer, slum), form(officer, slum))


@pytest.fixture
def across(officer, other_officer, slum, other_slum, round_2570):
    return pair_of(form(officer, slum), form(other_officer, other_slum))


def test_two_households_told_apart_are_one_decision_however_often_it_is_said(pair, officer, head):
    actions.tell_apart(pair=pair, by=officer, **now())
    actions.tell_apart(pair=pair, by=head, **now())
    kept = Decision.objects.get()
    assert (kept.verdict, kept.by, kept.district_id) == (Verdict.APART, head, "1026")
    assert not Pair.objects.undecided().exists()


def test_a_proposal_leaves_the_pair_open_for_the_head(pair, officer):
    actions.propose_merge(pair=pair, by=officer, **now())
    assert decision_about(pair).verdict == Verdict.SAME and Pair.objects.undecided().exists()


def test_what_was_said_last_counts(pair, officer, head):
    actions.propose_merge(pair=pair, by=officer, **now())
    actions.tell_apart(pair=pair, by=head, **now())
    assert (decision_about(pair).verdict, Decision.objects.count()) == (Verdict.APART, 1)


def test_a_decision_taken_back_leaves_nothing_behind_even_twice(pair, officer, head):
    actions.tell_apart(pair=pair, by=officer, **now())
    for _press in range(2):
        actions.offer_again(pair=pair, by=head, **now())
    assert decision_about(pair) is None and Pair.objects.undecided().get() == pair


def test_a_decision_carried_along_by_a_merge_becomes_a_persons_own(pair, officer, head):
    merge = Merge.objects.create(
        district_id="1026", kept=pair.first_id, dropped=twins.new_id(), by=head, **now()
    )
    facts = {"first": pair.first_id, "second": pair.second_id, "district_id": "1026", "of_merge": merge}
    Decision.objects.create(verdict=Verdict.APART, by=head, **facts, **now())
    actions.tell_apart(pair=pair, by=officer, **now())
    assert (Decision.objects.get().of_merge, Decision.objects.get().by) == (None, officer)


@pytest.mark.parametrize("turned", [False, True])
def test_two_forms_are_told_apart_whichever_is_being_filled(turned, pair, officer):
    forms = [pair.first_survey, pair.second_survey]
    one, other = reversed(forms) if turned else forms
    actions.tell_forms_apart(survey=one, other=other, by=officer, **now())
    assert decision_about(pair).verdict == Verdict.APART and not Pair.objects.undecided().exists()


def test_two_forms_without_a_pair_are_told_apart_for_the_nights_to_come(officer, slum, round_2570):
    one, other = form(officer, slum), form(officer, slum)
    decided = actions.tell_forms_apart(survey=one, other=other, by=officer, **now())
    assert decided.first < decided.second and not Pair.objects.exists()


def test_both_heads_are_asked_once_about_their_own_form(across, department):
    assert actions.ask_heads(pairs=[across, across], by=department, **now()) == 2
    assert actions.ask_heads(pairs=[across], by=department, **now()) == 0
    asked = Inquiry.objects.values_list("survey__district_id", "district_id")
    assert sorted(asked) == [("1006", "1006"), ("1026", "1026")]


def test_a_form_that_one_head_has_looked_at_can_be_asked_about_again(across, department, head):
    actions.ask_heads(pairs=[across], by=department, **now())
    actions.settle_inquiry(inquiry=Inquiry.objects.get(district="1026"), by=head, **now())
    assert actions.ask_heads(pairs=[across], by=department, **now()) == 1
    assert Inquiry.objects.filter(settled_at=None).count() == 2


def test_asking_about_nothing_asks_nobody(department):
    assert actions.ask_heads(pairs=[], by=department, **now()) == 0


def test_an_inquiry_keeps_who_settled_it_first(across, department, head, other_head):
    actions.ask_heads(pairs=[across], by=department, **now())
    inquiry = Inquiry.objects.get(district="1026")
    actions.settle_inquiry(inquiry=inquiry, by=head, **now())
    actions.settle_inquiry(inquiry=inquiry, by=other_head, **now())
    assert Inquiry.objects.get(district="1026").settled_by == head


def test_borders_count_open_pairs_whichever_district_stands_first(across, pair, department):
    (border,) = borders()
    assert (border.first.pk, border.second.pk, border.number) == ("1006", "1026", 1)
    assert list(pairs_across("1006", "1026")) == list(pairs_across("1026", "1006")) == [across]
    assert open_pairs_by_district() == {"1026": 1}


def test_a_pair_told_apart_is_counted_nowhere(across, pair, officer):
    for one in (across, pair):
        actions.tell_apart(pair=one, by=officer, **now())
    assert (borders(), open_pairs_by_district(), list(pairs_across("1006", "1026"))) == ([], {}, [])


@pytest.mark.parametrize(
    ("who", "inside", "beyond"),
    [("officer", 1, 0), ("other_head", 0, 0), ("department", 1, 1), ("partner", 0, 0)],
)
def test_a_pair_is_seen_by_those_who_see_both_its_forms(who, inside, beyond, request, pair, across):
    seen = Pair.objects.visible_to(request.getfixturevalue(who))
    assert (seen.filter(pk=pair.pk).count(), seen.filter(pk=across.pk).count()) == (inside, beyond)


@pytest.mark.parametrize("state", ["submitted", "approved", "accepted"])
def test_only_a_form_that_is_being_filled_joins_an_earlier_household(state, officer, slum, round_2570):
    earlier = twins.earlier_form(form(officer, slum), by=officer)
    (late,) = factories.listed_surveys(1, by=officer, place=slum, state=state)
    with pytest.raises(refusals.NotJoinable):
        actions.join(survey=late, household=earlier.household, by=officer, **now())
    assert not Merge.objects.exists()


def test_a_form_whose_household_was_surveyed_before_joins_no_other(officer, slum, round_2570):
    new = form(officer, slum)
    earlier = twins.earlier_form(new, by=officer)
    Survey.objects.filter(pk=earlier.pk).update(household=new.household)
    other = form(officer, slum)
    Survey.objects.filter(pk=other.pk).update(round="2569")
    with pytest.raises(refusals.NotJoinable):
        actions.join(survey=new, household=other.household, by=officer, **now())


def test_nothing_is_taken_away_when_a_merge_is_refused(officer, head, slum, round_2570):
    one = form(officer, slum)
    (accepted,) = factories.listed_surveys(1, by=officer, place=slum, state="accepted")
    before = twins.every_row()
    with pytest.raises(refusals.AcceptedAlready):
        actions.merge(kept=one.household, dropped=accepted.household, by=head, **now())
    assert twins.every_row() == before
