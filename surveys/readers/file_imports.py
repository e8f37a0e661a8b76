"""What a row of a file on its way in says beside what is stored."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from django.utils import timezone

from communities.actions import Planned
from surveys.choices.files import FileKind
from surveys.importing.kind_of import kind_of
from surveys.importing.kinds import Judged
from surveys.models import Change, FileImport
from surveys.readers.differences import Difference, differences
from surveys.readers.wording import question_of

HIDDEN = "•••"
EXTRA = "extra-"
Fields = Mapping[str, list]


def compared(file_import: FileImport, number: int, user) -> list[Difference]:
    """What a row says otherwise than the stored row it means; nothing for a row that means none or says the same.

    What a row says is kept nowhere, so the file is read again up to it; of a row that was written the history
    tells.  Who does not see personal data sees that such an answer differs, not what it is.
    """
    row = file_import.rows.filter(number=number).exclude(subject="").first()
    if row is None:
        return []
    if row.is_written and file_import.kind == FileKind.SURVEYS:
        trail = Change.objects.visible_to(user).filter(survey=row.subject, revision=row.revision_after)
        found = _of_answers(next(iter(trail.values_list("fields", flat=True)), {}))
    else:
        found = _of_row(file_import, number, user)
    is_open = user.sees_personal_data or file_import.kind == FileKind.COMMUNITIES
    return found if is_open else [_veiled(one) for one in found]


def _of_row(file_import: FileImport, number: int, user) -> list[Difference]:
    with tempfile.TemporaryDirectory() as folder:
        judged = _judged(file_import, number, user, Path(folder))
    if judged is None or judged.thing is None or not judged.subject:
        return []
    if isinstance(judged.thing, Planned):
        return list(_of_register(judged.thing))
    return _of_answers(judged.thing.changed, consented=judged.thing.entry.get("sensitive_consent") == "yes")


def _judged(file_import: FileImport, number: int, user, folder: Path) -> Judged | None:
    words = {"by": user, "at": timezone.now(), "folder": folder, "is_trial": True}
    intake = kind_of(file_import.kind).open(file_import, **words)
    batch = next(intake.batches(number - 1), [])
    found = intake.judge(batch[:1], lambda _done: None) if batch else []
    return next((one for one in found if one.number == number), None)


def _of_answers(fields: Fields, *, consented: bool = False) -> list[Difference]:
    """The changed answers in words, in the order of the questionnaire; the file's other columns come last."""
    answers = {name: pair for name, pair in fields.items() if not name.startswith(EXTRA)}
    old, new = ({name: pair[side] for name, pair in answers.items()} for side in (0, 1))
    kept = {"sensitive_consent": "yes"} if consented and "sensitive_consent" not in new else {}
    others = [
        Difference(name, "", name.removeprefix(EXTRA), _text(old), _text(new))
        for name, (old, new) in fields.items()
        if name.startswith(EXTRA)
    ]
    return differences(old | kept, new | kept) + others


def _of_register(planned: Planned) -> Iterator[Difference]:
    fields = {field.attname: field for field in planned.subject._meta.concrete_fields}
    for name, value in planned.became.items():
        if value != planned.was.get(name) and not name.endswith("_key"):
            before = _text(planned.was.get(name))
            yield Difference(name, "", str(fields[name].verbose_name), before, _text(value))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _veiled(one: Difference) -> Difference:
    question = question_of(one.field)
    if question is not None and not question.personal:
        return one
    return replace(one, before=HIDDEN if one.before else "", after=HIDDEN if one.after else "")
