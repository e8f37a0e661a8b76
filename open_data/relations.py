"""How the published counts hang together: every sum by which a reader could subtract one from another.

Questions share nothing but what contains them, the households or the people of a place and type.  Given these,
each question is protected by itself.  A key is `(place, type, measure)`; `rest of …` is a difference that nobody
publishes but everybody can compute, and which is therefore protected like a count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from open_data import contents
from open_data.contents import HOUSEHOLDS, PEOPLE
from open_data.tables import ALL_TYPES, Cell, Table
from surveys.measures import AMOUNTS

Spot = tuple[str, str]
Sum = tuple[Cell, list[Cell]]


@dataclass(frozen=True)
class Share:
    """Counts that together never exceed the counts that contain them; what is left over is their rest."""

    title: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def rest(self) -> str:
        return f"rest of {self.title}"

    @property
    def is_question(self) -> bool:
        """Whether what is left over is merely who did not answer, as other questions tell as well."""
        return self.whole == (HOUSEHOLDS,) and len(self.parts) > 1

    @property
    def total(self) -> str:
        """The name under which the whole is known."""
        return self.whole[0] if len(self.whole) == 1 else f"whole of {self.title}"


@cache
def groups() -> tuple[tuple[Share, ...], ...]:
    """Shares that stand together, because one question is part of another."""
    parts = {key: _answers(key) for key in _single_questions()}
    alone = [_asked(key, answers) for key, answers in parts.items() if key != "income_bracket"]
    income = (f"{AMOUNTS[0]}.count",)
    afford, gap = "afford_month.count", "affordability_gap.count"
    together = [
        (
            _asked("income_bracket", parts["income_bracket"]),
            _asked(income[0], income),
            Share("bracketed", parts["income_bracket"], income),
        ),
        (_asked(afford, (afford,)), _asked(gap, (gap,)), Share("afforded", (afford,), (gap,))),
    ]
    seen = {name for group in together for share in group for name in share.parts}
    rest = [one for one in contents.counts() if one.of and not _is_single(one) and one.name not in seen]
    of_one = [Share(one.name, (PEOPLE if one.of == PEOPLE else HOUSEHOLDS,), (one.name,)) for one in rest]
    return (*((share,) for share in alone), *map(tuple, together), *((share,) for share in of_one))


def _asked(title: str, parts: tuple[str, ...]) -> Share:
    return Share(title, (HOUSEHOLDS,), parts)


def _is_single(one: contents.Published) -> bool:
    """Whether a household gives one answer, so that the answers add up."""
    return bool(one.question) and not one.several and not one.name.endswith(".count")


def _single_questions() -> list[str]:
    return list(dict.fromkeys(one.question for one in contents.counts() if _is_single(one)))


def _answers(key: str) -> tuple[str, ...]:
    return tuple(one.name for one in contents.counts() if one.question == key and _is_single(one))


def lines_of(table: Table, names: Sequence[str]) -> Iterator[Sum]:
    """A place is the sum of its parts, and all types are the sum of each."""
    for whole, parts in _spots_in(table):
        for name in names:
            yield (*whole, name), [(*part, name) for part in parts]


def _spots_in(table: Table) -> Iterator[tuple[Spot, list[Spot]]]:
    spots = set(table.spots)
    within: dict[str, list[str]] = {}
    for place in table.places:
        within.setdefault(place.within, []).append(place.code)
    for place, kind in table.spots:
        inner = [(part, kind) for part in within.get(place, ()) if (part, kind) in spots]
        if inner:
            yield (place, kind), inner
        divided = [spot for one in table.types[1:] if (spot := (place, one.code)) in spots]
        if kind == ALL_TYPES and divided:
            yield (place, kind), divided
