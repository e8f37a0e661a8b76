"""The sums of one place as the pages read them: counts, bases, coverage, and what is withheld."""

from collections.abc import Collection
from dataclasses import dataclass, field

from bkkhousing.lib.disclosure import FEWEST
from surveys.readers.figures import Sums
from surveys.readers.withholding import INSIDE, INTERVIEWED, NO_INTERVIEW, OUTSIDE, SURVEYS
from surveys.readers.withholding import answers_of as choices_of

__all__ = [
    "FEWEST", "INSIDE", "INTERVIEWED", "NO_INTERVIEW", "OUTSIDE", "SURVEYS", "Totals", "choices_of", "share",
]  # fmt: skip


@dataclass(frozen=True)
class Totals:
    """The sums of one place beside the households that were to be surveyed there.

    `withheld` names what this reader may not be told of the place: measures, or the bases of questions.
    """

    sums: Sums = field(default_factory=Sums)
    expected: int = 0
    withheld: frozenset[str] = frozenset()

    @classmethod
    def together(cls, parts: Collection["Totals"]) -> "Totals":
        """The totals of several places in one."""
        return cls(Sums.together([part.sums for part in parts]), sum(part.expected for part in parts))

    def count(self, *names: str) -> int:
        return sum(self.sums.measures.get(name, 0) for name in names)

    def hides(self, *names: str) -> bool:
        """Whether any of these is withheld here."""
        return not self.withheld.isdisjoint(names)

    @property
    def surveys(self) -> int:
        return self.sums.surveys

    @property
    def interviewed(self) -> int:
        """Households whose sections C to G were asked: all but absent, refusing, vacant and gone ones."""
        return self.surveys - self.count(*NO_INTERVIEW)

    @property
    def coverage(self) -> float | None:
        """Per cent surveyed of the expected; households outside communities are in neither number."""
        if not self.expected or self.hides(INSIDE):
            return None
        return 100 * (self.surveys - self.sums.outside) / self.expected


def share(part: int, base: int) -> float | None:
    """Per cent, or nothing when it would speak of fewer than five."""
    return 100 * part / base if base >= FEWEST else None
