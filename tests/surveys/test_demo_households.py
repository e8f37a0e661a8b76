"""A made-up household hangs together: the rules find nothing to forbid, whatever the seed."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from surveys import payload
from surveys.demo.households import (
    CONDITION,
    DWELLING,
    LAND_OWNER,
    PROBLEMS,
    TENURE,
    WANT,
    household,
    pick,
    some,
)
from surveys.models import Round
from surveys.questionnaire import questions

DAY = date(2026, 11, 19)
KINDS = ("slum", "urban", "suburban", "high_rise")
SHARES = {"house_tenure": TENURE, "dwelling": DWELLING, "land_owner": LAND_OWNER, "condition": CONDITION}
SHARES |= {"problems": PROBLEMS, "want": WANT}


def made(kind: str = "slum", seed: int = 1) -> dict:
    return household(Random(seed), kind, DAY)


@pytest.mark.parametrize("key", SHARES)
def test_shares_name_codes_that_the_question_offers(key):
    assert set(SHARES[key]) == set(KINDS)
    used = {code for shares in SHARES[key].values() for code in shares}
    assert used <= set(questions()[key].codes)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(20))
def test_every_answer_can_be_read(kind, seed):
    entry = payload.read(made(kind, seed), Round(questions=[]))
    assert entry.unreadable == []
    assert entry.survey.get("survey_date") == DAY


def test_the_same_seed_makes_the_same_household():
    assert made(seed=7) == made(seed=7) != made(seed=8)


@pytest.mark.parametrize("seed", range(40))
def test_the_roster_has_one_head_and_as_many_people_as_were_said(seed):
    one = made(seed=seed)
    relations = Counter(row["relation"] for row in one["members"])
    assert relations["head"] == 1 and relations["spouse"] <= 1
    assert one["answers"]["members_living"] == len(one["members"])


@pytest.mark.parametrize("seed", range(40))
def test_the_stated_income_is_that_of_the_roster(seed):
    one = made(seed=seed)
    earned = sum(row["income_month"] or 0 for row in one["members"])
    assert earned in (0, one["answers"]["income_total"])


@pytest.mark.parametrize("seed", range(40))
def test_rent_is_paid_by_tenants_alone_and_leaves_half_the_income(seed):
    answers = made("urban", seed)["answers"]
    rent = answers["rent_house"]
    assert (rent is not None) is (answers["house_tenure"] == "rent")
    assert rent is None or 0 < rent <= max(500, answers["income_total"] / 2)


def test_who_is_to_be_evicted_says_by_whom_and_when():
    threatened = [one for seed in range(200) if (one := made(seed=seed)["answers"]).get("eviction_by")]
    assert threatened
    assert all({"eviction_notice", "lawsuit"} & set(one["problems"]) for one in threatened)
    assert all(one["eviction_deadline"] > DAY.isoformat() for one in threatened)


def test_picking_follows_the_shares():
    random = Random(1)
    picked = Counter(pick(random, {"a": 90, "b": 10, "c": 0}) for _ in range(1000))
    assert 850 < picked["a"] < 950 and picked["c"] == 0
    assert some(random, {"always": 100, "never": 0}) == ["always"]
