"""What progress and quality have in common: the way up, the round that is kept, and the way back to this round."""

from datetime import date

import pytest

from surveys.models import Round
from tests import factories

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("path", ["/dashboard/progress/", "/dashboard/quality/"])
BEFORE = {"fiscal_year": 2569, "opens_on": date(2025, 10, 1), "closes_on": date(2026, 9, 30)}


def visit(user, path: str, query: str = ""):
    return factories.client_of(user).get(f"{path}{query}")


@EACH
def test_the_way_up_keeps_the_round_and_ends_at_the_place(path, round_2570, department):
    factories.open_round("2569", **BEFORE)
    city, group, district = visit(department, path, "?round=2569&district=1026").context["ladder"]
    assert city["url"] == f"{path}?round=2569"
    assert group["url"] == f"{path}?group=central&round=2569"
    assert district == {"label": "เขตดินแดง"}


@EACH
def test_this_round_is_one_step_away_from_another_and_none_from_itself(path, round_2570, department):
    factories.open_round("2569", **BEFORE)
    assert visit(department, path, "?round=2569").context["page"].clear_url == path
    assert visit(department, path, "?district=1026").context["page"].clear_url == ""


@EACH
def test_the_form_asks_for_the_round_and_keeps_the_rest_but_states(path, round_2570, department):
    context = visit(department, path, "?district=1026&compare=city&state=approved").context
    assert dict(context["hidden"]) == {"district": "1026", "compare": "city"}
    assert list(context["filter_form"].fields) == ["round"]


@EACH
def test_the_page_is_one_of_the_tabs(path, round_2570, department):
    (active,) = [link for link in visit(department, path).context["page_links"] if link.active]
    assert active.url == path


@EACH
def test_before_the_first_round_there_is_nothing_to_tell(path, department):
    Round.objects.all().delete()
    assert "dashboards/dashboard_none.html" in [one.name for one in visit(department, path).templates]


@EACH
@pytest.mark.parametrize("query", ["?round=1999", "?district=9999", "?state=gone"])
def test_an_address_that_names_nothing_is_not_found(path, query, round_2570, department):
    assert visit(department, path, query).status_code == 404
