"""What of a form says which household it is: its place, its contacts and its people."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bkkhousing.lib import thai
from surveys.duplicates import addresses
from surveys.entry import Entry

Get = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a roster; `born` needs a full date, `year` (C.E.) comes from it or was answered alone."""

    first: str = ""
    last: str = ""
    citizen_id: str = ""
    sex: str = ""
    relation: str = ""
    born: date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One form as the comparison sees it; texts are made comparable, absent ones are blank."""

    round: str = ""
    place: str = ""
    house_no: str = ""
    room: str = ""
    house_code: str = ""
    phones: tuple[str, ...] = ()
    lat: float | None = None
    lng: float | None = None
    people: tuple[Person, ...] = ()

    @property
    def head(self) -> Person | None:
        return next((person for person in self.people if person.relation == "head"), None)


def person_of(get: Get) -> Person:
    """A person from a row that answers `get(key)`."""
    born = get("birth_date") or None
    return Person(
        first=get("first_name") or "",
        last=get("last_name") or "",
        citizen_id=_valid_id(get("citizen_id") or ""),
        sex=get("sex") or "",
        relation=get("relation") or "",
        born=born,
        year=born.year if born else get("birth_year") or None,
    )


@lru_cache(50_000)
def _valid_id(text: str) -> str:
    """The thirteen digits, or blank when the check digit says that they are nobody's."""
    clean = thai.clean_citizen_id(text) if text else ""
    return clean if thai.is_citizen_id(clean) else ""


def profile_of(get: Get, people: Iterable[Person], *, round: str, outside: Collection[int]) -> Profile:
    """A profile from a survey that answers `get(key)`; `outside` are the communities that stand for none."""
    community, subdistrict = get("community"), get("subdistrict") or ""
    wide = not community or community in outside
    return Profile(
        round=round,
        place=f"{community or ''}/{subdistrict}" if wide else str(community),
        house_no=addresses.house_number(get("house_no") or ""),
        room=addresses.house_number(get("room") or ""),
        house_code=addresses.house_code(get("house_code") or ""),
        phones=addresses.phones(get("phone") or ""),
        lat=get("lat"),
        lng=get("lng"),
        people=tuple(people),
    )


def of_entry(entry: Entry, *, round: str, outside: Collection[int]) -> Profile:
    """The profile of a form that is being typed."""
    people = [person_of(row.get) for row in entry.members]
    return profile_of(entry.survey.get, people, round=round, outside=outside)
