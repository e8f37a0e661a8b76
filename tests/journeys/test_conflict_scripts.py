"""How two versions of a form are compared in the browser: what differs, who changed it, which rows are the same."""

from copy import deepcopy

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

COMPARED = """async ({ base, mine, theirs, choose }) => {
    const { compare, chosenForm } = await import("/static/js/entry/differences.js");
    const { questions } = JSON.parse(document.getElementById("entry-setup").textContent);
    const comparison = compare(questions, { base, mine, theirs });
    const said = comparison.items.map((one) => [one.kind === "row" ? `row ${one.other ? "both" : one.side}` : one.key, one.chosen]);
    for (const item of comparison.items) item.chosen = choose ?? item.chosen;
    return [said, chosenForm(comparison)];
}"""
BASE = {
    "answers": {
        "house_no": "12/3",
        "rent_house": 3000,
        "survey_date": "2026-11-21",
        "problems": ["flood", "fire"],
    },
    "members": [
        {"first_name": "สมชาย", "last_name": "ใจดี", "citizen_id": "1100700123451"},
        {"first_name": "สมหญิง", "last_name": "ใจดี", "income_month": 9000},
    ],
    "debts": [{"source": "bank", "balance": 20000}],
    "confirmed": {"income_month_high@members-1-income_month": "ขายส่ง"},
}


@pytest.fixture
def form(scripts_of_the_form, transactional_db) -> Page:
    return scripts_of_the_form


def changed(change) -> dict:
    version = deepcopy(BASE)
    change(version)
    return version


def nothing(version) -> None:
    """The other side changed nothing."""


def compared(form: Page, mine, theirs, *, base=BASE, choose=None):
    given = {"base": base, "mine": changed(mine), "theirs": changed(theirs), "choose": choose}
    items, chosen = form.evaluate(COMPARED, given)
    return [tuple(item) for item in items], chosen


def typed_otherwise(version) -> None:
    version["answers"] |= {"rent_house": "๓,๐๐๐", "survey_date": "21 พ.ย. 69", "problems": ["fire", "flood"]}
    version["members"][0]["citizen_id"] = "1-1007-00123-45-1"
    version["answers"]["house_no"] = " 12/3 "


def test_the_same_answers_written_otherwise_are_no_difference(form):
    assert compared(form, typed_otherwise, nothing) == ([], BASE)


def rent(amount):
    return lambda version: version["answers"].update(rent_house=amount)


def test_the_side_that_changed_alone_is_chosen(form):
    assert compared(form, rent(3500), nothing)[0] == [("rent_house", "mine")]
    assert compared(form, nothing, rent(4000))[0] == [("rent_house", "theirs")]
    assert compared(form, rent(3500), rent(4000))[0] == [("rent_house", "")]
    assert compared(form, rent(3500), nothing, base=None)[0] == [("rent_house", "")]
    assert compared(form, rent(3500), rent("3,500"))[0] == []


def turned_round(version) -> None:
    version["members"].reverse()
    version["confirmed"] = {"income_month_high@members-0-income_month": "ขายส่ง"}


def test_people_are_recognised_wherever_they_stand(form):
    items, chosen = compared(form, turned_round, nothing)
    assert items == []
    assert [row["first_name"] for row in chosen["members"]] == ["สมชาย", "สมหญิง"]
    assert chosen["confirmed"] == BASE["confirmed"]


def joined(name):
    return lambda version: version["members"].append({"first_name": name, "relation": "lodger"})


def test_a_row_that_one_side_added_stays(form):
    items, chosen = compared(form, joined("กานดา"), nothing)
    assert items == [("row mine", "mine")]
    assert chosen["members"][2]["first_name"] == "กานดา"
    assert compared(form, nothing, joined("กานดา"))[1]["members"][2]["first_name"] == "กานดา"


def test_two_people_added_in_one_place_are_one_question(form):
    items, both = compared(form, joined("กานดา"), joined("ปรีชา"), choose="both")
    assert items == [("row both", "")]
    assert [row["first_name"] for row in both["members"]][2:] == ["ปรีชา", "กานดา"]
    for side, name in (("mine", "กานดา"), ("theirs", "ปรีชา")):
        one = compared(form, joined("กานดา"), joined("ปรีชา"), choose=side)[1]
        assert [row["first_name"] for row in one["members"]][2:] == [name]


def test_the_same_person_added_twice_is_one_row(form):
    items, chosen = compared(form, joined("กานดา"), joined("กานดา"))
    assert (items, len(chosen["members"])) == ([], 3)


def gone(version) -> None:
    version["members"].pop(0)
    version["confirmed"] = {"income_month_high@members-0-income_month": "ขายส่ง"}


def test_a_row_that_one_side_removed_goes_and_reasons_follow_their_row(form):
    items, chosen = compared(form, nothing, gone)
    assert items == [("row mine", "theirs")]
    assert [row["first_name"] for row in chosen["members"]] == ["สมหญิง"]
    assert chosen["confirmed"] == {"income_month_high@members-0-income_month": "ขายส่ง"}


def renamed(version) -> None:
    version["members"][0]["first_name"] = "สมชัย"


def test_a_row_removed_there_and_changed_here_is_asked_about(form):
    items, kept = compared(form, renamed, gone, choose="mine")
    assert items[0] == ("row mine", "")
    assert [row["first_name"] for row in kept["members"]] == ["สมชัย", "สมหญิง"]
    assert kept["confirmed"] == {"income_month_high@members-1-income_month": "ขายส่ง"}


def test_a_new_name_is_a_change_of_the_same_row(form):
    assert compared(form, renamed, nothing)[0] == [("first_name", "mine")]


def reason(text):
    return lambda version: version["confirmed"].update({"income_month_high@members-1-income_month": text})


def test_reasons_that_differ_are_asked_about_too(form):
    key = "income_month_high@members-#1-income_month"
    items, chosen = compared(form, reason("ขายส่งและขายปลีก"), reason("ขายออนไลน์"), choose="mine")
    assert items == [(key, "")]
    assert chosen["confirmed"] == {"income_month_high@members-1-income_month": "ขายส่งและขายปลีก"}


def both_ways(version) -> None:
    version["answers"] |= {"rent_house": 1, "road": "มิตรไมตรี"}
    version["members"].pop(1)
    version["debts"] = []
    version["confirmed"] = {}


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_all_of_one_side_is_that_side(form, side):
    chosen = compared(form, both_ways, joined("ปรีชา"), choose=side)[1]
    assert chosen == (changed(both_ways) if side == "mine" else changed(joined("ปรีชา")))
