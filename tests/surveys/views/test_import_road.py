"""Where an import stands on its road, and in which words: told from the import alone."""

import pytest

from jobs.models import Job
from surveys.choices.files import ImportState
from surveys.models import FileImport, ImportedRow
from surveys.readers.import_road import (
    counts_said,
    has_columns,
    has_failed,
    is_at_work,
    open_names,
    road,
    state_said,
    step_of,
    told_size,
)
from surveys.readers.import_rows import said_of

ASKED_NAME = [{"district": "1026", "name": "ร่วมใจ", "rows": 1, "nearest": []}]


def standing(state: str = "read", job: str = "", **given) -> FileImport:
    """An import that is stored nowhere."""
    work = Job(kind="import_trial", state=job) if job else None
    return FileImport(state=state, job=work, **{"kind": "surveys", "source": "kobo", **given})


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("uploaded", "file"),
        ("read", "file"),
        ("mapped", "trial"),
        ("trying", "trial"),
        ("naming", "names"),
        ("asking", "trial"),
        ("tried", "trial"),
        ("writing", "writing"),
        ("written", "result"),
        ("undoing", "result"),
        ("undone", "result"),
        ("refused", "file"),
        ("discarded", "file"),
    ],
)
def test_every_state_has_its_step(state, step):
    assert step_of(standing(state)) == step


@pytest.mark.parametrize("state", ["read", "mapped", "naming", "asking", "tried"])
@pytest.mark.parametrize("asked", ["file", "columns"])
def test_until_it_is_written_a_person_may_go_back_to_the_file_and_its_columns(state, asked):
    assert step_of(standing(state), asked) == asked


@pytest.mark.parametrize(
    "state", ["uploaded", "trying", "writing", "written", "undone", "refused", "discarded"]
)
def test_after_that_nobody_goes_back(state):
    assert step_of(standing(state), "columns") == step_of(standing(state))


@pytest.mark.parametrize("asked", ["names", "trial", "writing", "result", "nonsense", "../etc", "FILE"])
def test_a_later_or_unknown_step_cannot_be_asked_for(asked):
    assert step_of(standing("tried"), asked) == "trial"


@pytest.mark.parametrize(
    ("given", "has"),
    [
        ({"kind": ""}, False),
        ({"source": "template"}, False),
        ({"source": "other"}, True),
        ({"kind": "households", "source": "registry"}, True),
    ],
)
def test_columns_are_a_persons_to_say_once_the_kind_is_known(given, has):
    file_import = standing("read", **given)
    assert has_columns(file_import) is has
    assert step_of(file_import, "columns") == ("columns" if has else "file")


@pytest.mark.parametrize(
    ("job", "at_work", "failed"),
    [
        ("", False, False),
        ("waiting", True, False),
        ("running", True, False),
        ("done", False, False),
        ("failed", False, True),
        ("cancelled", False, True),
    ],
)
def test_a_job_is_at_work_until_it_ends_and_failed_when_it_ended_too_early(job, at_work, failed):
    file_import = standing("tried", job)
    assert (is_at_work(file_import), has_failed(file_import)) == (at_work, failed)
    assert step_of(file_import, "file") == ("trial" if at_work else "file")


def test_a_template_waits_at_its_file_until_it_is_tried_and_shows_a_trial_that_failed():
    assert step_of(standing("mapped", source="template")) == "file"
    assert step_of(standing("mapped", "failed", source="template")) == "trial"


def test_names_left_open_are_asked_before_the_next_trial():
    assert step_of(standing("mapped", names=ASKED_NAME)) == "names"
    assert step_of(standing("mapped", names=ASKED_NAME, decisions={"1026|ร่วมใจ": "skip"})) == "trial"
    assert step_of(standing("mapped", names=ASKED_NAME, decisions={"1006|ร่วมใจ": "skip"})) == "names"


