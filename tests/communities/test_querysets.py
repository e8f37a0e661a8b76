"""Lists of communities and households: who sees them, how they are searched, sorted and paged."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bkkhousing.lib.paging import Order, page_of
from communities.models import Community, Household
from tests.factories import community

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]
ORDER = Order("sort_key")
LETTERS = st.sampled_from("กขคงเแโใไะาิีุูำ่้์ 0129๐๑๒/abZ-")
NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=14)
PATIENT = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def empty(reference):
    Community.objects.all().delete()


def named(*names: str) -> None:
    Community.objects.all().delete()
    Community.objects.bulk_create(Community(district_id="1026", name=name).fill_keys() for name in names)


def names(rows) -> list[str]:
    return [row.name for row in rows]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("เก้า", "ขาว"), ("กา", "เก"), ("เก", "ขา"), ("ซอย 2", "ซอย 10"), ("ซอย ๒", "ซอย 10"), ("แก้ว", "โขน"),
        ("ชุมชนกลาง", "ขวัญ"), ("กา", "ก้า"), ("ก้า", "กาก"), ("5 ธันวา", "กลาง"), ("A", "ก"),
    ],
)  # fmt: skip
def test_names_stand_as_in_a_thai_dictionary(first, second, empty):
    named(second, first)
    assert names(Community.objects.by_name()) == [first, second]


@given(made=NAMES, size=st.integers(1, 6))
@PATIENT
def test_the_pages_one_after_the_other_are_the_whole_list(made, size, empty):
    named(*made)
    whole, found, place = list(Community.objects.by_name()), [], ""
    for _page in range(len(made) + 1):
        page = page_of(Community.objects.all(), ORDER, {"after": place} if place else {}, size=size)
        found += page.rows
        place = page.next
        if not place:
            break
    assert found == whole


@given(made=NAMES, size=st.integers(1, 6))
@PATIENT
def test_the_pages_backwards_are_the_whole_list_too(made, size, empty):
    named(*made)
    whole = list(Community.objects.by_name())
    found, place = [whole[-1]], str(whole[-1].pk)
    while place:
        page = page_of(Community.objects.all(), ORDER, {"before": place}, size=size)
        found, place = page.rows + found, page.previous
    assert found == whole


@given(made=NAMES)
@PATIENT
def test_what_follows_a_row_is_the_rest_of_the_list(made, empty):
    named(*made)
    whole = list(Community.objects.by_name())
    for position, row in enumerate(whole):
        assert list(Community.objects.by_name().after(row.sort_key, row.pk)) == whole[position + 1 :]


@given(made=NAMES)
@PATIENT
def test_the_database_sorts_as_python_does(made, empty):
    named(*made)
    rows = list(Community.objects.by_name())
    assert rows == sorted(rows, key=lambda row: (row.sort_key, row.pk))


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("ซอย 15", True), ("ซอย๑๕", True), ("ร่วม ใจ", True), ("ร่วมใจ", True), ("ใจ", True), ("", True), ("  ", True),
        ("อื่น", False), ("%", False), ("_", False), ("ซอย16", False), ("' OR 1=1", False),
    ],
)  # fmt: skip
def test_a_community_is_found_by_a_part_of_its_name(typed, is_found, empty):
    named("ชุมชนร่วมใจ ซอย ๑๕")
    assert Community.objects.search(typed).exists() is is_found


def test_people_see_their_district_or_the_city_or_nothing(
    officer, other_head, analyst, partner, slum, other_slum
):
    seen = {user: set(Community.objects.visible_to(user)) for user in (officer, other_head, analyst, partner)}
    assert (seen[partner], seen[analyst]) == (set(), set(Community.objects.all()))
    assert slum in seen[officer] and other_slum not in seen[officer]
    assert other_slum in seen[other_head] and slum not in seen[other_head]


def test_households_follow_the_same_rule(officer, other_officer, analyst, partner, slum):
    home = Household.objects.create(district_id="1026", community=slum, created_at=timezone.now())
    seen = [list(Household.objects.visible_to(user)) for user in (officer, other_officer, analyst, partner)]
    assert seen == [[home], [], [home], []]
    assert (
        list(Household.objects.in_community(slum.pk)) == [home] == list(Household.objects.in_community(None))
    )
    assert list(Household.objects.in_community(slum.pk + 1)) == []


def test_registered_communities_and_the_place_outside_are_apart(empty):
    inside = community("1026", "ใน")
    outside = community("1026", "นอก", is_outside=True)
    assert list(Community.objects.registered()) == [inside]
    assert list(Community.objects.outside()) == [outside]


def test_a_blank_district_is_the_whole_city(slum, other_slum):
    assert {slum, other_slum} <= set(Community.objects.in_district(""))
    assert other_slum not in Community.objects.in_district("1026")
