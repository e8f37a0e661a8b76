"""Demo communities: as many of each type as the register counts, where nothing is registered yet."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from communities.models import Community
from surveys.choices import State
from surveys.demo import places
from surveys.demo.templates import _a_day, _times
from surveys.models import Round

COUNTS = {
    row["district"]: row
    for row in json.loads((Path(settings.BASE_DIR) / "fixtures" / "community_counts.json").read_text())
}
DAY = date(2026, 11, 21)


def of_district(code: str, seed: int = 1) -> list[Community]:
    return places._of_district(COUNTS[code], Random(seed))


@pytest.mark.parametrize("code", sorted(COUNTS)[::7])
def test_a_district_gets_as_many_of_each_type_as_it_has(code):
    found = Counter(place.type_id for place in of_district(code))
    assert found == {kind: COUNTS[code][kind] for kind in places.WORDS if COUNTS[code][kind]}


@pytest.mark.parametrize("code", sorted(COUNTS)[::7])
def test_the_people_of_a_district_are_shared_out(code):
    made = of_district(code)
    assert abs(sum(place.population for place in made) - COUNTS[code]["population"]) <= len(made)
    assert all(place.expected_households >= 1 for place in made)


@pytest.mark.parametrize("code", sorted(COUNTS)[::7])
def test_no_two_communities_of_a_district_share_a_name(code):
    keys = [place.match_key for place in of_district(code)]
    assert len(set(keys)) == len(keys) and all(keys)


def test_the_same_seed_makes_the_same_communities():
    told = [[(place.name, place.population) for place in of_district("1026", seed)] for seed in (1, 1, 2)]
    assert told[0] == told[1] != told[2]


@pytest.mark.django_db
def test_a_district_with_a_registered_community_is_left_as_it_is(slum, monkeypatch):
    monkeypatch.setattr(places, "read", lambda path: [COUNTS["1026"], COUNTS["1006"]])
    made = places.load(Random(1))
    assert list(Community.objects.registered().filter(district="1026")) == [slum]
    others = sum(COUNTS["1006"][kind] for kind in places.WORDS)
    assert made == others == Community.objects.registered().count() - 1
    assert places.load(Random(1)) == 0


# --- days -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("opens", "closes", "first", "last"),
    [
        (-30, 30, -30, -2),
        (-30, -10, -30, -10),
        (-1, 30, -1, -1),
        (5, 30, 5, 5),
        (-2, -2, -2, -2),
    ],
)
def test_a_form_is_of_a_day_of_its_round_that_has_passed(opens, closes, first, last):
    round = Round(opens_on=DAY + timedelta(opens), closes_on=DAY + timedelta(closes))
    found = {(_a_day(Random(seed), round, DAY) - DAY).days for seed in range(300)}
    assert (min(found), max(found)) == (first, last)


def test_a_form_has_the_moments_of_the_steps_it_went():
    found = _times(datetime(2026, 11, 21, 3, tzinfo=UTC))
    steps = {str(state): sum(moment is not None for moment in moments) for state, moments in found.items()}
    assert steps == {"draft": 1, "submitted": 2, "returned": 3, "approved": 3, "accepted": 4}
    assert set(found) == set(State)
    told = [moment for moment in found[State.ACCEPTED] if moment]
    assert told == sorted(told) and len(set(told)) == 4


@pytest.mark.django_db
def test_demo_communities_lie_inside_the_frames_of_their_districts(reference, monkeypatch):
    monkeypatch.setattr(places, "read", lambda path: [COUNTS["1026"], COUNTS["1003"]])
    places.load(Random(1))
    found = Community.objects.registered().select_related("district")
    assert found and all(one.district.frames(one.lat, one.lng) for one in found)
    assert len({(one.lat, one.lng) for one in found}) > len(found) / 2
