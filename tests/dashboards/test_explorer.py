"""The explorer through its door: what it counts, where its cells lead, who may look where, and what a look costs."""

import re
from itertools import combinations, product
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.explorer import Show, look_of, offered
from surveys.answers import CODED
from surveys.models import Round, Survey
from surveys.readers.figures import By, sums_by
from tests import factories
from tests.dashboards.exploring import ANSWERS, few_surveys, page_of, shown
from tests.lib.subtracting import leaks

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]
CROSSED = "rows=house_tenure&columns=toilet"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def surveyed(officer, other_officer, slum, other_slum, round_2570):
    """Forty surveys in the own district, ninety in another one."""
    few_surveys(officer, slum, seed=1, number=40)
    few_surveys(other_officer, other_slum, seed=2, number=90)


def body_of(user, query: str) -> str:
    return factories.client_of(user).get(f"/dashboard/explorer/?{query}").content.decode()


def test_one_question_is_counted_as_the_figures_count_it(surveyed, department):
    page = page_of(department, "rows=house_tenure")
    sums = sums_by(round="2570", by=By.CITY)["bangkok"]
    counts = {code: int(said) for (code, _), said in shown(page).items()}
    assert {code: counts[code] for code in ("owner", "rent")} == {
        code: sums.measures[f"house_tenure.{code}"] for code in ("owner", "rent")
    }
    assert counts["*"] == sums.surveys == 130 and page.title == "กรุงเทพมหานคร: สถานะการอยู่อาศัย"


def test_who_did_not_answer_is_an_answer_so_that_the_rows_add_up(surveyed, department):
    counts = {code: int(said) for (code, _), said in shown(page_of(department, "rows=toilet")).items()}
    assert counts["no_answer"] == Survey.objects.filter(toilet="").count() > 0
    assert sum(counts.values()) == 2 * counts["*"] == 260
    assert "ไม่ตอบ" in body_of(department, "rows=toilet")


def test_two_questions_are_crossed_with_their_margins(surveyed, department):
    cells = shown(page_of(department, CROSSED))
    assert (
        int(cells["owner", "private"])
        == Survey.objects.filter(house_tenure="owner", toilet="private").count()
    )
    assert int(cells["owner", "*"]) == Survey.objects.filter(house_tenure="owner").count()
    assert int(cells["*", "private"]) == Survey.objects.filter(toilet="private").count()


@pytest.mark.parametrize(
    ("show", "cell", "base"),
    [("row", ("owner", "private"), ("owner", "*")), ("column", ("owner", "private"), ("*", "private")),
     ("all", ("owner", "private"), ("*", "*")), ("row", ("*", "private"), ("*", "*"))],
)  # fmt: skip
def test_shares_are_of_the_row_the_column_or_all(show, cell, base, surveyed, department):
    counts = shown(page_of(department, CROSSED))
    shares = shown(page_of(department, f"{CROSSED}&show={show}"))
    assert abs(float(shares[cell].rstrip("%")) - 100 * int(counts[cell]) / int(counts[base])) < 0.06


def test_no_share_speaks_of_fewer_than_five(department, officer, slum, round_2570):
    few_surveys(officer, slum, seed=3, number=4)
    assert {said for (_, column), said in shown(page_of(department, f"{CROSSED}&show=all")).items()} == {"–"}


@pytest.mark.parametrize(
    ("who", "query"),
    [("department", CROSSED), ("department", "rows=overcrowded&columns=sewage&state=submitted"),
     ("department", "rows=problems"), ("department", f"{CROSSED}&group=central"),
     ("officer", f"{CROSSED}&district=1026"), ("analyst", "rows=toilet&columns=overcrowded&district=1006")],
)  # fmt: skip
def test_every_cell_leads_to_as_many_rows_as_it_counts(who, query, surveyed, request):
    user = request.getfixturevalue(who)
    client = factories.client_of(user)
    cells = [
        cell
        for line in page_of(user, query).lines
        for cell in line.cells
        if cell.url and "%" not in cell.said
    ]
    assert cells
    for cell in cells:
        rows, place = 0, cell.url
        while place:
            page = client.get(place).context["page"]
            rows, place = rows + len(page.rows), f"{cell.url}&after={page.next}" if page.next else ""
        assert rows == cell.value, cell.url


