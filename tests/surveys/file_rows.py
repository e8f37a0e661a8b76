"""Rows of a foreign file as the reader of files hands them on, and what is made of them."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from surveys import actions
from surveys.actions.importing import write_judged
from surveys.actions.judging import Form, Incoming, judge
from surveys.models import ImportedRow, Round
from tests.factories import household_of_four

DAY = timezone.now().replace(hour=3, minute=0, second=0, microsecond=0) - timedelta(2)  # ten in the morning
PLACES = {"round", "community"}


def row(place, key: str = "a", *, number: int = 1, given: dict | None = None, **answers) -> Incoming:
    """A row that says a whole household; `given` sets what is not an answer."""
    made = household_of_four(place, number=number, **{"survey_date": DAY.date().isoformat(), **answers})
    shown = {name: value for name, value in made["answers"].items() if name not in PLACES}
    blank = Incoming(
        number=number,
        source_key=f"file:{key}",
        district=place.district,
        community=place,
        answers=shown,
        extra={},
        begun_at=DAY,
        ended_at=DAY,
        members=made["members"],
        debts=made["debts"],
    )
    return replace(blank, **(given or {}))


def a_round() -> Round:
    return Round.objects.get(pk="2570")


def judged(*rows: Incoming, **given) -> list[Form]:
    """What the rows would come to."""
    return judge(rows, round=a_round(), at=timezone.now(), **given)


def deeds(*rows: Incoming, **given) -> list[str]:
    return [str(form.deed) for form in judged(*rows, **given)]


def codes(form: Form) -> set[str]:
    return {problem.code for problem in form.problems}


def write(*rows: Incoming, by) -> actions.importing.Written:
    return actions.write_batch(rows=rows, round=a_round(), by=by, at=timezone.now())


def written_rows(*rows: Incoming, by) -> list[ImportedRow]:
    """Write these rows; what a file would keep of them, unsaved."""
    with transaction.atomic():
        forms = judge(rows, round=a_round(), at=timezone.now(), locked=True)
        write_judged(forms, round=a_round(), by=by, at=timezone.now())
    return [
        ImportedRow(
            number=form.row.number,
            deed=form.deed,
            subject=str(form.survey.pk),
            revision_after=form.survey.revision,
            before=form.before,
            is_written=True,
        )
        for form in forms
    ]
