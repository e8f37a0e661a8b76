"""All problems of a page on top of it, each with the place to mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Marked:
    """A sentence, the label it belongs to, and the id of its field."""

    id: str
    label: str
    sentence: str


def problems_of(*parts: Iterable[forms.BaseForm]) -> list[Marked]:
    """What is wrong in these forms, in their order; nothing before anything was sent."""
    return [one for part in parts for form in part if form.is_bound for one in _of_form(form)]


def _of_form(form: forms.BaseForm) -> Iterator[Marked]:
    name = getattr(getattr(form, "community", None), "shown_name", "")
    for field in form:
        for sentence in field.errors:
            label = f"{name} · {field.label}" if name else str(field.label)
            yield Marked(field.id_for_label or field.auto_id, label, str(sentence))
