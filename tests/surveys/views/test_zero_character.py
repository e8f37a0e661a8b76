"""The zero character, which PostgreSQL does not keep, in every box that is searched or filtered by."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
SEARCHES = ["/surveys/", "/households/", "/review/"]
FILTERS = [
    "/surveys/?district=%s",
    "/surveys/?community=%s",
    "/surveys/?round=%s",
    "/surveys/?state=%s",
    "/review/?community=%s",
    "/review/?officer=%s",
    "/communities/?q=%s",
    "/communities/?district=%s",
    "/households/?community=%s",
    "/duplicates/?after=%s",
    "/duplicates/?show=%s",
    "/surveys/paper/?round=%s",
    "/surveys/paper/?community=%s",
    "/surveys/?after=%s",
]
LOOKED_UP = [
    "/dashboard/?district=%s",
    "/dashboard/?group=%s",
    "/dashboard/?community=%s",
    "/dashboard/?round=%s",
    "/dashboard/?state=%s",
    "/surveys/paper/?code=%s",
    "/api/v1/communities/?q=%s",
    "/api/v1/communities/?district=%s",
    "/api/v1/communities/?cursor=%s",
    "/api/v1/surveys/?state=%s",
    "/api/v1/surveys/?community=%s",
    "/api/v1/surveys/?round=%s",
    "/api/v1/surveys/?cursor=%s",
    "/api/v1/figures/?round=%s&by=district",
    "/api/v1/figures/?round=2570&by=community&district=%s",
    "/api/v1/figures/?round=2570&by=district&state=%s",
]


@pytest.mark.parametrize("address", SEARCHES)
def test_a_search_for_it_finds_or_finds_not_and_never_fails(address, head, slum, round_2570):
    client = factories.client_of(head)
    for words in ("\0", "ร่วม\0ใจ"):
        assert client.post(address, {"q": words}, follow=True).status_code == 200


@pytest.mark.parametrize("address", FILTERS)
def test_a_filter_by_it_shows_a_page(address, head, round_2570):
    assert factories.client_of(head).get(address % "%00").status_code == 200


@pytest.mark.parametrize(
    "address", ["/surveys/?district=%s", "/communities/?district=%s", "/households/?district=%s"]
)
def test_a_filter_by_it_shows_a_page_of_the_whole_city_too(address, department, round_2570):
    client = factories.client_of(department)
    assert [client.get(address % code).status_code for code in ("%00", "1026%00", "x")] == [200] * 3


@pytest.mark.parametrize("address", LOOKED_UP)
def test_what_is_named_by_it_is_not_there_or_refused(address, head, round_2570):
    assert factories.client_of(head).get(address % "1%00").status_code < 500
