"""The register of households as a file: masked on its way out, never twice, never another district's."""

from uuid import uuid4

import pytest

from communities.models import Community, CommunityType, Household
from communities.resources import CommunityTypeResource, HouseholdResource, first_sign, last_signs
from tests import factories
from tests.registers import brought, rows_of, wrongs

HEADERS = ("id", "district", "community", "house_no", "house_code", "head_name")
TYPES = ("code", "name_th", "name_en", "in_2555", "in_2564", "successor", "order")


def row(place: Community | None, **given) -> tuple:
    told = {"id": "", "district": "1026", "community": place.pk if place else "", "house_no": "9/9"}
    told |= {"house_code": "", "head_name": "สมปอง ดี", **given}
    return tuple(told[header] for header in HEADERS)


def load(*rows: tuple, by):
    return brought(HouseholdResource(user=by), HEADERS, *rows)


def types(*rows: tuple):
    return brought(CommunityTypeResource(), TYPES, *rows)


@pytest.mark.parametrize(("text", "told"), [("12/34", "1…"), ("9", "9…"), ("๑๒", "๑…")])
def test_of_a_house_number_the_first_sign_is_told(text, told):
    assert first_sign(text) == told


@pytest.mark.parametrize(("text", "told"), [("10260012345", "…345"), ("12", "…12")])
def test_of_a_house_code_the_last_three_signs_are_told(text, told):
    assert last_signs(text) == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"district": ""}, "ต้องมีรหัสเขต"),
        ({"district": "9999"}, "ไม่มีรหัสนี้"),
        ({"community": "999999"}, "ไม่มีรหัสนี้"),
        ({"district": "1006"}, "ไม่อยู่ในเขตของแถว"),
        ({"house_no": ""}, "ใส่อย่างใดอย่างหนึ่ง"),
        ({"house_no": "9…"}, "ปิดบัง"),
        ({"head_name": "สม… ด…"}, "ปิดบัง"),
        ({"house_no": "9" * 41}, "40"),
        ({"id": str(uuid4())}, "ไม่มีแถวที่มีรหัสนี้"),
        ({"id": "ก"}, "ไม่มีแถวที่มีรหัสนี้"),
    ],
)
def test_a_row_is_refused_with_the_reason_and_makes_no_household(given, words, slum, administrator):
    told = wrongs(load(row(slum, **given), by=administrator))
    assert [number for number, *_rest in told] == [1] and words in told[0][2]
    assert not Household.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("again", "refused"),
    [
        ({}, True),
        ({"house_no": "๙/๙"}, True),
        ({"house_no": "9 / 9"}, True),
        ({"head_name": "สมปอง  ดี"}, True),
        ({"head_name": "สมปอง งาม"}, False),
        ({"house_no": "9/10"}, False),
        ({"community": ""}, False),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_household_does_not_come_in_twice_however_it_is_written(
    again, refused, at_once, slum, administrator
):
    rows = [row(slum), row(slum, **again)]
    if not at_once:
        load(rows.pop(0), by=administrator)
    assert bool(wrongs(load(*rows, by=administrator))) == refused
    assert Household.objects.count() <= (1 if refused else 2)


@pytest.mark.django_db
def test_a_house_outside_communities_needs_a_district_and_a_number_alone(administrator):
    assert wrongs(load(row(None, head_name=""), by=administrator)) == []
    home = Household.objects.get()
    assert (home.community, home.district_id, home.sort_key > "") == (None, "1026", True)


@pytest.mark.django_db
def test_a_house_code_stands_for_a_number(slum, administrator):
    assert wrongs(load(row(slum, house_no="", house_code="10260012345"), by=administrator)) == []


@pytest.mark.django_db
def test_what_went_out_masked_comes_back_and_changes_nothing(slum, administrator):
    load(row(slum, house_code="10260012345"), row(slum, house_no="1/1", head_name=""), by=administrator)
    before = list(Household.objects.order_by("pk").values())
    out = HouseholdResource(user=administrator).export()
    assert {told["house_no"] for told in out.dict} == {"9…", "1…"} and "สมปอง" not in out.csv
    back = HouseholdResource(user=administrator).import_data(out)
    assert (wrongs(back), back.totals["skip"]) == ([], 2)
    assert list(Household.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_change_is_found_by_what_it_says_now(slum, administrator):
    load(row(slum), by=administrator)
    home = Household.objects.get()
    load(row(slum, id=str(home.pk), house_no="77/1", head_name="ใหม่ มา"), by=administrator)
    home.refresh_from_db()
    assert "77/1" in home.search_key and "ใหม่มา" in home.search_key and "9/9" not in home.search_key


@pytest.mark.django_db
def test_one_household_is_not_changed_by_two_rows_however_its_id_is_written(slum, administrator):
    load(row(slum), by=administrator)
    key = str(Household.objects.get().pk)
    twice = [row(slum, id=key, house_no="1"), row(slum, id=key.upper(), house_no="2")]
    assert [(number, "ซ้ำ" in said) for number, _column, said in wrongs(load(*twice, by=administrator))] == [
        (2, True)
    ]


@pytest.mark.django_db
def test_a_person_of_one_district_takes_out_and_changes_its_households_alone(
    slum, other_slum, head, administrator
):
    load(row(slum), row(other_slum, district="1006"), by=administrator)
    assert [told["district"] for told in rows_of(HouseholdResource(user=head))] == ["1026"]
    elsewhere = Household.objects.get(district_id="1006")
    assert wrongs(load(row(slum, id=str(elsewhere.pk)), by=head)) != []
    assert Household.objects.get(pk=elsewhere.pk).district_id == "1006"


@pytest.mark.django_db
def test_surveyed_households_come_back_unchanged_and_a_changed_one_is_refused(
    officer, slum, round_2570, administrator
):
    factories.submitted_survey(by=officer, place=slum)
    out = HouseholdResource(user=administrator).export()
    assert wrongs(HouseholdResource(user=administrator).import_data(out)) == []
    home = Household.objects.get()
    ((number, _column, said),) = wrongs(load(row(slum, id=str(home.pk), house_no="5"), by=administrator))
    assert (number, "มีแบบสำรวจแล้ว" in said, Household.objects.get().house_no) == (1, True, home.house_no)


@pytest.mark.django_db
def test_types_of_communities_go_out_and_come_back_unchanged(reference):
    out = CommunityTypeResource().export()
    back = CommunityTypeResource().import_data(out)
    assert (wrongs(back), back.totals["skip"]) == ([], CommunityType.objects.count())


@pytest.mark.django_db
def test_a_type_is_added_with_its_successor_and_changed_by_its_code(reference):
    assert wrongs(types(("old", "เก่า", "Old", "1", "0", "slum", "90"))) == []
    made = CommunityType.objects.get(code="old")
    assert (made.successor_id, made.in_2555, made.in_2564) == ("slum", True, False)
    types(("old", "เก่ามาก", "Old", "1", "0", "", "90"))
    made.refresh_from_db()
    assert (made.name_th, made.successor_id) == ("เก่ามาก", None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "column"),
    [
        (("new", "", "New", "0", "0", "", "1"), "name_th"),
        (("new", "ใหม่", "New", "0", "0", "castle", "1"), "successor"),
        (("new", "ใหม่", "New", "0", "0", "", "มาก"), "order"),
        (("", "ใหม่", "New", "0", "0", "", "1"), "code"),
        (("n" * 31, "ใหม่", "New", "0", "0", "", "1"), "code"),
    ],
)
def test_a_wrong_type_is_told_by_its_column(given, column, reference):
    before = CommunityType.objects.count()
    assert [name for _row, name, _said in wrongs(types(given))] == [column]
    assert CommunityType.objects.count() == before


@pytest.mark.django_db
def test_a_file_of_types_without_codes_is_refused_as_a_whole(reference):
    told = wrongs(brought(CommunityTypeResource(), ("name_th",), ("ใหม่",)))[0]
    assert told[0] == 0 and "code" in told[2]
