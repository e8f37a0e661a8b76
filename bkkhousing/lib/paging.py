"""Pages by key: a page starts where the last one ended, so the ten-thousandth costs what the first does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Position = tuple[object, object]


@dataclass(frozen=True)
class Order:
    """How a list is sorted; rows alike are told apart by their primary key.

    A row's place is named in the address by its moment and key, or by its key alone, since a sort key may
    be made of a person's name.
    """

    field: str
    descending: bool = False
    by_moment: bool = False

    def place(self, row) -> str:
        """What the address says to continue from this row."""
        if not self.by_moment:
            return str(row.pk)
        return f"{(getattr(row, self.field) - EPOCH) // MICROSECOND}_{row.pk}"

    def position(self, rows: QuerySet, place: str) -> Position | None:
        """The sort value and key of a place; None when the address says nothing sensible."""
        moment, _line, key = place.rpartition("_")
        try:
            pk = rows.model._meta.pk.to_python(key if self.by_moment else place)
            if self.by_moment:
                return EPOCH + int(moment) * MICROSECOND, pk
            found = rows.order_by().values_list(self.field, flat=True).filter(pk=pk).first()
        except (ValidationError, ValueError, OverflowError):
            return None
        return None if found is None else (found, pk)

    def beyond(self, position: Position, *, backwards: bool) -> Q:
        """Rows after a position, or before it."""
        value, pk = position
        word = "lt" if self.descending != backwards else "gt"
        further = Q(**{f"{self.field}__{word}": value}) | Q(**{f"pk__{word}": pk})
        return Q(**{f"{self.field}__{word}e": value}) & further

    def sorted(self, rows: QuerySet, *, backwards: bool = False) -> QuerySet:
        sign = "-" if self.descending != backwards else ""
        return rows.order_by(f"{sign}{self.field}", f"{sign}pk")


@dataclass(frozen=True)
class Page:
    """The rows of one page; `previous` and `next` are places, empty when there is no such page."""

    rows: list
    previous: str = ""
    next: str = ""


def page_of(rows: QuerySet, order: Order, asked: Mapping[str, str], *, size: int = PAGE) -> Page:
    """The page that the address asks for with `after=` or `before=`; the first when it asks for none."""
    backwards = "before" in asked
    place = asked.get("before") or asked.get("after") or ""
    position = order.position(rows, place) if place else None
    if position is None:
        return _page(order, list(order.sorted(rows)[: size + 1]), size, came_from=False)
    rows = order.sorted(rows.filter(order.beyond(position, backwards=backwards)), backwards=backwards)
    return _page(order, list(rows[: size + 1]), size, came_from=True, backwards=backwards)


def _page(order: Order, found: list, size: int, *, came_from: bool, backwards: bool = False) -> Page:
    """One row more than the page was read, to know whether the list goes on."""
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    ahead, behind = (came_from, more) if backwards else (more, came_from)
    return Page(
        rows,
        previous=order.place(rows[0]) if rows and behind else "",
        next=order.place(rows[-1]) if rows and ahead else "",
    )
