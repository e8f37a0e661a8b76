"""Which community a file means: by name, by another name, within its district, and the nearest when there is none."""

import pytest

from communities.models import CommunityAlias
from surveys.importing.places import Places
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def places(slum, other_slum):
    for name in ("ร่วมใจสามัคคี", "ร่วมใจพิบูล 2", "แฟลตดินแดง 1-10", "ประชาสงเคราะห์ 14"):
        factories.community("1026", name)
    CommunityAlias.objects.create(community=slum, name="ร่วมใจ (ซอย 5)")
    return Places()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1026", "1026"),
        ("๑๐๒๖", "1026"),
        ("ดินแดง", "1026"),
        ("เขตดินแดง", "1026"),
        (" ดิน แดง ", "1026"),
        ("1006", "1006"),
        ("ป้อมปราบศัตรูพ่าย", "1008"),
        ("", None),
        ("1051", None),
        ("26", None),
        ("เขต", None),
        ("นนทบุรี", None),
    ],
)
def test_a_district_is_known_by_code_or_name(text, code, places):
    found = places.district(text)
    assert (found and found.pk) == code


@pytest.mark.parametrize(
    "name",
    ["ร่วมใจพัฒนา", "ชุมชนร่วมใจพัฒนา", "ร่วม ใจ พัฒนา", " ร่วมใจพัฒนา\u200b", "ร่วมใจ (ซอย 5)", "ร่วมใจ ซอย ๕"],
)
def test_a_community_is_known_by_each_of_its_names(name, places, slum):
    assert places.community("1026", name) == slum


@pytest.mark.parametrize("name", ["ร่วมใจ", "ร่วมใจพัฒนา 2", "", "พัฒนาร่วมใจ", "ร่วมใจ (ซอย 6)"])
def test_a_name_that_is_only_like_another_is_not_it(name, places):
    assert places.community("1026", name) is None


def test_a_name_of_another_district_is_not_known_here(places, other_slum):
    assert places.community("1006", "คลองลำเจียก") == other_slum
    assert places.community("1026", "คลองลำเจียก") is None
    assert places.community("1006", "ร่วมใจพัฒนา") is None


def test_a_name_that_two_communities_go_by_is_nobodys(slum):
    twin = factories.community("1026", "ร่วมใจพัฒนา 9")
    CommunityAlias.objects.create(community=twin, name="ร่วมใจพัฒนา")
    assert Places().community("1026", "ร่วมใจพัฒนา") is None
    assert Places().community("1026", "ร่วมใจพัฒนา 9") == twin


def test_an_alias_that_is_the_name_itself_makes_no_second_community(slum):
    CommunityAlias.objects.create(community=slum, name="ชุมชน ร่วมใจพัฒนา")
    assert Places().community("1026", "ร่วมใจพัฒนา") == slum


@pytest.mark.parametrize("district", ["1026", "1006", "1001", "1050"])
def test_every_district_has_a_row_for_places_outside(district, places):
    outside = places.outside(district)
    assert (outside.is_outside, outside.district_id) == (True, district)


def unmatched(places, *names: str):
    return list(places.unmatched({("1026", name): 1 for name in names}))


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("ร่วมใจพัฒณา", "ร่วมใจพัฒนา"),
        ("ร่วมใจพัฒนา2", "ร่วมใจพัฒนา"),
        ("ชุมชนร่วมใจสามัคี", "ร่วมใจสามัคคี"),
        ("ร่วมใจพิบูลย์ 2", "ร่วมใจพิบูล 2"),
        ("เเฟลตดินแดง 1 - 10 ก", "แฟลตดินแดง 1-10"),
        ("ประชาสงเคราะ 14", "ประชาสงเคราะห์ 14"),
    ],
)
def test_the_nearest_name_is_offered_first(typed, nearest, places):
    (found,) = unmatched(places, typed)
    assert found.nearest[0] == nearest and len(found.nearest) <= 3


def test_names_of_other_districts_and_the_outside_row_are_not_offered(places):
    (found,) = unmatched(places, "คลองลำเจียก")
    assert "คลองลำเจียก" not in found.nearest and "นอกชุมชนจดทะเบียน" not in found.nearest


def test_what_was_not_found_most_often_is_told_first(places):
    counts = {("1026", "ก"): 2, ("1026", "ข"): 9, ("1006", "ค"): 2}
    told = [(one.district, one.name, one.rows) for one in places.unmatched(counts)]
    assert told == [("1026", "ข", 9), ("1006", "ค", 2), ("1026", "ก", 2)]


def test_names_are_counted_once_however_often_they_are_asked_for(places):
    for name in ("ร่วมใจพัฒนา", "ร่วมใจพัฒนา", "ไม่มี", "ร่วมใจสามัคคี"):
        places.community("1026", name)
    assert places.names_matched == 2


def test_any_number_of_names_costs_three_queries(slum, django_assert_num_queries):
    with django_assert_num_queries(3):
        places = Places()
        for number in range(50):
            places.community("1026", f"ชุมชน {number}")
            places.district(str(1000 + number))
        unmatched(places, *(f"ชุมชน {number}" for number in range(50)))
