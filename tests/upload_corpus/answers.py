"""What a file of the corpus must come to."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refusal:
    """The file is not taken in, for this reason."""

    code: str
    says: str = ""


@dataclass(frozen=True)
class Reading:
    """The file is read: these headers, rows as text, what is said of the table, and the cells not to be relied on."""

    headers: tuple[str, ...] | None = None
    rows: list[list[str]] | None = None
    count: int | None = None
    notes: frozenset[str] = frozenset()
    flaws: dict[tuple[int, int], str] = field(default_factory=dict)
    encoding: str | None = None
    header_row: int | None = None


@dataclass(frozen=True)
class Case:
    """One file: what it is about, how it is called, how it is made, and its answer."""

    title: str
    name: str
    make: Callable[[], bytes]
    answer: Refusal | Reading

    def __str__(self) -> str:
        return self.title
