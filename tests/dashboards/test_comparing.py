"""What a place is compared with: itself in another round, or another place; said in words and drawn beside."""

import pytest

from dashboards.charts.bars import Bar, Bars
from dashboards.charts.charts import chart_of
from dashboards.charts.specs import bar_spec
from dashboards.charts.tenure import HOUSE_TENURE
from dashboards.filters import NoSuchFilter, asked_of
from dashboards.indicators import CROWDED, INCOME
from dashboards.key_numbers import key_numbers
from dashboards.readers.overview import Other
from surveys.readers.figures import CITY, By, Within
from tests import factories
from tests.dashboards.seen import overview_of, round_called, totals_of
from tests.dashboards.test_filters import IN_2570, ROUNDS


def asked(**given: str):
    return asked_of(given, ROUNDS, IN_2570)


@pytest.mark.parametrize(
    ("word", "beside"),
    [("city", Within(By.CITY, CITY)), ("group:central", Within(By.GROUP, "central")), ("district:1006", Within(By.DISTRICT, "1006"))],
)  # fmt: skip
def test_a_place_is_named_by_its_kind_and_key(word, beside):
    found = asked(compare=word)
    assert (found.before, found.beside, found.parameters) == (None, beside, {"compare": word})


def test_without_a_word_the_round_before_is_compared_and_its_own_code_changes_nothing():
    assert (asked().before.pk, asked().beside) == ("2569", None)
    assert asked(compare="2569").parameters == {}


def test_any_other_round_may_be_compared():
    found = asked(compare="2571")
    assert (found.before.pk, found.parameters) == ("2571", {"compare": "2571"})


@pytest.mark.parametrize(
    "word", ["1999", "group", "group:", "district:", "community:1", "city:x", ":", "round:2569"]
)
def test_a_word_that_names_neither_round_nor_place_is_refused(word):
    with pytest.raises(NoSuchFilter):
        asked(compare=word)


def beside(now, other, *, is_round: bool = False):
    seen = overview_of(now)
    found = Other("เขตบางกะปิ", other, round_called("2570"), is_round)
    return type(seen)(seen.standing, seen.round, now, (), found)


@pytest.mark.parametrize(
    ("now", "other", "words", "direction"),
    [
        (30, 20, "สูงกว่าเขตบางกะปิ 10.0 จุด", "up"),
        (20, 30, "ต่ำกว่าเขตบางกะปิ 10.0 จุด", "down"),
        (20, 20, "เท่ากับเขตบางกะปิ", "same"),
    ],
)
def test_a_share_is_told_apart_from_that_of_a_place_in_words(now, other, words, direction):
    found = key_numbers(
        beside(totals_of(100, overcrowded=now), totals_of(100, overcrowded=other)), [CROWDED]
    )[2]
    assert (found.change, found.direction, found.beside) == (words, direction, f"เขตบางกะปิ {other}.0%")


def test_more_households_than_another_place_are_no_finding_but_are_shown():
    found = key_numbers(beside(totals_of(100), totals_of(40)), [])[0]
    assert (found.change, found.beside) == ("", "เขตบางกะปิ 40")


def test_money_differs_by_baht():
    now = totals_of(10, household_income__sum=120_000, household_income__count=10)
    other = totals_of(10, household_income__sum=100_000, household_income__count=10)
    found = key_numbers(beside(now, other), [INCOME])[2]
    assert (found.value, found.change, found.beside) == ("12,000", "สูงกว่าเขตบางกะปิ 2,000", "เขตบางกะปิ 10,000")


def test_a_chart_shows_the_other_side_in_its_table_and_as_a_mark():
    now, other = (
        totals_of(10, house_tenure__rent=6, house_tenure__owner=4),
        totals_of(10, house_tenure__rent=9, house_tenure__owner=1),
    )
    found = chart_of(HOUSE_TENURE, beside(now, other))
    rows = {row.label: (row.share, row.beside) for row in found.rows}
    assert found.beside == "เขตบางกะปิ" and rows["เช่า"] == ("60.0%", "90.0%")
    drawn = {row["label"]: row for row in found.drawing["desk"]["data"]["values"]}
    assert (drawn["เช่า"]["beside"], drawn["เช่า"]["reach"]) == (90, 90)
    assert (drawn["เป็นเจ้าของ"]["beside"], drawn["เป็นเจ้าของ"]["reach"]) == (10, 40)


def test_too_few_answers_on_the_other_side_are_not_drawn():
    found = chart_of(
        HOUSE_TENURE, beside(totals_of(10, house_tenure__rent=6), totals_of(4, house_tenure__rent=4))
    )
    assert found.beside == "" and {row.beside for row in found.rows} == {"–"}


def test_the_mark_is_a_line_across_the_bar_and_stands_in_the_scale():
    bars = (Bar("a", "ก", 4, 40.0, beside=Bar("a", "ก", 8, 80.0)),)
    spec = bar_spec(bars, above=False)
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["bar", "tick", "text"]
    assert spec["encoding"]["x"]["scale"]["domain"][1] > 80


def test_a_long_tail_is_compared_with_the_same_answers_of_the_other_side():
    mine = Bars(tuple(Bar(f"a{n}", f"ก{n}", 20 - n, float(20 - n)) for n in range(11)), 100)
    theirs = Bars(tuple(Bar(f"a{n}", f"ก{n}", 2, 2.0) for n in range(11)), 100)
    tail = mine.with_beside(theirs).longest_first().bars[-1]
    assert (tail.key, tail.beside.share) == ("others", 6.0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "name", "surveys"),
    [("?compare=district:1006", "เขตบางกะปิ", 4), ("?district=1026&compare=city", "กรุงเทพมหานคร", 13),
     ("?district=1026&compare=2569", "รอบ 2569", 2), ("?district=1026&compare=group:east", "กลุ่มกรุงเทพตะวันออก", 4)],
)  # fmt: skip
def test_the_page_reads_the_other_side(query, name, surveys, slum, other_slum, round_2570, department):
    factories.open_round("2569", fiscal_year=2569)
    factories.figure_row(slum, surveys=9, visit_result_complete=9).save()
    factories.figure_row(other_slum, surveys=4, visit_result_complete=4).save()
    factories.figure_row(slum, round="2569", surveys=2, visit_result_complete=2).save()
    response = factories.client_of(department).get(f"/dashboard/{query}")
    other = response.context["page"].seen.other
    assert (other.name, other.totals.surveys) == (name, surveys)
    assert name in response.content.decode()


@pytest.mark.django_db
def test_a_place_that_does_not_exist_is_not_found_and_itself_is_nothing_to_compare(
    round_2570, department, slum
):
    factories.figure_row(slum, surveys=9).save()
    client = factories.client_of(department)
    assert client.get("/dashboard/?compare=district:9999").status_code == 404
    assert client.get("/dashboard/?compare=city").context["page"].seen.other is None
    assert client.get("/dashboard/?compare=group:gone").status_code == 404