def test_the_rows_of_a_community_are_those_of_its_cell(surveyed, department, slum):
    page = page_of(department, f"{CROSSED}&community={slum.pk}")
    url = next(cell.url for line in page.lines for cell in line.cells if cell.url)
    words = parse_qs(urlsplit(url).query)
    assert words["district"] == ["1026"] and words["community"] == [str(slum.pk)]
    assert page.seen.place.name == slum.name and page.counted.of() == 40


def test_of_several_answers_the_page_says_that_they_add_up_to_more(department, officer, slum, round_2570):
    survey = factories.submitted_survey(by=officer, place=slum)
    assert sorted(survey.problems) == ["crowded", "flood"]
    page = page_of(department, "rows=problems&columns=house_tenure")
    assert shown(page)["flood", "rent"] == shown(page)["crowded", "rent"] == shown(page)["*", "rent"] == "1"
    assert "ตอบได้หลายคำตอบ" in page.notes[0]


def test_a_round_that_did_not_ask_says_so(department, round_2570):
    Round.objects.filter(pk="2570").update(questions=["house_tenure"])
    assert page_of(department, CROSSED).notes == ("รอบ 2570 ไม่ได้ถามข้อ “ห้องส้วม”",)


def test_the_address_holds_everything_and_is_cleared_with_one_press(surveyed, department):
    page = page_of(department, f"{CROSSED}&show=row&state=submitted&district=1026")
    assert page.address_with() == "/dashboard/explorer/?district=1026&state=submitted&columns=toilet&show=row"
    assert page.clear_url == "/dashboard/explorer/?district=1026"
    assert page_of(department, urlsplit(page.address_with()).query).look == page.look


def test_the_tabs_and_the_ladder_lead_on_under_the_same_filters(surveyed, department):
    body = body_of(department, f"{CROSSED}&district=1026")
    assert 'href="/dashboard/explorer/?district=1026" aria-current="page"' in body
    assert "/dashboard/explorer/?group=central&amp;columns=toilet" in body


@pytest.mark.parametrize("query", ["rows=nonsense", "columns=house_no", "show=percent", "round=9999", "district=9",
                                   "state=x", "rows=citizen_id", "columns=sex"])  # fmt: skip
def test_what_does_not_exist_is_not_there(query, round_2570, department):
    assert factories.client_of(department).get(f"/dashboard/explorer/?{query}").status_code == 404


def test_a_question_crossed_with_itself_is_one_question():
    assert look_of({"rows": "toilet", "columns": "toilet"}).columns is None
    assert look_of({}).rows.key == "house_tenure" and look_of({}).show == Show.COUNT


def test_every_coded_question_is_offered_once_under_its_section():
    keys = [key for _title, questions in offered() for key, _label in questions]
    assert sorted(keys) == sorted(CODED)


def test_an_empty_place_says_what_would_be_here(round_2570, department):
    assert "จะอยู่ที่นี่" in body_of(department, CROSSED)


def test_before_the_first_round_there_is_nothing_to_explore(department, reference):
    Round.objects.all().delete()
    assert "ยังไม่มีรอบสำรวจ" in body_of(department, "")


def test_the_page_says_when_it_was_read_and_what_it_counts(surveyed, department):
    body = body_of(department, CROSSED)
    assert re.search(r"ณ \d+ \S+ 25\d\d \d\d:\d\d:\d\d น\.", body) and "สัมภาษณ์ได้ 130 จาก 130" in body
    assert "นับครัวเรือนที่ให้คำตอบทั้งสองข้อ" in body


def test_an_officer_sees_the_own_district_whole(surveyed, officer):
    page = page_of(officer, f"{CROSSED}&district=1026")
    assert not page.veil.hidden and not page.is_veiled
    assert sum(int(said) for key, said in shown(page).items() if "*" not in key) == 40


