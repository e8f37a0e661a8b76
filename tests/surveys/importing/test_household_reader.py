"""One row of a register of households, read; and whether a stored household is as its file left it."""

import pytest
from django.utils import timezone

from bkkhousing.lib.sheets import SheetContent
from bkkhousing.lib.upload_cells import FlawedCell
from communities.actions import mark
from communities.household_register import values_of
from communities.models import Household
from surveys.importing.names import OUTSIDE, SKIP
from surveys.importing.of_households import HouseholdKind, HouseholdReader
from surveys.importing.places import Places
from tests.surveys.importing.standing import standing, with_rows

pytestmark = pytest.mark.django_db

HEADERS = {
    "district_name": "เขต",
    "community": "ชุมชน",
    "house_no": "เลขที่",
    "house_code": "รหัส",
    "head_name": "หัวหน้า",
}


def read(*, district: str = "1026", only: str | None = None, decisions=None, totals=None, **cells):
    """What the reader makes of one row: the row, and its problems as (heading, code)."""
    columns = {name: header for name, header in HEADERS.items() if name in cells}
    content = SheetContent(tuple(columns.values()), iter([(2, list(cells.values()))]), "", "", 1, totals)
    reader = HouseholdReader(content, columns=columns, district=district, only_district=only)
    found = list(reader.stream(Places(), decisions or {}))
    row, problems = next(((row, problems) for _number, row, problems in found), (None, []))
    return row, [(problem.header, problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("code", "stored"),
    [
        ("10260012345", "10260012345"),
        ("๑๐๒๖๐๐๑๒๓๔๕", "10260012345"),
        ("1026-001234-5", "10260012345"),
        ("(1026) 001.234 5", "10260012345"),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_house_code_is_eleven_digits_however_it_is_written(reference, code, stored):
    row, problems = read(house_no="1/2", house_code=code)
    assert (row.house_code, problems) == (stored, [])


@pytest.mark.parametrize(
    "code",
    ["1026001234", "102600123456", "1026001234X", "+10260012345", "1.026E+10", "1026001234٥", "²0260012345"],
)
def test_a_house_code_of_other_signs_or_length_keeps_its_row_out(reference, code):
    assert read(house_no="1/2", house_code=code) == (None, [("รหัส", "bad_house_code")])


@pytest.mark.parametrize(
    ("house_no", "head", "header"),
    [
        ("1" * 40, "ก" * 200, ""),
        ("1" * 41, "ก", "เลขที่"),
        ("1", "ก" * 201, "หัวหน้า"),
        (" " * 50 + "1", "ก", ""),
    ],
)
def test_words_longer_than_their_column_are_told_at_their_cell(reference, house_no, head, header):
    _row, problems = read(house_no=house_no, head_name=head)
    assert problems == ([(header, "too_long")] if header else [])


@pytest.mark.parametrize(
    ("house_no", "code", "is_known"),
    [("5", "", True), ("", "10260000001", True), ("", "", False), (" ​ ", "-", False)],
)
def test_a_house_needs_a_number_or_a_code_but_not_both(reference, house_no, code, is_known):
    _row, problems = read(house_no=house_no, house_code=code)
    assert problems == ([] if is_known else [("เลขที่", "house_no_missing")])


@pytest.mark.parametrize(
    ("district", "code"),
    [("ดินแดง", "1026"), ("เขตดินแดง", "1026"), ("1026", "1026"), ("๑๐๒๖", "1026"), ("บางกะปิ", "1006")],
)
def test_a_district_is_known_by_its_name_or_code(reference, district, code):
    row, _problems = read(district="", district_name=district, house_no="1")
    assert row.district == code


@pytest.mark.parametrize("district", ["ดอนเจดีย์", "", "9999", "10"])
def test_a_district_that_bangkok_does_not_have_keeps_its_row_out(reference, district):
    assert read(district="", district_name=district, house_no="1")[1] == [("เขต", "unknown_district")]


def test_the_district_said_for_the_whole_file_goes_before_its_column(reference):
    row, problems = read(district="1026", district_name="บางกะปิ", house_no="1")
    assert (row.district, problems) == ("1026", [])


@pytest.mark.parametrize(("only", "problems"), [(None, []), ("1026", []), ("1006", [("", "other_district")])])
def test_a_row_of_another_district_is_not_the_readers_to_bring_in(reference, only, problems):
    assert read(only=only, house_no="1")[1] == problems


def test_a_cell_that_lost_its_digits_is_told_and_not_guessed(reference):
    cell = FlawedCell("1.03E+10", "lossy_number")
    assert read(house_no="1", house_code=cell) == (None, [("รหัส", "lossy_number")])


def test_the_row_of_totals_is_no_household(reference):
    assert read(totals=2, house_no="รวม") == (None, [])


@pytest.mark.parametrize("name", ["ร่วมใจพัฒนา", "ชุมชนร่วมใจพัฒนา", " ร่วมใจ พัฒนา "])
def test_a_community_is_found_under_each_spelling_of_its_name(slum, name):
    assert read(community=name, house_no="1")[0].community_id == slum.pk


def test_a_community_of_another_district_is_not_found_here(slum, other_slum):
    assert read(community=other_slum.name, house_no="1") == (None, [])


@pytest.mark.parametrize("decision", ["slum", OUTSIDE, SKIP])
def test_a_name_that_nobody_knows_goes_where_it_was_decided(slum, decision):
    told = slum.pk if decision == "slum" else decision
    row, problems = read(community="ไม่รู้จัก", house_no="1", decisions={("1026", "ไม่รู้จัก"): told})
    assert problems == [] and (row is None) is (decision == SKIP)
    assert row is None or (row.community_id == slum.pk) is (decision == "slum")


def test_a_decision_for_a_community_of_another_district_puts_no_row_there(slum, other_slum):
    row, _problems = read(community="ก", house_no="1", decisions={("1026", "ก"): other_slum.pk})
    assert row is None or row.community_id != other_slum.pk


@pytest.fixture
def house(slum):
    facts = {"house_no": "1", "house_code": "10260000001", "head_name": "ก", "created_at": timezone.now()}
    return Household.objects.create(district_id="1026", community=slum, **facts)


@pytest.fixture
def row_of_house(officer, house):
    (row,) = with_rows(
        standing(officer, "written", kind="households"),
        "created",
        subject=str(house.pk),
        revision_after=mark(values_of(house)),
        is_written=True,
    )
    return row


def test_a_house_is_as_the_file_left_it_until_somebody_edits_it(row_of_house):
    assert HouseholdKind().edited([row_of_house]) == set()


@pytest.mark.parametrize(
    "edit", [{"head_name": "อื่น"}, {"house_no": "99"}, {"house_code": ""}, {"community": None}]
)
def test_an_edit_of_anything_a_register_says_is_noticed(row_of_house, edit):
    Household.objects.update(**edit)
    assert HouseholdKind().edited([row_of_house]) == {2}


def test_a_house_that_is_gone_counts_as_edited(row_of_house):
    Household.objects.all().delete()
    assert HouseholdKind().edited([row_of_house]) == {2}


def test_an_edited_house_stays_when_the_others_are_taken_back(row_of_house, officer, house):
    Household.objects.update(head_name="อื่น")
    assert HouseholdKind().take_back([row_of_house], by=officer, at=timezone.now()) == {2}
    assert Household.objects.filter(pk=house.pk).exists()


def test_a_changed_house_says_again_what_it_said_before(row_of_house, officer, house):
    before = {"community_id": None, "house_no": "0/0", "house_code": "", "head_name": "เดิม"}
    row_of_house.deed, row_of_house.before = "updated", before
    assert HouseholdKind().take_back([row_of_house], by=officer, at=timezone.now()) == set()
    house.refresh_from_db()
    assert values_of(house) == before
