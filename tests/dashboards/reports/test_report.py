"""The executive report: every number of its sheets is the number of the page, whoever asks and whatever for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dashboards.reports import asking
from dashboards.reports.contents import Share
from dashboards.reports.report import report_of
from dashboards.themes import THEMES
from tests import factories
from tests.dashboards.reports import books, walking

pytestmark = pytest.mark.django_db
QUERIES = {"": 14, "district": 19}
READERS = {"openpyxl": books.through_openpyxl, "calamine": books.through_calamine}
ASKED = {
    "city": {},
    "group": {"group": "central"},
    "district": {"district": "1026"},
    "approved": {"state": "approved"},
    "beside": {"district": "1026", "compare": "district:1006"},
}


@pytest.fixture
def filled(reference):
    walking.fill()


@pytest.fixture
def report(request, filled, tmp_path):
    """The report of a person and a place, both named in the test."""
    person, asked = request.param
    user = request.getfixturevalue(person)
    return walking.Taken(user, ASKED[asked], walking.taken(tmp_path, user, **ASKED[asked]))


def each(*pairs: tuple[str, str]):
    return pytest.mark.parametrize("report", pairs, indirect=True, ids=" ".join)


EVERYBODY = each(
    ("department", "city"),
    ("analyst", "group"),
    ("head", "city"),
    ("other_head", "district"),
    ("department", "approved"),
    ("administrator", "beside"),
)


def written(values) -> list[str]:
    """Cells as a page writes them; a share has one decimal in per cent."""
    return [_written(value) for value in values]


def _written(value) -> str:
    if isinstance(value, float) and not value.is_integer():
        return f"{100 * value:.1f}%" if abs(value) <= 1 else f"{value:.1f}"
    return f"{int(value):,}" if isinstance(value, float | int) else str(value)


def same(found: str, shown: str) -> bool:
    """0 and 1 may be 0.0% and 100.0% on the page: a reader without formats cannot tell."""
    return found == shown or shown in {"0": ("0.0%", "0.0"), "1": ("100.0%", "1.0")}.get(found, ())


def block(rows: list[list], title: str) -> list[list]:
    """The rows below the head of the table whose first column is titled so, up to the next blank one."""
    start = next(place for place, row in enumerate(rows) if row[0] == title) + 1
    end = next((place for place in range(start, len(rows)) if rows[place][1] == ""), len(rows))
    return rows[start:end]


@EVERYBODY
def test_every_number_is_that_of_its_page_and_every_bar_points_at_one(report):
    for slug, page in report.pages.items():
        rows = report.rows(walking.name_of(slug))
        same_key_numbers(rows, page)
        same_places(report, slug, page)
        drawn = {title_of(one): one.series[0] for one in report.book[walking.name_of(slug)]._charts}
        for chart in charts_of(page):
            same_table(rows, chart)
            if chart.drawn:
                same_bars(report, drawn[chart.subject], chart)


def same_key_numbers(rows, page) -> None:
    found = block(rows, "ตัวเลขสำคัญ")
    assert [row[0].split("\n")[0] for row in found] == [one.label for one in page.key_numbers]
    for row, one in zip(found, page.key_numbers, strict=True):
        assert same(_written(row[1]), f"{one.value}%" if one.unit == "%" else str(one.value)), one.label


def same_table(rows, chart) -> None:
    found = {row[0]: row[1:] for row in block(rows, chart.subject)}
    assert set(found) == {row.label for row in chart.rows}
    for row in chart.rows:
        shown = [row.count, *[row.share] * chart.has_shares, *[row.beside] * bool(chart.beside)]
        assert all(map(same, written(found[row.label][: len(shown)]), shown)), (chart.key, row)


def same_places(report, slug, page) -> None:
    """The districts or communities, in the order of the page."""
    kind = "รายชุมชน" if "district" in report.asked else "รายเขต"
    found = report.rows(walking.places_of(slug, kind))[4:] if page.rows else []
    assert [row[0] for row in found] == [row.name for row in page.rows]
    for row, shown in zip(found, page.rows, strict=True):
        expected = f"{shown.expected:,}" if shown.expected else "–"
        assert all(map(same, written(row[1:]), (shown.surveys, expected, *shown.numbers))), shown


def same_bars(report, series, chart) -> None:
    """A drawn sum of several bars has no row and so no bar."""
    shown = {bar.key: row for bar, row in zip(chart.bars, chart.rows, strict=True)}
    rows = [shown[bar.key] for bar in chart.drawn if bar.key in shown]
    labels, values = pointed_at(report, series)
    assert labels == [row.label for row in rows]
    numbers = [row.share if chart.has_shares else row.count for row in rows]
    assert all(map(same, written(values), numbers)), chart.key


def charts_of(page) -> list:
    return [chart for section in page.sections for chart in section.charts if chart.rows]


def title_of(chart) -> str:
    return "".join(run.t for paragraph in chart.title.tx.rich.p for run in paragraph.r)


def pointed_at(report, series) -> tuple[list, list]:
    """The labels and the values that a series takes from the cells."""
    return tuple(books.cells_in(report.book, one.numRef.f) for one in (series.cat, series.val))


@pytest.mark.either_database
@each(("department", "city"), ("administrator", "beside"))
def test_the_highest_places_are_drawn_from_the_sheet_of_places(report):
    page = report.pages["overview"]
    charts = report.book[walking.name_of("overview")]._charts
    (series,) = next(one.series for one in charts if title_of(one) == page.map_title)
    labels, values = pointed_at(report, series)
    assert labels == [row.name for row in page.rows[: len(labels)]] and len(labels) >= 2
    assert values == sorted(values, reverse=True)


@each(("head", "city"))
def test_who_may_not_see_rows_gets_no_small_count(report):
    counts = {row[0]: row[1] for row in block(report.rows(walking.name_of("tenure")), "ปัญหาที่อยู่อาศัย")}
    assert counts["ได้รับหนังสือให้ย้ายออก"] == 13
    places = {row[0]: row[1:] for row in report.rows(walking.places_of("tenure"))}
    assert places["เขตบางกะปิ"][2] == "ปกปิด"
    assert "“ปกปิด” คือ" in str(report.rows("ปก"))


@pytest.mark.either_database
@each(("other_head", "district"))
def test_a_foreign_district_has_no_sheet_of_its_communities(report):
    assert not [name for name in report.book.sheetnames if "รายชุมชน" in name]
    assert "ร่วมใจพัฒนา" not in "".join(str(report.rows(name)) for name in report.book.sheetnames)


@pytest.mark.either_database
@each(("department", "city"))
def test_the_cover_tells_what_the_report_is_of_and_how_far_it_can_be_trusted(report):
    page, facts = report.pages["overview"], {row[0]: row[1] for row in report.rows("ปก")}
    assert facts["พื้นที่"] == "กรุงเทพมหานคร" and facts["รอบสำรวจ"] == "รอบ 2570 (2570)"
    assert facts["สถานะแบบ"] == "ส่งแล้วขึ้นไป" and facts["สำรวจแล้ว"].startswith("110 ครัวเรือน")
    assert facts["ความครอบคลุม"].startswith(f"{page.seen.totals.coverage:.1f}% · จากเป้า")
    assert facts["ความน่าเชื่อถือ"] == "\n".join(page.trust.said)
    assert facts["จัดทำโดย"] == report.user.display_name


@pytest.mark.either_database
@each(("department", "city"))
def test_the_cover_leads_to_every_sheet(report):
    found = [cell.hyperlink.location for (cell, *_rest) in report.book["ปก"].iter_rows() if cell.hyperlink]
    names = report.book.sheetnames[1:]
    assert found == [f"'{name}'!A1" for name in names] and len(set(names)) == 2 * len(THEMES) + 5


@pytest.mark.either_database
@each(("department", "city"))
def test_every_number_has_its_definition(report):
    meant = {(row[0], row[1]) for row in report.rows("นิยาม")}
    for page in report.pages.values():
        assert {(one.label, one.definition) for one in page.key_numbers} <= meant
        assert {(one.subject, one.definition) for one in charts_of(page)} <= meant


@pytest.mark.either_database
@each(("department", "city"))
def test_every_sheet_says_to_the_second_of_when_it_tells(report):
    (moment,) = {paper["A2"].value.rpartition(" ณ ")[2] for paper in report.book}
    assert moment.count(":") == 2 and " 25" in moment


@pytest.mark.either_database
def test_a_name_that_looks_like_a_formula_stays_a_name(filled, tmp_path, head):
    bad = '=HYPERLINK("http://x")'
    walking.counted(factories.community("1026", bad), 9, house_tenure_rent=9)
    path = walking.taken(tmp_path, head, district="1026")
    (cell,) = (
        row[0]
        for row in books.paper(path, walking.places_of("tenure", "รายชุมชน")).iter_rows()
        if row[0].value == bad
    )
    assert cell.data_type == "s" and cell.quotePrefix


def test_a_round_that_did_not_ask_says_so(filled, tmp_path, department):
    factories.open_round("2569", questions=["visit_result", "house_tenure"], fiscal_year=2569)
    place = factories.community("1026", "ร่วมใจพัฒนา")
    factories.figure_row(place, round="2569", surveys=20, house_tenure_rent=20).save()
    path = walking.taken(tmp_path, department, round="2569")
    text = str(books.through_openpyxl(path, walking.name_of("economy")))
    assert "รอบ 2569 ไม่ได้ถามเรื่องนี้" in text and books.charts(path, walking.name_of("economy")) == []


@pytest.mark.either_database
def test_a_place_without_surveys_has_a_cover_that_says_so(filled, tmp_path, department):
    path = walking.taken(tmp_path, department, district="1050")
    assert books.names(path) == ["ปก"]
    assert "ยังไม่มีแบบสำรวจ" in str(books.through_openpyxl(path, "ปก"))


@pytest.mark.parametrize("where", QUERIES)
def test_the_number_of_statements_does_not_depend_on_how_much_there_is(filled, department, where):
    given = {where: "1026"} if where else {}
    assert len(statements(department, given)) == QUERIES[where]
    walking.counted(factories.community("1026", "เพิ่ม"), 5, house_tenure_rent=5)
    assert len(statements(department, given)) == QUERIES[where]


def statements(user, given: dict) -> CaptureQueriesContext:
    at = timezone.now()
    with CaptureQueriesContext(
        connection,
    ) as found:
        place, asked = asking.read(given, user=user, at=at)
        report_of(place, asked, at=at, by=user)
    return found


@pytest.mark.either_database
def test_shares_are_numbers_of_one_decimal(filled, department):
    at = timezone.now()
    report = report_of(*asking.read({}, user=department, at=at), at=at, by=department)
    cells = [
        value for sheet in report.sheets for table in sheet.tables for row in table.rows for value in row
    ]
    shares = [value for value in cells if isinstance(value, Share)]
    assert len(shares) > 100 and all(round(share, 3) == share for share in shares)
