"""Ten thousand forms imported over others and taken back: every row and figure is as it was."""

import pytest
from django.utils import timezone

from communities.models import Household
from surveys import figures
from surveys.actions import file_imports as actions
from surveys.models import Debt, Figure, Member, Survey
from tests.surveys import kobo
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db

ROWS, CHANGED = 10_000, 4_000
TRACES = {"revision", "updated_at", "sent_hash"}


def stored() -> dict[str, list]:
    """All rows that an import may change, without what tells that they were written."""
    columns = [field.attname for field in Survey._meta.concrete_fields if field.attname not in TRACES]
    found = {"surveys": list(Survey.objects.order_by("pk").values(*columns))}
    for model in (Household, Member, Debt):
        found[model.__name__] = list(model.objects.order_by("pk").values())
    found["figures"] = [row for row in Figure.objects.order_by("pk").values() if any(sums_of(row))]
    return found


def sums_of(row: dict) -> list:
    return [value for name, value in row.items() if name not in ("id", "round_id", "community_id", "state")]


def rows(first: int, last: int, **cells) -> list[dict]:
    """Forms of as many minutes, told apart by their ids."""
    return [kobo.row(number % 700, **{"_id": str(number), **cells}) for number in range(first, last)]


def test_undoing_ten_thousand_rows_restores_every_row_and_figure(officer, slum, reference):
    walking.keep_open("2568")
    walking.written(*rows(0, CHANGED), by=officer)
    before = stored()
    written = walking.written(*rows(0, CHANGED, rent_price="9"), *rows(CHANGED, ROWS), by=officer)
    assert (written.counts["updated"], written.counts["created"]) == (CHANGED, ROWS - CHANGED)
    assert figures.differences() == []
    actions.undo(file_import=written, by=officer, at=timezone.now())
    assert walking.done(written).state == "undone"
    assert stored() == before
    assert figures.differences() == []
