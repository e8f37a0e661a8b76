"""The tabs of the dashboard: every page under the same filters."""

import pytest

from dashboards.filters import asked_of
from dashboards.pages import PAGES, page_links
from dashboards.readers.places import standing
from surveys.models import Round
from tests import factories

pytestmark = pytest.mark.django_db


def links_of(user, asked: dict[str, str], current: str = "overview"):
    rounds = tuple(Round.objects.newest_first())
    filters = asked_of(asked, rounds, rounds[0].opens_on)
    return page_links(standing(asked=asked, user=user), filters, current)


def test_the_tabs_keep_place_and_filters_but_not_the_measure_of_the_map(department, round_2570):
    links = links_of(department, {"group": "central", "state": "approved", "map": "low_income"})
    assert links[0].url == "/dashboard/?group=central&state=approved"
    assert {link.url.partition("?")[2] for link in links} == {"group=central&state=approved"}


def test_without_filters_the_tabs_are_plain_addresses(department, round_2570):
    links = links_of(department, {})
    assert [link.url for link in links] == [page.url for page in PAGES]


def test_the_page_one_is_on_is_marked_and_no_other(department, round_2570):
    assert [link.active for link in links_of(department, {})].count(True) == 1
    body = factories.client_of(department).get("/dashboard/").content.decode()
    tabs = body.partition('class="page-tabs"')[2].partition("</nav>")[0]
    assert tabs.count('aria-current="page"') == 1


def test_every_page_has_its_own_word_and_route():
    assert len({page.slug for page in PAGES}) == len({page.route for page in PAGES}) == len(PAGES)
