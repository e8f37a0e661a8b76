"""Which surveys a choice takes, how it is kept, and what is left of it when a person reads it again."""

from datetime import date

import pytest

from communities.models import Community
from districts.models import District
from surveys.exporting import layout
from surveys.exporting.preview import Preview, preview
from surveys.exporting.selection import Gone, Selection, from_stored, states
from surveys.models import Survey
from tests import factories

TODAY = date(2026, 11, 21)
STATES = ("draft", "returned", "submitted", "approved", "accepted")


@pytest.fixture
def each_state(round_2570, officer, slum):
    """One survey in every state."""
    for state in STATES:
        factories.listed_surveys(1, by=officer, place=slum, state=state)


def stored(**given) -> dict:
    return {"round": "2570", "district": "", "state": "counted", "full": False, "purpose": "own", **given}


def taken(round_2570, **chosen) -> int:
    return Selection(round_2570, **chosen).of(Survey.objects.all()).count()


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("all", STATES),
        ("counted", STATES[2:]),
        ("passed", STATES[3:]),
        ("draft", ["draft"]),
        ("returned", ["returned"]),
        ("accepted", ["accepted"]),
    ],
)
def test_a_state_takes_the_surveys_of_that_state(each_state, round_2570, state, found):
    chosen = Selection(round_2570, state=state).of(Survey.objects.all())
    assert sorted(survey.state for survey in chosen) == sorted(found)


def test_surveys_of_another_round_are_never_taken(each_state, round_2570):
    assert taken(factories.open_round("2571"), state="all") == 0
    assert taken(round_2570, state="all") == len(STATES)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, 2),
        ({"district": "1026"}, 1),
        ({"district": "1006"}, 1),
        ({"district": "1001"}, 0),
        ({"community": "slum"}, 1),
        ({"community": "slum", "district": "1006"}, 0),
    ],
)
def test_a_place_takes_what_lies_in_it(
    request, round_2570, officer, other_officer, slum, other_slum, chosen, found
):
    factories.listed_surveys(1, by=officer, place=slum)
    factories.listed_surveys(1, by=other_officer, place=other_slum)
    place = {"state": "all"}
    if "district" in chosen:
        place["district"] = District.objects.get(pk=chosen["district"])
    if "community" in chosen:
        place["community"] = slum
    assert taken(round_2570, **place) == found
    communities = Selection(round_2570, **place).places(
        Community.objects.filter(pk__in=(slum.pk, other_slum.pk))
    )
    assert communities.count() == found


@pytest.mark.parametrize("state", [code for code, _label in states()])
def test_every_state_that_is_offered_is_kept_and_read_back(round_2570, slum, department, state):
    chosen = Selection(round_2570, slum.district, state, group=slum.district.group, community=slum)
    assert from_stored(chosen.scope, today=TODAY, user=department) == chosen
    assert chosen.state_label


def test_what_was_not_chosen_is_not_kept(round_2570):
    assert Selection(round_2570).scope == stored()


@pytest.mark.parametrize(
    "lost",
    [{"round": "9999"}, {"district": "9999"}, {"group": "none"}, {"community": 10**12}],
)
def test_a_place_or_round_that_is_no_more_is_gone(round_2570, department, lost):
    with pytest.raises(Gone):
        from_stored(stored(**lost), today=TODAY, user=department)


@pytest.mark.parametrize(
    ("who", "full", "shows"),
    [
        ("head", True, True),
        ("head", False, False),
        ("administrator", True, True),
        ("department", True, False),
        ("analyst", True, False),
    ],
)
def test_personal_data_is_shown_to_those_alone_who_may_see_it_now(request, round_2570, who, full, shows):
    found = from_stored(stored(full=full), today=TODAY, user=request.getfixturevalue(who))
    assert found.full is shows


@pytest.mark.parametrize("kept", ["", "1006", "1026"])
def test_a_head_is_given_the_own_district_whatever_was_kept(round_2570, head, kept):
    assert from_stored(stored(district=kept), today=TODAY, user=head).district.pk == "1026"


def test_a_community_of_another_district_is_gone_for_a_head(round_2570, head, other_slum):
    with pytest.raises(Gone):
        from_stored(stored(community=other_slum.pk), today=TODAY, user=head)


def test_a_head_who_was_moved_gets_the_new_district_and_loses_the_old_community(round_2570, head, slum):
    head.district_id = "1006"
    assert from_stored(stored(district="1026"), today=TODAY, user=head).district.pk == "1006"
    with pytest.raises(Gone):
        from_stored(stored(district="1026", community=slum.pk), today=TODAY, user=head)


def test_a_preview_counts_surveys_people_and_debts(round_2570, officer, slum, department):
    factories.submitted_survey(by=officer, place=slum)
    assert preview(Selection(round_2570), user=department) == Preview(1, 4, 1, is_exact=True)


@pytest.mark.parametrize(
    ("state", "surveys", "exact"),
    [
        ("draft", 1, False),
        ("all", 2, False),
        ("submitted", 1, True),
        ("passed", 0, True),
        ("approved", 0, True),
    ],
)
def test_a_preview_is_of_the_chosen_state_and_says_when_it_may_miss_drafts(
    round_2570, officer, slum, department, state, surveys, exact
):
    factories.saved_survey(by=officer, place=slum)
    factories.submitted_survey(by=officer, place=slum)
    found = preview(Selection(round_2570, state=state), user=department)
    assert (found.surveys, found.debts, found.is_exact) == (surveys, surveys, exact)


@pytest.mark.parametrize(
    ("who", "surveys"), [("head", 1), ("other_head", 0), ("analyst", 1), ("administrator", 1)]
)
def test_a_preview_is_cut_to_what_the_person_may_read(request, round_2570, officer, slum, who, surveys):
    factories.submitted_survey(by=officer, place=slum)
    found = preview(Selection(round_2570), user=request.getfixturevalue(who))
    assert (found.surveys, found.members, found.debts) == (surveys, surveys * 4, surveys)


def test_a_preview_costs_two_queries_however_much_there_is(
    round_2570, officer, slum, department, django_assert_num_queries
):
    factories.submitted_survey(by=officer, place=slum)
    chosen = Selection(round_2570, slum.district, community=slum)
    with django_assert_num_queries(2):
        preview(chosen, user=department)


def test_the_names_of_places_are_read_in_three_queries(slum, django_assert_num_queries):
    with django_assert_num_queries(3):
        names = layout.read_names()
    assert (names.districts["1026"], names.communities[slum.pk]) == ("ดินแดง", slum.name)


@pytest.mark.parametrize(
    ("full", "found"),
    [(True, {"house_sink", "ชื่อเล่น"}), (False, {"house_sink"})],
)
def test_imported_titles_that_may_be_shown_are_each_told_once(round_2570, officer, slum, full, found):
    first, second, _third = factories.listed_surveys(3, by=officer, place=slum)
    Survey.objects.filter(pk=first.pk).update(extra={"house_sink": "1", "ชื่อเล่น": "ก"})
    Survey.objects.filter(pk=second.pk).update(extra={"house_sink": "2"})
    titles = layout.extra_titles(Survey.objects.all(), full=full)
    assert (set(titles), len(titles)) == (found, len(found))
