"""Filled-in templates with what people do to them: odd places, words for no answer, columns added and sheets removed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bkkhousing.lib import thai
from communities.models import Community, Household
from districts.models import District
from surveys.actions import file_imports as actions
from surveys.exporting.template_places import PlaceNames
from surveys.importing import template_layout as layout
from surveys.models import Debt, Member, Survey
from tests import factories
from tests.jobs.running import run_waiting
from tests.surveys.importing import templates, walking
from tests.surveys.importing.templates import FIRST, cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(slum) -> list[Community]:
    """Two communities of one district that people call the same."""
    twin = factories.community("1026", f"{slum.name} ")
    return [slum, twin]


def test_two_of_one_name_are_offered_with_their_keys_and_others_without(twins, other_slum):
    offered = PlaceNames(District.objects.get(pk="1026")).communities
    assert [name for name in offered if " #" in name] == [
        f"{one.name} #{one.pk}" for one in sorted(twins, key=by_place)
    ]
    assert other_slum.name not in offered


def by_place(community: Community) -> tuple:
    return community.sort_key, community.pk


def test_the_department_is_offered_all_districts_and_no_communities(slum):
    names = PlaceNames(None)
    assert (len(names.districts), names.communities) == (50, [])
    assert len(names.subdistricts) == len(set(names.subdistricts)) > 100


def named(slum, *names: str):
    """A template with a household for each of these names of a community."""
    households = [factories.household_of_four(slum, number=n + 1) for n in range(len(names))]
    book = templates.filled(*households)
    for row, name in enumerate(names, start=FIRST):
        cell(book, "survey", row, "community").value = name
    return book


def test_the_key_behind_a_name_tells_which_of_two_is_meant(officer, slum, twins, round_2570):
    book = named(slum, *(f"{one.name} #{one.pk}" for one in twins))
    templates.imported(book, by=officer)
    found = Survey.objects.order_by("house_no").values_list("house_no", "community")
    assert list(found) == [("1/3", twins[0].pk), ("2/3", twins[1].pk)]


def test_a_name_that_two_have_is_asked_about_unless_its_key_fits(
    officer, slum, twins, other_slum, round_2570
):
    name, key = slum.name, slum.pk
    other = f"{other_slum.name} #{other_slum.pk}"
    book = named(
        slum, name, f"{name} #", f"{name} #0", f"{name} #{'9' * 30}", f"อื่น #{key}", other, f"{name} #²"
    )
    tried = templates.tried(book, by=officer)
    assert (tried.state, tried.counts["names_found"]) == ("naming", 0)
    assert len(tried.names) == 7 and {one["rows"] for one in tried.names} == {1}


TYPED = {
    "house_tenure": (" เช่า ", "rent"),
    "material": ("wood", "wood"),
    "rent_house": ("๓,๐๐๐", 3000),
    "problems": ("น้ำท่วม, crowded", ("crowded", "flood")),
    "phone": ("081-234-5678", "0812345678"),
    "received_before": ("nha_rent", "nha_rent"),
    "received_year": (2560, 2017),
}


def test_what_people_type_becomes_the_answer(officer, book):
    for key, (typed, _stored) in TYPED.items():
        cell(book, "survey", FIRST, key).value = typed
    templates.imported(book, by=officer)
    survey = Survey.objects.get()
    assert {key: getattr(survey, key) for key in TYPED} == {
        key: stored for key, (_typed, stored) in TYPED.items()
    }


def test_words_and_codes_for_no_answer_are_kept_as_such(officer, book):
    typed = {"soi": "ไม่ประสงค์ตอบ", "road": "refused", "moo": " ไม่ทราบ", "comment": "unknown"}
    for key, words in typed.items():
        cell(book, "survey", FIRST, key).value = words
    templates.imported(book, by=officer)
    wanted = {"soi": "refused", "road": "refused", "moo": "unknown", "comment": "unknown"}
    assert Survey.objects.get().not_answered == wanted


def test_a_column_that_somebody_added_is_kept_as_it_was_typed(officer, book):
    sheet = book[layout.HOUSEHOLDS]
    place = sheet.max_column + 1
    sheet.cell(layout.KEY_ROW, place).value = "ผู้ประสาน"
    sheet.cell(FIRST, place).value = "ป้าแดง"
    templates.imported(book, by=officer)
    assert Survey.objects.get().extra["ผู้ประสาน"] == "ป้าแดง"


def test_a_column_that_somebody_removed_leaves_its_answer_blank(officer, book):
    sheet = book[layout.HOUSEHOLDS]
    sheet.delete_cols(cell(book, "survey", FIRST, "canal_name").column)
    templates.imported(book, by=officer)
    assert (Survey.objects.get().canal_name, Member.objects.count()) == ("", 4)


def test_a_template_whose_debts_were_removed_brings_the_rest(officer, book):
    book.remove(book[layout.DEBTS])
    templates.imported(book, by=officer)
    assert (Survey.objects.count(), Member.objects.count(), Debt.objects.count()) == (1, 4, 0)


@pytest.mark.parametrize(("level", "sheet"), [("member", layout.MEMBERS), ("survey", layout.HOUSEHOLDS)])
def test_a_sheet_without_its_numbers_ends_the_reading_and_is_named(officer, book, level, sheet):
    cell(book, level, layout.KEY_ROW, "number").value = "ลบแล้ว"
    tried = try_out(book, by=officer)
    assert tried.state == "refused" and f"“{sheet}”" in tried.refusal["sentence"]
    assert not Survey.objects.exists()


def try_out(book, *, by):
    """As far as the file goes, whatever becomes of it."""
    found = templates.received(book, by=by)
    actions.try_out(file_import=found, by=by, at=timezone.now())
    run_waiting()
    return walking.fresh(found)


def test_numbers_in_thai_digits_name_the_same_household(officer, book):
    cell(book, "survey", FIRST, "number").value = "๑"
    templates.imported(book, by=officer)
    assert Member.objects.filter(survey=Survey.objects.get()).count() == 4


def test_a_form_is_begun_at_noon_of_its_day(officer, book):
    day = timezone.localdate() - timedelta(days=3)
    cell(book, "survey", FIRST, "survey_date").value = thai.format_date_numeric(day)
    templates.imported(book, by=officer)
    begun = timezone.localtime(Survey.objects.get().created_at)
    assert (begun.date(), begun.hour) == (day, 12)


def test_the_same_file_again_changes_nothing_and_makes_no_second_household(officer, book):
    templates.imported(book, by=officer)
    before = walking.everything()
    again = templates.tried(book, by=officer)
    assert again.counts["unchanged"] == 1
    assert (walking.everything(), Household.objects.count()) == (before, 1)


def test_another_house_under_the_same_number_is_another_household(officer, book):
    templates.imported(book, by=officer)
    cell(book, "survey", FIRST, "house_no").value = "99/9"
    assert templates.tried(book, by=officer).counts["created"] == 1


def test_an_empty_template_says_that_it_is_empty(officer, slum, round_2570):
    tried = try_out(templates.blank(), by=officer)
    assert tried.state == "refused" and "ไม่มีข้อมูล" in tried.refusal["sentence"]
