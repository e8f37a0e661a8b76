"""The browser's scripts of the entry page decide like the server: what is shown, what day was typed."""

import random
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from bkkhousing.lib import thai
from districts.models import District
from surveys import payload
from surveys.differing import merged
from surveys.entry import Entry, Row
from surveys.questionnaire import conditions, questions
from surveys.rules import RULES
from surveys.skipping import holds

pytestmark = pytest.mark.django_db(transaction=True)

CASES = 400
NUMBERS = ("", 0, 2, "๓", "1,000", "abc", "-1", "1.5", "unknown", "refused", 1e12)
DATES = ("", "29/02/2567", "29/02/2568", "๒๑/๑๑/๒๕๓๐", "21 พ.ย. 69", "1984-02-29", "refused", "วันพระ")
DAYS = (
    *DATES, "21/11/2569", "21-11-2569", "21.11.2569", "2569-11-21", "2026-11-21", "21 พฤศจิกายน 2569", "31/04/2569",
    "21/11/69", "๑ ม.ค. ๒๕๐๐", "1 มกราคม พ.ศ. 2500", "29/02/2400", "29/2/2443", "0/1/2569", "1/13/2569", "1/1/1799",
    "21/11-2569", "1มี.ค.2567", "32 ธ.ค. 2569", "29 ก.พ. 2566", "1/1/2943", "21/11/02569",
    "21 Nov 2569", "21 NOVEMBER 2026", "3 Sept. 2569", "21 Nov 69", "21 Nob 2569", "29 Feb 2568",
)  # fmt: skip

HIDDEN_IN_BROWSER = """async (cases) => {
    const { hiddenKeys } = await import("/static/js/entry/skipping.js");
    const { typed } = await import("/static/js/entry/typed.js");
    const setup = JSON.parse(document.getElementById("entry-setup").textContent);
    const { survey, member } = setup.questions;
    return cases.map(({ answers, members }) => {
        const given = (key) => typed(survey[key], answers[key]);
        const hidden = hiddenKeys(setup.conditions.survey, given);
        const seen = (key) => (hidden.has(key) ? "" : given(key));
        const own = (row) => (key) => (key in member ? typed(member[key], row[key]) : seen(key));
        return [[...hidden].sort(), ...members.map((row) => [...hiddenKeys(setup.conditions.member, own(row))].sort())];
    });
}"""
DAYS_IN_BROWSER = """async (texts) => {
    const { readDate } = await import("/static/js/entry/dates.js");
    const two = (number) => String(number).padStart(2, "0");
    return texts.map(readDate).map((day) => day && `${day.year}-${two(day.month)}-${two(day.day)}`);
}"""

CHANGES_IN_BROWSER = """async (pairs) => {
    const { changesSince } = await import("/static/js/entry/changes.js");
    return pairs.map(([base, now]) => changesSince(base, now));
}"""


@pytest.fixture
def form(scripts_of_the_form, transactional_db) -> Page:
    return scripts_of_the_form


def any_value(dice: random.Random, question) -> object:
    if question.kind == "choice":
        return dice.choice(("", *question.codes, "no_such_code"))
    if question.kind == "multi":
        return dice.sample(question.codes, dice.randint(0, min(3, len(question.codes))))
    if question.kind == "date":
        return dice.choice(DATES)
    return (
        dice.choice(NUMBERS)
        if question.kind in ("integer", "money", "decimal", "year")
        else dice.choice(("", "ก"))
    )


def any_row(dice: random.Random, level: str) -> dict:
    return {key: any_value(dice, one) for key, one in questions(level).items() if dice.random() < 0.7}


def any_case(dice: random.Random) -> dict:
    answers = {
        key: value
        for key, value in any_row(dice, "survey").items()
        if key not in ("round", "community", "subdistrict")
    }
    if dice.random() < 0.7:
        answers["visit_result"] = "complete"
    return {"answers": answers, "members": [any_row(dice, "member") for _ in range(2)]}


def hidden_on_server(case: dict, round) -> list[list[str]]:
    entry = payload.read(case, round)
    rows = [(entry.survey.answer, "survey")]
    rows += [(payload._own_then_survey(row, entry.survey), "member") for row in entry.members]
    return [
        sorted(key for key, one in conditions(level).items() if not holds(one, answer))
        for answer, level in rows
    ]


