"""Rounds open and close, for the city and for a district with an extension; limits hold from their day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from surveys.models import Limit, Round, RoundExtension, limits_on

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 10, 1), date(2027, 9, 30)
DAY = timedelta(days=1)


def made(code="2570", **given) -> Round:
    values = {"name": code, "fiscal_year": 2570, "opens_on": FIRST, "closes_on": LAST, **given}
    return Round.objects.create(code=code, **values)


def extended(round: Round, district: str, closes_on: date) -> RoundExtension:
    return RoundExtension.objects.create(
        round=round, district_id=district, closes_on=closes_on, reason="น้ำท่วม"
    )


@pytest.mark.parametrize(
    ("today", "is_open"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)]
)
def test_a_round_is_open_from_its_first_to_its_last_day(today, is_open, reference):
    round = made()
    assert round.is_open_for("1026", today) is is_open
    assert Round.objects.open_on(today).filter(pk="2570").exists() is is_open


def test_an_extension_keeps_a_round_open_for_its_district_alone(reference):
    round, later = made(), LAST + 10 * DAY
    extended(round, "1026", later)
    assert round.is_open_for("1026", later) and not round.is_open_for("1026", later + DAY)
    assert not round.is_open_for("1006", LAST + DAY)
    assert (round.closes_for("1026"), round.closes_for("1006")) == (later, LAST)


def test_an_extension_never_closes_a_round_earlier(reference):
    round = made()
    extended(round, "1026", FIRST)
    assert round.closes_for("1026") == LAST and round.is_open_for("1026", LAST)


def test_an_extension_opens_no_round_before_its_first_day(reference):
    round = made()
    extended(round, "1026", LAST + DAY)
    assert not round.is_open_for("1026", FIRST - DAY)


@given(st.dates(FIRST - 20 * DAY, LAST + 40 * DAY), st.integers(-400, 30))
def test_a_round_is_open_between_its_opening_and_the_later_of_two_closings(today, more):
    round = Round(code="x", opens_on=FIRST, closes_on=LAST)
    extension = RoundExtension(district_id="1026", closes_on=LAST + more * DAY)
    round._prefetched_objects_cache = {"extensions": [extension]}
    assert round.is_open_for("1026", today) is (FIRST <= today <= max(LAST, extension.closes_on))


def test_a_day_without_questions_costs_an_open_round_no_query(reference, django_assert_num_queries):
    round = made()
    with django_assert_num_queries(0):
        assert round.is_open_for("1026", LAST)
    with django_assert_num_queries(1):
        assert not round.is_open_for("1026", LAST + DAY)


def test_the_round_in_force_is_the_open_one_else_the_newest(reference):
    Round.objects.all().delete()
    old = made("2569", fiscal_year=2569, opens_on=FIRST.replace(year=2025), closes_on=LAST.replace(year=2026))
    new = made()
    in_force = Round.objects.in_force
    assert in_force(FIRST) == new and in_force(FIRST - 2 * DAY) == old
    assert in_force(LAST + 99 * DAY) == new


def test_without_any_round_none_is_in_force(reference):
    Round.objects.all().delete()
    assert Round.objects.in_force(FIRST) is None


def test_a_round_that_closes_before_it_opens_is_refused_in_thai(reference):
    round = Round(code="2571", name="กลับ", fiscal_year=2571, opens_on=LAST, closes_on=FIRST)
    with pytest.raises(ValidationError) as refused:
        round.full_clean()
    assert "วันเปิดต้องไม่หลังวันปิด" in refused.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        round.save()


def test_a_round_of_one_day_is_a_round(reference):
    assert made(closes_on=FIRST).is_open_for("1026", FIRST)


def test_a_district_has_one_extension_of_a_round(reference):
    round = made()
    extended(round, "1026", LAST)
    with pytest.raises(IntegrityError), transaction.atomic():
        extended(round, "1026", LAST + DAY)


def test_a_limit_holds_from_its_day_until_the_next(reference):
    values = {"meaning": "ทดสอบ", "source": "ทดสอบ"}
    Limit.objects.create(key="low_income_month", since=FIRST, value=25_000, **values)
    before, since = limits_on(FIRST - DAY), limits_on(FIRST)
    assert (before["low_income_month"], since["low_income_month"]) == (Decimal(20_000), Decimal(25_000))
    assert {**before, "low_income_month": 0} == {**since, "low_income_month": 0}


def test_before_the_first_day_of_all_the_first_limits_hold(reference):
    assert limits_on(date(2000, 1, 1)) == limits_on(date(2021, 10, 1)) != {}


def test_a_limit_has_one_value_a_day(reference):
    first = Limit.objects.first()
    again = Limit(key=first.key, since=first.since, value=1, meaning="ซ้ำ", source="ซ้ำ")
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
