"""Communities and households: what the database refuses and which keys follow from a name."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from communities.models import Community, CommunityAlias, CommunityType, Household
from tests.factories import community

pytestmark = pytest.mark.django_db


def is_refused(row) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return True
    return False


def test_a_district_has_one_row_for_places_outside_communities(reference):
    Community.objects.all().delete()
    rows = [("1026", True), ("1026", True), ("1006", True), ("1026", False), ("1026", False)]
    found = [
        is_refused(Community(district_id=code, name="นอกชุมชน", is_outside=outside)) for code, outside in rows
    ]
    assert found == [False, True, False, False, False]


def test_a_code_is_given_once_and_many_have_none(reference):
    codes = ("102601001", "102601001", None, None)
    found = [is_refused(Community(district_id="1026", name="ก", code=code)) for code in codes]
    assert found == [False, True, False, False]


def test_a_subdistrict_of_another_district_is_refused_in_thai(reference):
    with pytest.raises(ValidationError) as refused:
        Community(district_id="1026", name="ก", subdistrict_id="100601").clean()
    assert refused.value.message_dict == {"subdistrict": ["แขวงนี้ไม่อยู่ในเขตที่เลือก"]}
    Community(district_id="1026", name="ก", subdistrict_id="102601").clean()


def test_a_community_in_which_families_live_stays_in_its_district(slum):
    found = Community.objects.get(pk=slum.pk)
    found.district_id = "1006"
    found.clean()
    Household.objects.create(district_id="1026", community=slum, created_at=timezone.now())
    with pytest.raises(ValidationError) as refused:
        found.clean()
    assert set(refused.value.message_dict) == {"district"}


def test_the_keys_follow_the_name(slum):
    before = (slum.match_key, slum.sort_key, slum.search_key)
    slum.name = "ชุมชนซอย ๕ (ใหม่)"
    slum.save()
    found = Community.objects.get(pk=slum.pk)
    assert all(
        old != new
        for old, new in zip(before, (found.match_key, found.sort_key, found.search_key), strict=True)
    )
    assert found.match_key == "ซอย5ใหม่"


def test_the_same_other_name_is_kept_once(slum, other_slum):
    found = [is_refused(CommunityAlias(community=place, name=name)) for place, name in (
        (slum, "ร่วมใจ"), (slum, "ชุมชน ร่วมใจ"), (other_slum, "ร่วมใจ"),
    )]  # fmt: skip
    assert found == [False, True, False]


def test_every_older_type_has_a_successor_of_the_newer_regulation(reference):
    older = CommunityType.objects.filter(in_2555=True, in_2564=False)
    assert older.exists()
    assert all(one.successor is None or one.successor.in_2564 for one in older)


def test_a_type_is_named_in_the_language_of_the_page(slum):
    assert slum.type.name == slum.type.name_th
    with translation.override("en"):
        assert str(slum.type) == slum.type.name_en


def test_a_household_takes_the_names_of_its_latest_survey(slum):
    home = Household(district_id="1026", created_at=timezone.now())
    home.name_from(
        community_id=slum.pk, house_no="๑๒/๓", house_code="10261234567", head_name="สมชาย ใจดี"
    ).save()
    found = Household.objects.get()
    assert (str(found), found.naming) == ("๑๒/๓ สมชาย ใจดี", (slum.pk, "๑๒/๓", "10261234567", "สมชาย ใจดี"))
    assert "12/3" in found.search_key and "สมชาย" in found.search_key


def test_a_household_without_a_number_is_still_called_something():
    assert str(Household(head_name="ยายมี")) == "- ยายมี"


def test_a_change_of_a_community_leaves_its_history(reference):
    place = community("1026", "ก่อนเปลี่ยน")
    place.name = "หลังเปลี่ยน"
    place.save()
    assert [row.name for row in place.history.order_by("history_id")] == ["ก่อนเปลี่ยน", "หลังเปลี่ยน"]


def test_the_row_for_places_outside_is_called_in_the_language_of_the_page(reference):
    outside, registered = Community(name="นอกชุมชนจดทะเบียน", is_outside=True), Community(name="ริมคลอง")
    with translation.override("en"):
        assert [str(outside), str(registered)] == ["Outside registered communities", "ริมคลอง"]
    with translation.override("th"):
        assert str(outside) == "นอกชุมชนจดทะเบียน"
