"""The numbers of the formulas as a file: a day of either era, one value of each key a day, and rounds for reading."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import NoReverseMatch, reverse

from surveys.models import Limit, Round
from surveys.resources import DayWidget, LimitResource, RoundResource
from tests.registers import brought, browser_of, fetched, rows_of, wrongs

HEADERS = ("id", "key", "since", "value", "meaning", "source")


@pytest.fixture
def known(reference) -> Limit:
    return Limit.objects.order_by("key", "since").first()


def row(known: Limit, **given) -> tuple:
    told = {
        "id": "",
        "key": known.key,
        "since": "1/1/2580",
        "value": "5",
        "meaning": "ก",
        "source": "ข",
        **given,
    }
    return tuple(told[header] for header in HEADERS)


def load(*rows: tuple):
    return brought(LimitResource(), HEADERS, *rows)


@pytest.mark.parametrize(
    "text", ["21/11/2569", "21-11-2569", "21 พ.ย. 2569", "๒๑/๑๑/๒๕๖๙", "2026-11-21", "21/11/2026"]
)
def test_a_day_is_read_in_either_era(text):
    assert DayWidget().clean(text) == date(2026, 11, 21)


@pytest.mark.parametrize("text", ["31/2/2569", "21/11/69", "x", "29/2/2570"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        DayWidget().clean(text)


@pytest.mark.parametrize(("day", "told"), [(date(2026, 1, 2), "2026-01-02"), (None, "")])
def test_a_day_goes_out_as_programs_read_it(day, told):
    assert DayWidget().render(day) == told


@pytest.mark.parametrize("text", ["", None])
def test_a_blank_cell_is_no_day(text):
    assert DayWidget().clean(text) is None


@pytest.mark.django_db
def test_what_went_out_comes_back_unchanged(known):
    before = list(Limit.objects.order_by("pk").values())
    out = LimitResource().export()
    back = LimitResource().import_data(out)
    assert (wrongs(back), back.totals["skip"]) == ([], len(before))
    assert list(Limit.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_later_value_is_added_beside_the_earlier_one(known):
    assert wrongs(load(row(known, value="1,234.5"))) == []
    assert Limit.objects.get(key=known.key, since=date(2037, 1, 1)).value == Decimal("1234.5")
    assert Limit.objects.filter(pk=known.pk, value=known.value).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"since": "31/2/2569"}, "since"),
        ({"since": ""}, "since"),
        ({"value": "มาก"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "NaN"}, "value"),
        ({"key": ""}, "key"),
        ({"id": "999999"}, ""),
    ],
)
def test_a_wrong_row_is_told_by_its_column_and_nothing_is_written(given, column, known):
    before = Limit.objects.count()
    assert [told[:2] for told in wrongs(load(row(known, **given)))] == [(1, column)]
    assert Limit.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("since", ["1/1/2580", "2037-01-01", "1 ม.ค. 2580"])
def test_one_key_has_one_value_a_day_however_the_day_is_written(since, known):
    told = wrongs(load(row(known), row(known, since=since, value="6")))
    assert [(number, "วันนี้มีค่า" in said) for number, _column, said in told] == [(2, True)]


@pytest.mark.django_db
def test_a_day_that_has_a_value_is_changed_by_its_id_alone(known):
    same = {"since": known.since.isoformat(), "value": "7"}
    assert "ใส่ id" in wrongs(load(row(known, **same)))[0][2]
    assert wrongs(load(row(known, id=str(known.pk), **same))) == []
    known.refresh_from_db()
    assert known.value == 7


@pytest.mark.django_db
def test_rounds_go_out_and_come_in_through_no_page(round_2570, administrator):
    assert "2570" in fetched(browser_of(administrator), "surveys_round").content.decode("utf-8-sig")
    assert {told["code"] for told in rows_of(RoundResource())} == set(
        Round.objects.values_list("code", flat=True)
    )
    with pytest.raises(NoReverseMatch):
        reverse("admin:surveys_round_import")
