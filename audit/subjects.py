"""What entries are about; every app says of its own how one comes from it to the households, and back."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from audit.keys import keys_among

Households = dict[UUID, set[UUID]]


def _itself(keys: Collection[UUID]) -> Households:
    return {key: {key} for key in keys}


def _nothing(_household: UUID) -> Iterable[UUID]:
    return ()


@dataclass(frozen=True)
class Subject:
    """A word of the trail: `households` finds those that keys stand for, `keys_of` the keys of one household.

    `holds` names the subject whose keys stand in the lists of such entries, `route` the page of one of them.
    """

    name: str
    title: str
    households: Callable[[Collection[UUID]], Households] = _itself
    keys_of: Callable[[UUID], Iterable[UUID]] = _nothing
    holds: str = ""
    route: str = ""


_SUBJECTS: dict[str, Subject] = {}


def register(*subjects: Subject) -> None:
    """Make subjects known; one name stands for one subject."""
    for subject in subjects:
        if _SUBJECTS.setdefault(subject.name, subject) != subject:
            raise ValueError(f"two subjects are called {subject.name}")


def subject_of(name: str) -> Subject | None:
    return _SUBJECTS.get(name)


def title_of(name: str) -> str:
    """What a page calls it."""
    return str(_SUBJECTS[name].title) if name in _SUBJECTS else name


def titles() -> list[tuple[str, str]]:
    """Every word that is known, with its title."""
    return [(one.name, str(one.title)) for one in _SUBJECTS.values()]


def address_of(name: str, key: str) -> str:
    """The page of what an entry is about, where there is one; who may open it is that page's business."""
    known = _SUBJECTS.get(name)
    return reverse(known.route, args=keys_among([key])) if known and known.route and keys_among([key]) else ""


def held_by(name: str) -> str:
    """Of what the keys in a list are."""
    return (_SUBJECTS[name].holds if name in _SUBJECTS else "") or name


def households_of(name: str, keys: Collection[UUID]) -> Households:
    """The households behind keys; one of which nothing is known any more stands for itself."""
    found = _SUBJECTS[name].households(keys) if name in _SUBJECTS else {}
    return {key: found.get(key, {key}) for key in keys}


def keys_about(household: UUID) -> set[UUID]:
    """Every key under which the trail may speak of a household."""
    return {household, *(key for one in _SUBJECTS.values() for key in one.keys_of(household))}