def test_an_officer_sees_no_small_count_of_the_city_and_none_leads_to_rows(surveyed, officer):
    page = page_of(officer, CROSSED)
    elsewhere = Survey.objects.exclude(district="1026")
    found = {key: elsewhere.filter(house_tenure=key[0], toilet=key[1]).count() for key in shown(page)}
    small = {key for key, count in found.items() if 0 < count < 5}
    assert small and all(shown(page)[key] == "ปกปิด" for key in small)
    assert not any(cell.url for line in page.lines for cell in line.cells) and "ปกปิด" in page.notes[-1]


@pytest.mark.parametrize("query", ["group=central", "group=south", "district=1006"])
def test_in_between_an_officer_is_told_where_to_cross(query, surveyed, officer):
    page = page_of(officer, f"{CROSSED}&{query}")
    assert not page.may_cross and page.counted.cells == {} and page.lines[0].cells[0].said == "0"
    ways = [way["url"] for way in page.ways_out]
    assert ways == [
        "/dashboard/explorer/?district=1026&columns=toilet",
        "/dashboard/explorer/?columns=toilet",
    ]
    assert "ไขว้คำถาม" in body_of(officer, f"{CROSSED}&{query}")


@pytest.mark.parametrize("state", ["approved", "submitted", "draft"])
def test_an_officer_looks_at_all_that_was_sent_beyond_the_own_district(state, surveyed, officer):
    assert shown(page_of(officer, f"{CROSSED}&state={state}")) == shown(page_of(officer, CROSSED))


@pytest.mark.parametrize("seed", range(3))
def test_no_addresses_together_tell_an_officer_a_small_count(
    seed, officer, other_officer, slum, other_slum, round_2570
):
    """Every question and every pair in the city, without the own district, which an officer knows whole."""
    few_surveys(officer, slum, seed=seed, number=25)
    few_surveys(other_officer, other_slum, seed=seed + 10, number=70)
    cells, sums, hidden = {}, [], set()
    for asked in [*((key,) for key in ANSWERS), *combinations(ANSWERS, 2)]:
        words = "&".join(f"{name}={key}" for name, key in zip(("rows", "columns"), asked, strict=False))
        table = Table(page_of(officer, words), page_of(officer, f"{words}&district=1026"))
        cells.update(table.cells)
        sums += table.sums
        hidden |= table.hidden
    told = leaks(cells, sums, hidden)
    assert hidden and {key: told[key] for key in told if cells[key]} == {}


class Table:
    """One shown table as an attacker writes it down: counts outside the own district, and how they add up."""

    def __init__(self, city, own) -> None:
        self.keys = [one.key for one in city.look.asked]
        rows, *columns = ((*one.by_code, "*") for one in city.look.asked)
        pairs = list(product(rows, *(columns or [("*",)])))
        self.cells = {self.named(pair): city.counted.of(*pair) - own.counted.of(*pair) for pair in pairs}
        self.hidden = {self.named(pair) for pair in pairs if city.veil.hides(*pair)}
        self.sums = self.lines(rows, columns[0] if columns else ())

    def lines(self, rows, columns) -> list[tuple]:
        down = [[(row, column) for row in rows] for column in columns or ("*",)]
        along = [[(row, column) for column in columns] for row in rows if columns]
        return [self.line(pairs) for pairs in down + along]

    def named(self, pair) -> tuple:
        """The same name for the same count in whichever table it stands."""
        return tuple(sorted((key, code) for key, code in zip(self.keys, pair, strict=False) if code != "*"))

    def line(self, pairs) -> tuple:
        *parts, total = map(self.named, pairs)
        return total, parts


def queries_of(user, query: str) -> int:
    client = factories.client_of(user)
    client.get(f"/dashboard/explorer/?{query}")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"/dashboard/explorer/?{query}").status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("who", "query", "number"),
    [("department", "rows=toilet", 7), ("department", CROSSED, 7), ("officer", f"{CROSSED}&district=1026", 8),
     ("officer", CROSSED, 9), ("officer", f"{CROSSED}&group=central", 7)],
)  # fmt: skip
def test_a_repeated_look_costs_few_queries(who, query, number, surveyed, request):
    assert queries_of(request.getfixturevalue(who), query) == number