def test_names_are_open_until_they_are_decided_in_their_own_district():
    both = [*ASKED_NAME, {"district": "1006", "name": "ร่วมใจ", "rows": 2, "nearest": []}]
    found = open_names(standing("naming", names=both, decisions={"1026|ร่วมใจ": 7}))
    assert [one["district"] for one in found] == ["1006"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ["file", "columns", "names", "trial", "writing", "result"]),
        ({"kind": "communities"}, ["file", "columns", "trial", "writing", "result"]),
        ({"kind": "households"}, ["file", "columns", "names", "trial", "writing", "result"]),
        ({"source": "template"}, ["file", "names", "trial", "writing", "result"]),
    ],
)
def test_a_file_is_shown_only_the_steps_that_it_needs(given, names):
    assert [step.name for step in road(standing("read", **given), "file")] == names


def test_what_is_behind_is_done_what_is_ahead_is_not():
    states = {step.name: step.state for step in road(standing("tried"), "trial")}
    assert [states[name] for name in ("file", "columns", "names")] == ["done"] * 3
    assert (states["trial"], states["writing"], states["result"]) == ("current", "empty", "empty")


@pytest.mark.parametrize("state", ["written", "undone"])
def test_at_the_end_every_step_but_the_last_is_done(state):
    *before, last = road(standing(state), "result")
    assert {step.state for step in before} == {"done"} and last.state == "current"


def test_whoever_goes_back_sees_the_steps_ahead_as_still_to_come():
    states = [step.state for step in road(standing("tried"), "file")]
    assert states == ["current", *["empty"] * 5]


@pytest.mark.parametrize(
    ("sketch", "sheet", "said"),
    [
        ({}, "", ""),
        ({"sheets": [{"name": "ก", "rows_seen": 1234, "headers": ["a", "b"]}]}, "ก", "1,234 แถว 2 คอลัมน์"),
        ({"sheets": [{"name": "ก", "rows_seen": 1, "headers": []}]}, "ข", ""),
    ],
)
def test_the_size_of_the_chosen_sheet_is_told_where_it_is_known(sketch, sheet, said):
    assert told_size(standing(sketch=sketch, sheet=sheet)) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, ""),
        ({"created": 0, "updated": 0, "refused": 0}, ""),
        ({"created": 1200, "updated": 0, "refused": 3}, "ใหม่ 1,200 · ไม่รับ 3"),
        ({"updated": 5}, "แก้ไข 5"),
        ({"unchanged": 9}, ""),
    ],
)
def test_the_list_tells_only_counts_of_something(counts, said):
    assert counts_said(standing("written", counts=counts)) == said


def test_a_refused_file_says_why_in_place_of_counts():
    file_import = standing("refused", refusal={"sentence": "เป็น PDF"}, counts={"created": 3})
    assert counts_said(file_import) == "เป็น PDF"
    assert counts_said(standing("refused")) == ""


def test_the_state_says_first_that_a_worker_is_at_it():
    assert state_said(standing("mapped", "waiting")) == "รอคิว"
    assert state_said(standing("mapped", "failed")) == ImportState.MAPPED.label


def test_a_file_of_unknown_letters_waits_for_a_person_and_not_for_a_worker():
    assert state_said(standing("uploaded", refusal={"code": "ask_encoding"})) == "รอเลือกการเข้ารหัส"
    assert state_said(standing("uploaded")) == ImportState.UPLOADED.label


@pytest.mark.parametrize(
    ("state", "deed", "is_written", "said"),
    [
        ("tried", "created", False, "จะสร้างใหม่"),
        ("written", "created", True, "สร้างใหม่แล้ว"),
        ("written", "updated", True, "แก้ไขแล้ว"),
        ("writing", "updated", False, "จะแก้ไข"),
        ("undone", "created", False, "ย้อนคืนแล้ว"),
        ("undone", "updated", True, "แก้ไขแล้ว"),
        ("undone", "refused", False, "ไม่รับ"),
        ("undone", "unchanged", False, "เหมือนเดิม"),
    ],
)
def test_a_row_says_what_would_become_of_it_what_did_and_what_was_taken_back(state, deed, is_written, said):
    assert said_of(standing(state), ImportedRow(deed=deed, is_written=is_written)) == said
