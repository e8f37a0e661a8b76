"""Which figures of a version are withheld, so that neither this version nor two together tell of a few households.

Where fewer than five households were surveyed nothing is said but that; what an earlier version withheld stays
withheld, and so does what changed by fewer than five since then.  See decision 0027.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bkkhousing.lib.disclosure import FEWEST, withheld
from open_data import contents
from open_data.contents import HOUSEHOLDS, PEOPLE
from open_data.relations import Share, Spot, Sum, groups, lines_of
from open_data.tables import ALL_TYPES, Cell, Table

Cells = dict[Cell, int]
MANY = 4  # a question of which more than a quarter is withheld is tried without the types


@dataclass(frozen=True)
class Earlier:
    """A version that somebody may have taken: its whole table, and what of it was withheld."""

    table: Table
    hidden: frozenset[Cell]


def hidden_of(table: Table, earlier: Sequence[Earlier] = ()) -> frozenset[Cell]:
    """The cells of the table that are not published."""
    also: set[Cell] = set()
    for version in earlier:
        also |= version.hidden | _changed_little(version.table, table)
    hidden = _Withholding(table, also).all()
    spots, names = set(table.spots), contents.published()
    return frozenset(cell for cell in also | hidden if cell[:2] in spots and cell[2] in names)


class _Withholding:
    """One table: first what contains the rest, then question by question."""

    def __init__(self, table: Table, also: Collection[Cell] = ()) -> None:
        self.table, self.also = table, also
        self.closed = {cell[:2] for cell in self._alone(HOUSEHOLDS)}
        self.also = {*also, *self._at(self.closed, contents.published())}
        self.uncounted = {cell[:2] for cell in self._alone(PEOPLE)}

    def all(self) -> set[Cell]:
        hidden = self._at(self.closed, contents.published()) | self._at(self.uncounted, [PEOPLE])
        answered = {cell[2] for cell, count in self.table.values.items() if count}
        for group in groups():
            if any(name in answered for share in group for name in share.parts):
                hidden |= _Group(self, group).hidden()
        told = [
            (*spot, one.name)
            for spot in self.table.spots
            for one in contents.sums()
            if (*spot, one.of) in hidden
        ]
        return {*hidden, *told}

    def _alone(self, name: str) -> frozenset[Cell]:
        """Where a count that contains others is withheld."""
        cells = {(*spot, name): self.table.value(*spot, name) for spot in self.table.spots}
        return withheld(cells, list(lines_of(self.table, [name])), also=self.also)

    def _at(self, spots: Iterable[Spot], names: Iterable[str]) -> set[Cell]:
        names = tuple(names)
        return {(*spot, name) for spot in spots for name in names}

    def is_told(self, spot: Spot, whole: Sequence[str]) -> bool:
        return spot not in (self.uncounted if tuple(whole) == (PEOPLE,) else self.closed)


class _Group:
    """Questions that stand together: their counts, the sums of these, and what of them cannot be withheld."""

    def __init__(self, around: _Withholding, shares: Sequence[Share]) -> None:
        self.table, self.around, self.shares = around.table, around, shares
        self.names = list(dict.fromkeys(name for share in shares for name in share.parts))
        spots = self.table.spots
        self.cells: Cells = {
            (*spot, one): self.table.value(*spot, one) for spot in spots for one in self.names
        }
        self.sums: list[Sum] = list(lines_of(self.table, self.names))
        self.also: set[Cell] = set()
        self.never: set[Cell] = set()
        for spot in spots:
            for share in shares:
                self._take(spot, share)

    def hidden(self) -> set[Cell]:
        """What of the group is withheld; without the types of communities where that leaves more to be told."""
        hidden = self._withheld(self.also)
        if len(hidden) * MANY < len(self.cells):
            return hidden
        divided = {cell for cell in self.cells if cell[1] != ALL_TYPES and cell not in self.never}
        return min(hidden, self._withheld(self.also | divided), key=len)

    def _withheld(self, also: set[Cell]) -> set[Cell]:
        """All of the group where no part can hide another."""
        wanted = also | {cell for cell in self.around.also if cell in self.cells}
        try:
            return set(withheld(self.cells, self.sums, also=wanted, never=self.never, zeros=True))
        except ValueError:
            return {(*spot, name) for spot in self.table.spots for name in self.names}

    def _take(self, spot: Spot, share: Share) -> None:
        """Put the parts under what contains them, where that is told."""
        whole = sum(self.table.value(*spot, name) for name in share.whole)
        parts = sum(self.table.value(*spot, name) for name in share.parts)
        if not self.around.is_told(spot, share.whole):
            self.also.update((*spot, name) for name in share.parts)
        elif whole >= parts:
            self._contain(spot, share, whole, whole - parts)

    def _contain(self, spot: Spot, share: Share, whole: int, rest: int) -> None:
        total, left = (*spot, share.total), (*spot, share.rest)
        self.cells.setdefault(total, whole)
        self.cells[left] = rest
        self.sums.append((total, [*((*spot, name) for name in share.parts), left]))
        if len(share.whole) > 1:
            self.sums.append((total, [(*spot, name) for name in share.whole]))
        elif share.total in (HOUSEHOLDS, PEOPLE):
            self.never.add(total)
        if not share.is_question:
            return
        if 0 < whole - rest < FEWEST:
            self.also.update((*spot, name) for name in (*share.parts, share.rest))
        elif not 0 < rest < FEWEST:
            self.never.add(left)


def _changed_little(before: Table, after: Table) -> set[Cell]:
    """What must not be told because the difference from an earlier version would tell of a few.

    Where nothing became less, the differences are a table of counts, and are protected as one.
    """
    keys = before.values.keys() | after.values.keys()
    more = {key: after.values.get(key, 0) - before.values.get(key, 0) for key in keys}
    if min(more.values(), default=0) >= 0:
        return _Withholding(Table(after.places, after.types, more)).all()
    few = {key for key, change in more.items() if 0 < abs(change) < FEWEST}
    closed = {cell[:2] for cell in few if cell[2] == HOUSEHOLDS}
    return few | {(*spot, name) for spot in closed for name in contents.published()}
