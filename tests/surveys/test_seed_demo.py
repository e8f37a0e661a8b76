"""The demo data as a whole: everywhere in the city, in every state, with valid forms and people who can sign in."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from accounts import demo
from accounts.models import User
from bkkhousing.lib import thai
from communities.models import Community
from districts.models import District
from surveys import figures
from surveys.actions.moving import problems_of
from surveys.choices import Severity, State
from surveys.models import Figure, Member, Survey

pytestmark = pytest.mark.django_db


def seed(**given) -> str:
    said = StringIO()
    call_command("seed_demo", **{"surveys": 400, "round": "2570", "seed": 3, **given}, stdout=said)
    return said.getvalue()


@pytest.fixture
def city(reference, round_2570) -> str:
    """What the command said about four hundred households."""
    return seed()


def test_households_are_spread_over_the_city(city):
    counted = Counter(Survey.objects.values_list("district_id", flat=True))
    assert sum(counted.values()) == 400
    assert len(counted) >= 48 and max(counted.values()) < 40


def test_every_district_has_communities_and_people(city):
    codes = set(District.objects.values_list("code", flat=True))
    assert set(Community.objects.registered().values_list("district_id", flat=True)) == codes
    for role in ("officer", "head"):
        assert set(User.objects.filter(role=role).values_list("district_id", flat=True)) == codes


def test_a_household_lives_in_a_community_of_its_district(city):
    surveys = Survey.objects.exclude(community__district=F("district"))
    assert not surveys.exists()
    assert not Survey.objects.exclude(household__district=F("district")).exists()
    assert not Survey.objects.exclude(household__community=F("community")).exists()


def test_forms_are_in_every_state_and_most_are_approved(city):
    states = Counter(Survey.objects.values_list("state", flat=True))
    assert set(states) == {"draft", "submitted", "returned", "approved", "accepted"}
    assert states.most_common(1)[0][0] == "approved"


def test_the_moves_of_a_form_lead_to_its_state(city):
    for survey in Survey.objects.prefetch_related("moves")[:80]:
        path = [(move.from_state, move.to_state) for move in survey.moves.all()]
        ends = ["draft"] + [to for _from, to in path]
        assert [start for start, _to in path] == ends[:-1] and ends[-1] == survey.state


def test_no_form_that_was_handed_in_has_a_hard_problem(city):
    for survey in Survey.objects.counted().order_by("pk")[:40]:
        found = problems_of(survey, at=timezone.now())
        assert [problem.code for problem in found if problem.severity == Severity.HARD] == []


def test_the_figures_are_exact(city):
    assert figures.differences() == []
    assert sum(Figure.objects.filter(state__in=State).values_list("surveys", flat=True)) == 400


def test_citizen_ids_have_their_check_digit_and_some_begin_with_zero(city):
    ids = list(Member.objects.values_list("citizen_id", flat=True))
    assert all(thai.is_citizen_id(number) for number in ids)
    assert any(number.startswith("0") for number in ids)


@pytest.mark.parametrize("username", ["officer.1026", "head.1050", "department", "analyst", "admin"])
def test_demo_people_sign_in_with_the_password_that_is_said(username, city, client):
    assert demo.password() in city
    assert client.login(username=username, password=demo.password())


def test_only_the_demo_administrator_enters_the_administration(city):
    assert list(User.objects.filter(is_staff=True).values_list("username", flat=True)) == ["admin"]
    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == ["admin"]


def test_loading_the_people_again_makes_nobody(city):
    assert demo.load() == 0


def test_another_seed_gives_other_households(city):
    first = set(Survey.objects.values_list("pk", flat=True))
    seed(seed=4, surveys=50)
    assert len(set(Survey.objects.values_list("pk", flat=True)) - first) == 50


@pytest.mark.parametrize("given", [{"surveys": -1}, {"round": "abc"}, {"round": "25"}])
def test_what_makes_no_sense_is_refused_and_writes_nothing(given, reference, round_2570):
    with pytest.raises(CommandError):
        seed(**given)
    assert not Survey.objects.exists() and not User.objects.exists()


def test_a_new_round_spans_its_fiscal_year(reference):
    seed(surveys=0, round="2575")
    opens, closes = (
        Survey._meta.get_field("round")
        .related_model.objects.values_list("opens_on", "closes_on")
        .get(pk="2575")
    )
    assert (str(opens), str(closes)) == ("2031-10-01", "2032-09-30")


def test_it_says_what_it_made(city):
    assert "400" in city and f"{Member.objects.count():,}" in city and "officer.1026" in city
