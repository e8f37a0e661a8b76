"""What a stored section says otherwise than the one that somebody typed."""

from dataclasses import dataclass

from plans.forms.sections import Communities, Section


@dataclass(frozen=True)
class Difference:
    """A field or row as it is stored now."""

    label: str
    stored: str


def differences(typed: Section, stored: Section) -> list[Difference]:
    """The fields and rows whose stored words are not those that were typed."""
    return [*_of_form(typed.form, stored.form), *_of_rows(typed, stored)]


def _of_form(typed, stored) -> list[Difference]:
    return [
        Difference(str(field.label), _words(field) or "–")
        for field in stored
        if _words(field) != _words(typed[field.name])
    ]


def _of_rows(typed: Section, stored: Section) -> list[Difference]:
    """Stored rows that the typed table has not got word for word."""
    have = {words for _label, words in _rows(typed)}
    return [Difference(label, words) for label, words in _rows(stored) if words not in have]


def _rows(section: Section) -> list[tuple[str, str]]:
    if section.table is None:
        return []
    rows = section.table.forms
    if isinstance(section.table, Communities):
        return [
            (row.community.shown_name, _said(row, row.community.shown_name))
            for row in rows
            if row["chosen"].value()
        ]
    return [(str(section.title), words) for words in map(_said, rows) if words]


def _said(row, name: str = "") -> str:
    unsaid = ("DELETE", "pk", "chosen", "order")
    return " · ".join(
        words for words in [name, *(_words(field) for field in row if field.name not in unsaid)] if words
    )


def _words(field) -> str:
    """A field's value as a person reads it."""
    value = field.field.prepare_value(field.value())
    labels = dict(getattr(field.field, "choices", ()))
    if isinstance(value, list | tuple):
        return ", ".join(str(labels.get(one, one)) for one in value)
    return str(labels.get(value, "" if value is None else value)).strip()
