"""The pages beside a count of the real file that shares no code with them."""

import re
from collections import Counter, defaultdict
from datetime import datetime
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from tests import factories
from tests.shared_data import shared_data, shared_rows

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
RANKED = re.compile(r'<li class="rank__row".*?<a [^>]*>([^<]+)</a>.*?<span class="rank__value">([^<]+)<')
FILE, REGISTRY = "real/community_household_survey_2568_odd_districts.csv", "real/bma_communities_2003.csv"
# What the codebook of the file calls the answers, and what the page calls them.
TENURES = {
    "1": "เป็นเจ้าของ",
    "2": "เช่า",
    "3": "อยู่ฟรีกับญาติหรือเพื่อน",
    "4": "บุกรุก",
    "5": "อยู่ฟรี บ้านพักสวัสดิการ/นายจ้าง",
}
MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


class Tables(HTMLParser):
    """Every table of a page as rows of texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[list[list[str]]] = []
        self.is_in_cell = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.found.append([])
        elif tag == "tr" and self.found:
            self.found[-1].append([])
        elif tag in ("th", "td"):
            self.found[-1][-1].append("")
            self.is_in_cell = True

    def handle_endtag(self, tag):
        self.is_in_cell = self.is_in_cell and tag not in ("th", "td")

    def handle_data(self, data):
        if self.is_in_cell:
            self.found[-1][-1][-1] += data


def table_of(text: str, heading: str) -> list[dict[str, str]]:
    """The rows of the table whose first heading is this, by heading."""
    for head, *rows in Tables(text).found:
        names = [" ".join(name.split()) for name in head]
        if names[0] == heading:
            return [dict(zip(names, (" ".join(cell.split()) for cell in row), strict=False)) for row in rows]
    raise AssertionError(f"no table of {heading}")


def number(text: str) -> float:
    return float(text.replace(",", "").split()[0].rstrip("%"))


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """The pages of the department over the real register and survey, imported once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_communities", shared_data(REGISTRY), stdout=StringIO())
        ways = ("--round", "2568", "--mapping", "kobo_2568", "--unmatched", "outside")
        call_command("import_surveys", shared_data(FILE), *ways, stdout=StringIO())
        client = factories.client_of(factories.person("department"))
        yield lambda path: client.get(f"/dashboard/{path}").content.decode()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def rows():
    return list(shared_rows(FILE))


def names_of_districts() -> dict[str, str]:
    """Code to name as the registry of the city writes them."""
    return {row["code"]: row["name_th"] for row in shared_rows("districts.csv")}


def test_the_city_shows_every_form_of_the_file(pages, rows):
    assert f"กรุงเทพมหานคร: สำรวจแล้ว {len(rows):,} ครัวเรือน" in pages("?round=2568")


@pytest.mark.parametrize("page", ["", "tenure/"])
def test_tenure_is_counted_as_in_the_file(page, pages, rows):
    counted = Counter(row["house_status"] for row in rows)
    shown = {row["การถือครองบ้าน"]: row for row in table_of(pages(f"{page}?round=2568"), "การถือครองบ้าน")}
    for code, label in TENURES.items():
        assert number(shown[label]["จำนวน"]) == counted[code], label
        assert number(shown[label]["ร้อยละ"]) == pytest.approx(100 * counted[code] / len(rows), abs=0.05)


def test_every_districts_tenure_is_counted_as_in_the_file(pages, rows):
    for code in sorted({row["dname"] for row in rows}):
        counted = Counter(row["house_status"] for row in rows if row["dname"] == code)
        text = pages(f"tenure/?round=2568&district={code}")
        shown = {row["การถือครองบ้าน"]: row["จำนวน"] for row in table_of(text, "การถือครองบ้าน")}
        assert {label: number(shown[label]) for label in TENURES.values()} == {
            label: counted[key] for key, label in TENURES.items()
        }, code


def test_the_mean_rent_of_every_district_is_that_of_the_file(pages, rows):
    paid = defaultdict(list)
    for row in rows:
        if row["rent_price"]:
            paid[row["dname"]].append(int(row["rent_price"]))
    names, text = names_of_districts(), pages("economy/?round=2568&map=rent_house")
    shown = dict(RANKED.findall(text))
    enough = {code: rents for code, rents in paid.items() if len(rents) >= 5}
    assert len(enough) > 10
    for code, rents in enough.items():
        assert number(shown[names[code]]) == pytest.approx(sum(rents) / len(rents), abs=0.51), code


def test_progress_shows_the_forms_of_each_district_and_day(pages, rows):
    text, names = pages("progress/?round=2568"), names_of_districts()
    counted = Counter(names[row["dname"]] for row in rows)
    league = {row["เขต"].split()[0].removeprefix("เขต"): row for row in table_of(text, "ที่")}
    assert {name: number(row["ส่งแล้ว"]) for name, row in league.items()} == {
        name: counted[name] for name in names.values()
    }
    days = {row["วันที่ส่ง"]: number(row["ส่งในวันนั้น"]) for row in table_of(text, "วันที่ส่ง")}
    assert days == Counter(map(finished, rows))


def finished(row) -> str:
    """The day on which the form was finished, as it is written in Thai."""
    day = max(datetime.strptime(row[moment], "%m/%d/%Y %H:%M") for moment in ("start", "end"))
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"
