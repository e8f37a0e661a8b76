"""Pages by key lose no row and show none twice."""

import pytest

from bkkhousing.lib.paging import Order, page_of
from communities.models import Community
from surveys.models import Survey
from tests import factories

pytestmark = pytest.mark.django_db
NEWEST = Order("updated_at", descending=True, by_moment=True)
BY_NAME = Order("sort_key")


def all_pages(rows, order, size):
    """Every key, walking forwards."""
    found, asked = [], {}
    while asked is not None:
        page = page_of(rows, order, asked, size=size)
        found += [row.pk for row in page.rows]
        asked = {"after": page.next} if page.next else None
    return found


def test_rows_of_one_moment_are_each_shown_once(officer, slum, round_2570):
    factories.listed_surveys(120, by=officer, place=slum)
    found = all_pages(Survey.objects.all(), NEWEST, 50)
    assert len(found) == len(set(found)) == 120


def test_names_that_sort_alike_are_each_shown_once(slum):
    Community.objects.bulk_create(
        Community(name="เหมือนกัน", district_id="1026").fill_keys() for _number in range(30)
    )
    found = all_pages(Community.objects.all(), BY_NAME, 7)
    assert found == list(Community.objects.by_name().values_list("pk", flat=True))


def test_walking_back_shows_the_same_pages(officer, slum, round_2570):
    factories.listed_surveys(25, by=officer, place=slum)
    rows = Survey.objects.all()
    first = page_of(rows, NEWEST, {}, size=10)
    second = page_of(rows, NEWEST, {"after": first.next}, size=10)
    back = page_of(rows, NEWEST, {"before": second.previous}, size=10)
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]
    assert (back.previous, back.next) == ("", first.next)


def test_the_last_page_knows_that_it_is_the_last(officer, slum, round_2570):
    factories.listed_surveys(20, by=officer, place=slum)
    first = page_of(Survey.objects.all(), NEWEST, {}, size=10)
    last = page_of(Survey.objects.all(), NEWEST, {"after": first.next}, size=10)
    assert (first.previous, last.next) == ("", "") and last.previous


@pytest.mark.parametrize("place", ["", "x", "_", "1_x", "9" * 40 + "_1", "-1", "1_" + "9" * 40, "\x00"])
@pytest.mark.parametrize("order", [NEWEST, BY_NAME])
def test_a_place_that_makes_no_sense_shows_the_first_page(officer, slum, round_2570, order, place):
    rows = Survey.objects.all() if order is NEWEST else Community.objects.all()
    page = page_of(rows, order, {"after": place}, size=1)
    assert page.previous == ""


def test_a_persons_name_does_not_stand_in_the_address(slum):
    community = Community.objects.get(pk=slum.pk)
    assert BY_NAME.place(community) == str(slum.pk)
