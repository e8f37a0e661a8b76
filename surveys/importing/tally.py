"""Counting what the rows of a file come to."""

from collections import Counter
from collections.abc import Iterable

from surveys.choices.files import Deed
from surveys.importing.kinds import Judged


class Tally:
    """Counts that go into a checkpoint and out of it again."""

    def __init__(self, stored: dict | None = None) -> None:
        self._deeds = Counter({deed: (stored or {}).get(deed, 0) for deed in Deed.values})
        self._told = Counter((stored or {}).get("codes", {}))
        self._soft = (stored or {}).get("soft", 0)

    def add(self, judged: Iterable[Judged]) -> None:
        """Count these rows: their deeds, their problems by code, and how many are taken with a remark."""
        for one in judged:
            self._deeds[one.deed.value] += 1
            self._told.update({problem.code for problem in one.problems})
            self._soft += bool(one.problems) and one.deed != Deed.REFUSED

    @property
    def rows(self) -> int:
        return sum(self._deeds.values())

    @property
    def as_dict(self) -> dict:
        """`rows`, one number a deed, `soft` rows and `codes`: rows by the code of what is told of them."""
        counted = {deed: self._deeds[deed] for deed in Deed.values}
        codes = dict(sorted(self._told.items()))
        return {"rows": self.rows, **counted, "soft": self._soft, "codes": codes}
