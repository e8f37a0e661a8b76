"""A form's content laid flat, what differs between two of them, and how it stood before a change."""

from collections.abc import Iterable, Mapping

Flat = dict[str, object]
Fields = Mapping[str, list]


def flat(content: Mapping) -> Flat:
    """Field name → value; a roster field is `members-0-first_name`, a confirmation `confirmed-code`."""
    found = dict(content["answers"])
    for name in ("members", "debts"):
        for position, row in enumerate(content[name]):
            found.update({f"{name}-{position}-{key}": value for key, value in row.items()})
    found.update({f"confirmed-{code}": reason for code, reason in content["confirmed"].items()})
    return found


def changes(old: Mapping, new: Mapping) -> dict[str, list]:
    """What differs between two contents: field name → [old, new]."""
    before, after = flat(old), flat(new)
    keys = sorted({*before, *after})
    return {key: [before.get(key), after.get(key)] for key in keys if before.get(key) != after.get(key)}


def drift(changed: Iterable[Fields]) -> int:
    """How many fields stand otherwise after these changes, oldest first, than before them all."""
    first: Flat = {}
    last: Flat = {}
    for fields in changed:
        for name, (old, new) in fields.items():
            first.setdefault(name, old)
            last[name] = new
    return sum(first[name] != last[name] for name in first)


def merged(content: Mapping, given: Mapping) -> dict[str, object]:
    """The content with changes in it that name rows by their place; null takes an answer away.

    The place after the last row is a new row; one further down raises IndexError.
    """
    return {
        "answers": _with(content["answers"], given.get("answers")),
        "members": _rows_with(content["members"], given.get("members")),
        "debts": _rows_with(content["debts"], given.get("debts")),
        "confirmed": _with(content["confirmed"], given.get("confirmed")),
    }


def _with(row: Mapping, changed: Mapping | None) -> dict[str, object]:
    changed = changed or {}
    kept = {key: value for key, value in row.items() if key not in changed}
    return kept | {key: value for key, value in changed.items() if value is not None}


def _rows_with(rows: list[Mapping], changed: Mapping | None) -> list[Mapping]:
    found = list(rows)
    for place, row in sorted((int(place), row) for place, row in (changed or {}).items()):
        if place == len(found):
            found.append({})
        found[place] = _with(found[place], row)
    return found


def undo(found: Flat, changed: Iterable[Fields]) -> Flat:
    """The content as it was before these changes, given newest first; `found` itself is changed."""
    for fields in changed:
        for field, (old, _new) in fields.items():
            if old is None:
                found.pop(field, None)
            else:
                found[field] = old
    return found
