"""The district that a name means, however it was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bkkhousing.lib import thai
from districts.models import District

ALSO_CALLED = {"Vadhana": "1039", "Pom Prap": "1008"}
ALIKE = 0.85
SHORTEST_BEGINNING = 6


@dataclass(frozen=True)
class Meant:
    """A district, and whether the name had to be corrected to find it."""

    code: str
    corrected: bool


class DistrictNames:
    """The names of the fifty districts in both languages."""

    def __init__(self, districts: Iterable[District]) -> None:
        self._written = {
            name: one.pk for one in districts for name in (one.name_th, f"เขต{one.name_th}", one.name_en)
        }
        self._keys = {thai.match_key(name): code for name, code in (self._written | ALSO_CALLED).items()}

    def meant_by(self, name: str) -> Meant | None:
        """Exactly so, by another spelling, shortened with ฯ, or the only one so alike; else nothing."""
        if code := self._written.get(name):
            return Meant(code, corrected=False)
        key = thai.match_key(name)
        code = self._keys.get(key) or self._shortened(name, key) or self._alike(key)
        return Meant(code, corrected=True) if code else None

    def _shortened(self, name: str, key: str) -> str | None:
        is_cut = name.rstrip().endswith(("ฯ", ".", "…"))
        if not is_cut and len(key) < SHORTEST_BEGINNING:
            return None
        found = {code for known, code in self._keys.items() if key and known.startswith(key)}
        return found.pop() if len(found) == 1 else None

    def _alike(self, key: str) -> str | None:
        """Two names alike means neither: a wrong district is worse than none."""
        found = {self._keys[known] for known in get_close_matches(key, self._keys, n=3, cutoff=ALIKE)}
        return found.pop() if len(found) == 1 else None
