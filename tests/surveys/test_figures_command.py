"""The commands around the figures: show, verify and rebuild them."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communities.models import Community
from surveys.choices.survey import APPROVED_STATES, COUNTED_STATES, StatesTogether
from surveys.models import Figure, Survey
from surveys.readers.figures import By, Sums, UnknownState, Within, figures_by, states_of, sums_by
from tests import factories

pytestmark = pytest.mark.django_db


def run(name: str, *arguments: str) -> str:
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def shown(by: str, *arguments: str) -> dict[str, dict]:
    """The places of a round as the command's JSON lists them."""
    listed = json.loads(run("figures", "--round", "2570", "--by", by, "--json", *arguments))
    return {place["place"]: place for place in listed}


@pytest.fixture
def five(officer, head, other_officer, slum, other_slum, round_2570):
    """Three counted surveys in two districts, a draft, and one that is approved."""
    factories.submitted_survey(by=officer, place=slum, house_tenure="rent")
    factories.submitted_survey(
        by=officer, place=slum, house_tenure="owner", rent_house=None, problems=["flood"]
    )
    factories.submitted_survey(by=other_officer, place=other_slum, problems=["none"])
    factories.saved_survey(by=officer, place=slum)
    factories.approved_survey(by=officer, head=head, place=slum, want="stay_repair")


def counted_by_hand(question: str, **where) -> dict[str, int]:
    """Answers counted one by one in Python, from the surveys and not from the figures."""
    rows = Survey.objects.counted().filter(**where)
    values = [getattr(row, question) for row in rows]
    listed = [code for value in values for code in ([value] if isinstance(value, str) else value)]
    return {f"{question}.{code}": n for code, n in Counter(listed).items() if code}


@pytest.mark.parametrize("question", ["house_tenure", "problems", "want", "land_owner", "condition"])
def test_the_city_counts_what_the_surveys_say(five, question):
    measures = shown("city")["bangkok"]["measures"]
    found = {name: n for name, n in measures.items() if name.startswith(f"{question}.") and n}
    assert found == counted_by_hand(question) != {}


@pytest.mark.parametrize("by", ["group", "district"])
def test_every_part_of_the_city_is_listed(five, by):
    places = shown(by)
    assert len(places) == {"group": 6, "district": 50}[by]
    assert sum(place["surveys"] for place in places.values()) == Survey.objects.counted().count()


def test_a_district_counts_its_own(five):
    places = shown("district")
    by_hand = counted_by_hand("house_tenure", district="1026")
    assert places["1026"]["name"] == "ดินแดง"
    assert {name: places["1026"]["measures"][name] for name in by_hand} == by_hand


def test_communities_are_listed_once_they_have_a_survey(five, slum, other_slum):
    places = shown("community")
    assert {key: place["surveys"] for key, place in places.items()} == {
        str(slum.pk): 3,
        str(other_slum.pk): 1,
    }


@pytest.mark.parametrize(
    ("state", "surveys"),
    [("", 4), ("counted", 4), ("submitted", 3), ("approved", 1), ("draft", 1), ("returned", 0)],
)
def test_the_state_chooses_what_is_counted(five, state, surveys):
    assert shown("city", "--state", state)["bangkok"]["surveys"] == surveys


def test_people_are_added_up(five):
    measures = shown("city")["bangkok"]["measures"]
    assert (measures["members.all"], measures["people"], measures["members.elderly"]) == (16, 16, 4)


def test_the_plain_listing_leaves_zeros_out(five):
    lines = run("figures", "--round", "2570", "--by", "city").splitlines()
    assert lines[0] == "bangkok\tกรุงเทพมหานคร\t4"
    assert not [line for line in lines if line.endswith("\t0")]


@pytest.mark.parametrize("arguments", [("--round", "2599"), ("--round", "2570", "--state", "gone")])
def test_an_unknown_word_is_refused_in_thai(round_2570, arguments):
    with pytest.raises(CommandError, match="[ก-๙]"):
        run("figures", "--by", "city", *arguments)


def test_figures_that_agree_are_said_to(five):
    assert run("verify_figures").strip() == "ตรงกันทุกช่อง"


def test_a_corrupted_cell_is_found_and_rebuilt(five, slum):
    Figure.objects.filter(community=slum, state="submitted").update(house_tenure_rent=7)
    out = StringIO()
    with pytest.raises(CommandError) as ending:
        call_command("verify_figures", stdout=out)
    assert ending.value.returncode == 1 and "1 ช่อง" in str(ending.value)
    assert "house_tenure.rent: เก็บไว้ 7 คำนวณได้ 1" in out.getvalue()
    run("rebuild_figures")
    assert run("verify_figures").strip() == "ตรงกันทุกช่อง"


def test_many_differences_are_cut_short(five):
    Figure.objects.update(**dict.fromkeys(("dwelling_boat", "water_none"), 9), surveys=99)
    Figure.objects.bulk_create(
        factories.figure_row(place, state="accepted", surveys=1) for place in Community.objects.outside()
    )
    Figure.objects.update(people=5, members_all=5)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_figures", stdout=out)
    assert len(out.getvalue().splitlines()) == 101


def test_a_lost_row_is_found(five, slum):
    Figure.objects.filter(community=slum, state="approved").delete()
    with pytest.raises(CommandError):
        run("verify_figures")


def test_sums_can_be_cut_to_a_place_and_to_measures(five, slum):
    reading = {"round": "2570", "measures": ["house_tenure.owner"]}
    of_group = sums_by(by=By.DISTRICT, within=Within(By.GROUP, "central"), **reading)
    of_slum = sums_by(by=By.CITY, within=Within(By.COMMUNITY, slum.pk), **reading)
    assert of_group["1026"].measures == {"house_tenure.owner": 1}
    assert (of_slum["bangkok"].surveys, of_slum["bangkok"].outside) == (3, 0)


def test_surveys_outside_communities_are_told_apart(officer, round_2570):
    outside = Community.objects.outside().get(district="1026")
    factories.submitted_survey(by=officer, place=outside)
    assert sums_by(round="2570", by=By.DISTRICT, measures=[])["1026"].outside == 1


def test_the_districts_of_a_group_are_listed_alone(five):
    listed = figures_by(round="2570", by=By.DISTRICT, within=Within(By.GROUP, "central"))
    assert len(listed) == 9 and "1026" in {place.place for place in listed}


def test_a_word_that_is_no_state_tells_the_words():
    with pytest.raises(UnknownState) as refusal:
        states_of("finished")
    assert "approved" in str(refusal.value.sentence)


@pytest.mark.parametrize(("together", "surveys", "rented"), [("counted", 3, 2), ("passed", 1, 1)])
def test_states_that_are_read_together_stand_in_one_row(together, surveys, rented, five, slum):
    row = Figure.objects.get(community=slum, state=together)
    parts = Figure.objects.filter(community=slum, state__in=StatesTogether(together).states)
    assert row.surveys == sum(part.surveys for part in parts) == surveys
    assert row.house_tenure_rent == sum(part.house_tenure_rent for part in parts) == rented


@pytest.mark.parametrize("states", [COUNTED_STATES, APPROVED_STATES])
def test_states_read_together_give_what_they_give_one_by_one(states, five):
    reading = {"round": "2570", "by": By.DISTRICT}
    alone = [sums_by(states=[state], **reading).get("1026", Sums()) for state in states]
    assert sums_by(states=states, **reading)["1026"] == Sums.together(alone)
