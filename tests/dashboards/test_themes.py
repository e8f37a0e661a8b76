"""The pages of the dashboard: one grammar, whatever each of them speaks of."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.definitions import definition_of
from dashboards.indicators import ALL, BY_KEY
from dashboards.pages import BY_SLUG
from dashboards.themes import DRAWN, OVERVIEW, SECTIONS, THEMES
from surveys.measures import BY_NAME
from tests import factories
from tests.dashboards.scattered import scatter

EVERY_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
OF_THE_FRAME = 2  # the session and the person


@pytest.fixture
def scattered(round_2570):
    scatter()
    factories.open_round("2569", fiscal_year=2569)


def visit(user, theme, query: str = ""):
    return factories.client_of(user).get(f"{BY_SLUG[theme.slug].url}{query}")


@EVERY_THEME
def test_a_theme_reads_only_measures_that_are_counted(theme):
    for indicator in theme.on_map:
        assert set(theme.measures(indicator)) <= set(BY_NAME)
    assert set(theme.drawn) <= set(theme.measures(theme.on_map[0]))


@EVERY_THEME
def test_a_theme_has_a_page_and_no_chart_twice(theme):
    assert BY_SLUG[theme.slug].url and len({kind.key for kind in theme.kinds}) == len(theme.kinds)
    assert set(theme.keys) | set(theme.columns) | set(theme.on_map) <= set(ALL)


def test_every_indicator_is_known_by_a_key_of_its_own():
    assert len(BY_KEY) == len(ALL)


def test_the_sections_of_all_themes_are_those_of_their_pages():
    kinds = [kind for _heading, kinds in SECTIONS for kind in kinds]
    assert {kind for theme in THEMES.values() for kind in theme.kinds if theme is not OVERVIEW} == set(kinds)
    assert set(OVERVIEW.drawn) <= set(DRAWN) and len(set(DRAWN)) == len(DRAWN)


@EVERY_THEME
def test_every_chart_and_number_is_defined(theme):
    assert all(str(kind.counts).strip() for kind in theme.kinds)
    said = [definition_of(one) for one in (*theme.keys, *theme.on_map, *theme.columns)]
    assert all(len(one) > 20 for one in said)


@pytest.mark.django_db
@EVERY_THEME
def test_a_page_prints_its_definitions_its_switch_and_its_tabs(theme, scattered, department):
    body = visit(department, theme).content.decode()
    for one in (*theme.keys, theme.on_map[0]):
        assert str(one.label) in body
    assert definition_of(theme.keys[0]).replace("“", "“") in body
    assert 'class="trust__switch"' in body and "อนุมัติแล้วขึ้นไป" in body
    assert len(re.findall('aria-current="page">', body)) >= 1


@pytest.mark.django_db
@EVERY_THEME
def test_the_map_and_the_table_follow_the_theme_until_another_measure_is_chosen(theme, scattered, department):
    page = visit(department, theme).context["page"]
    assert page.asked.indicator is theme.on_map[0] and page.columns == theme.columns
    chosen = visit(department, theme, f"?map={theme.on_map[1].key}").context["page"]
    assert chosen.asked.indicator is theme.on_map[1]
    assert f"map={theme.on_map[1].key}" in chosen.ranks[0].url


@pytest.mark.django_db
def test_a_measure_of_another_theme_may_be_put_on_the_map(scattered, department):
    response = visit(department, THEMES["people"], "?map=eviction")
    choices = [key for key, _label in response.context["filter_form"].fields["map"].choices]
    assert response.status_code == 200 and choices[-1] == "eviction"


STATEMENTS = {
    ("department", ""): 6,  # rounds, districts, figures, targets, figures of the round before, boundaries
    ("department", "?group=north"): 6,
    ("department", "?district=1026"): 6,  # the last: communities for the map
    ("department", "?compare=city&district=1026"): 7,  # targets of the districts
    ("officer", ""): 7,  # the own district, for the frame
    ("officer", "?district=1026"): 7,
    ("officer", "?district=1006"): 6,
    ("officer", "?district=1026&compare=district:1006"): 8,
}


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "query"), STATEMENTS, ids=lambda value: value or "city")
def test_what_a_page_asks_of_the_database_is_counted(who, query, scattered, request):
    client = factories.client_of(request.getfixturevalue(who))
    found = {}
    for theme in (OVERVIEW, THEMES["tenure"], THEMES["people"]):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{BY_SLUG[theme.slug].url}{query}")
        found[theme.slug] = len(queries)
        assert not [
            one for one in queries if '"surveys_survey"' in one["sql"] or "surveys_member" in one["sql"]
        ]
    assert set(found.values()) == {STATEMENTS[who, query] + OF_THE_FRAME}


@pytest.mark.django_db
def test_only_what_a_page_shows_is_read(scattered, department):
    with CaptureQueriesContext(connection) as queries:
        visit(department, THEMES["people"])
    read = next(one["sql"] for one in queries if "FROM surveys_figure" in one["sql"])
    assert "members_elderly" in read and "land_owner" not in read
