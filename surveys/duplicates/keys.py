"""Blind keys: two forms that share something get the same key, and nobody can read what it was.

A key is the first 16 bytes of HMAC-SHA256 under a key of its own (BLIND_INDEX_KEY).  A plain hash would not do:
there are few enough citizen ids and birth dates to try them all.
"""

from collections.abc import Iterator
from hmac import digest
from uuid import UUID

from django.conf import settings

from surveys.choices.duplicates import TraitKind
from surveys.duplicates import addresses
from surveys.duplicates.profiles import Person, Profile
from surveys.duplicates.sounds import sound

VERSION = 2
"""Raise it when a trait is worked out otherwise: all forms are then taken again."""
HEADS = frozenset({"head", "spouse"})

Key = tuple[str, UUID]


def keys_of(profile: Profile) -> set[Key]:
    """Every (kind, key) of a form."""
    secret = settings.BLIND_INDEX_KEY.encode()
    return {(kind, blind(secret, kind, value)) for kind, value in traits_of(profile)}


def blind(secret: bytes, kind: str, value: str) -> UUID:
    return UUID(bytes=digest(secret, f"{kind}|{value}".encode(), "sha256")[:16])


def traits_of(profile: Profile) -> Iterator[tuple[str, str]]:
    """What a form can be recognised by, in the clear: only ever held in memory."""
    if profile.house_code:
        yield TraitKind.HOUSE_CODE.value, profile.house_code
    for phone in profile.phones:
        yield TraitKind.PHONE.value, phone
    if profile.house_no and profile.place:
        for room in {"", profile.room}:
            yield TraitKind.ADDRESS.value, f"{profile.place}|{profile.house_no}|{room}"
    yield from _of_point(profile)
    for person in profile.people:
        yield from _of_person(person, profile.place)


def _of_point(profile: Profile) -> Iterator[tuple[str, str]]:
    """In a lane many families live within 25 metres: the cell counts together with the head's birth year."""
    head = profile.head
    if profile.lat is None or profile.lng is None or not head or not head.year:
        return
    for cell in addresses.cells(profile.lat, profile.lng):
        yield TraitKind.POINT.value, f"{cell}|{head.year}"


def _of_person(person: Person, place: str) -> Iterator[tuple[str, str]]:
    if person.citizen_id:
        yield TraitKind.ID.value, person.citizen_id
    if person.born and place:
        yield TraitKind.BIRTH_PLACE.value, f"{place}|{person.born.isoformat()}"
    name = "|".join(sorted((sound(person.first), sound(person.last))))
    if not person.first:
        return
    if person.year:
        yield TraitKind.NAME_BIRTH.value, f"{name}|{person.year}"
    if place and person.relation in HEADS:
        yield TraitKind.NAME_PLACE.value, f"{place}|{name}"