def test_the_browser_hides_what_the_server_hides(form, round_2570):
    dice = random.Random(2570)
    cases = [any_case(dice) for _ in range(CASES)]
    found = form.evaluate(HIDDEN_IN_BROWSER, cases)
    differing = [
        (number, sorted(set(here) ^ set(there)))
        for number, (case, in_browser) in enumerate(zip(cases, found, strict=True))
        for here, there in zip(in_browser, hidden_on_server(case, round_2570), strict=True)
        if here != there
    ]
    assert differing == []


def day_on_server(text: str) -> str | None:
    try:
        return thai.parse_date(text).isoformat()
    except ValueError:
        return None


def test_the_browser_reads_the_days_the_server_reads(form):
    assert dict(zip(DAYS, form.evaluate(DAYS_IN_BROWSER, list(DAYS)), strict=True)) == {
        day: day_on_server(day) for day in DAYS
    }


JUDGED_IN_BROWSER = """async (texts) => {
    const { judge } = await import("/static/js/entry/identity.js");
    return texts.map((text) => judge(text)?.kind === "right");
}"""
PLACED_IN_BROWSER = """async (points) => {
    const { whereIs } = await import("/static/js/entry/point.js");
    const { point } = JSON.parse(document.getElementById("entry-setup").textContent);
    return points.map(([lat, lng]) => whereIs({ lat, lng }, point.bangkok, point.frames["1026"]));
}"""
PLACES = {
    "point_swapped": "swapped",
    "point_outside_bangkok": "outside_bangkok",
    "point_outside_district": "outside_district",
}


def test_the_browser_takes_the_numbers_that_the_server_takes(form):
    dice = random.Random(13)
    twelve = [f"{dice.randrange(10)}{dice.randrange(10**11):011d}" for _ in range(200)]
    right = [number + thai.citizen_id_check_digit(number) for number in twelve]
    numbers = [*right, *(number[:-1] + str(dice.randrange(10)) for number in right), *twelve, "", "ก" * 13]
    assert form.evaluate(JUDGED_IN_BROWSER, numbers) == [thai.is_citizen_id(number) for number in numbers]


def place_on_server(point: tuple[float, float], context) -> str:
    row = Row({"lat": point[0], "lng": point[1]})
    found = [place for code, place in PLACES.items() for _ in rule(code).check(Entry(survey=row), context)]
    return found[0] if found else "inside"


def rule(code: str):
    return next(one for one in RULES if one.code == code)


def test_the_browser_places_a_point_where_the_rules_place_it(form, round_2570):
    dice = random.Random(1026)
    points = [(dice.uniform(13.3, 14.1), dice.uniform(100.2, 101.0)) for _ in range(150)]
    points += [(dice.uniform(13.73, 13.82), dice.uniform(100.52, 100.6)) for _ in range(100)]
    points += [(lng, lat) for lat, lng in points[:50]]
    district = District.objects.get(pk="1026")
    context = SimpleNamespace(district=district)
    found = form.evaluate(PLACED_IN_BROWSER, [list(point) for point in points])
    assert found == [place_on_server(point, context) for point in points]
    assert len(set(found)) == 4


def any_content(dice: random.Random) -> dict:
    def row() -> dict:
        return {
            key: dice.choice((1, "2", ["a", "b"], [])) for key in dice.sample("abcdef", dice.randint(0, 4))
        }

    rosters = {name: [row() for _ in range(dice.randint(0, 3))] for name in ("members", "debts")}
    return {"answers": row(), **rosters, "confirmed": row(), "revision": dice.choice((1, 1, 1, 2))}


def test_the_browser_sends_changes_that_make_the_form_again_or_else_the_whole_form(form):
    dice = random.Random(18)
    pairs = [(any_content(dice), any_content(dice)) for _ in range(CASES)]
    for (base, now), found in zip(pairs, form.evaluate(CHANGES_IN_BROWSER, pairs), strict=True):
        shorter = any(len(now[rows]) < len(base[rows]) for rows in ("members", "debts"))
        assert (found is None) is (shorter or base["revision"] != now["revision"])
        if found:
            assert merged(base, found) == {name: value for name, value in now.items() if name != "revision"}
            assert found["revision"] == now["revision"]
