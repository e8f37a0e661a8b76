"""Whose turn it is: what may be done with an import in each of its states."""

import pytest
from django.utils import timezone

from jobs import actions as jobs
from jobs.models import Job
from surveys.actions import file_imports as actions
from surveys.choices.files import ImportState
from surveys.models import FileImport
from tests.surveys.importing.standing import refusal_of, said, standing, with_rows

pytestmark = pytest.mark.django_db

CHOOSABLE = {"uploaded", "read", "mapped", "naming", "asking", "tried"}
COUNTS = {"rows": 1, "created": 1, "updated": 0}
TURNS = {
    "choose_encoding": ({"encoding": "cp874"}, CHOOSABLE),
    "choose_mapping": ({"mapping": {"columns": {"name": "ชื่อ"}}}, CHOOSABLE),
    "discard": ({}, CHOOSABLE),
    "decide_names": ({"decisions": {}}, {"mapped", "naming", "asking", "tried"}),
    "try_out": ({}, {"mapped", "naming", "asking", "tried"}),
    "confirm": ({}, {"asking"}),
    "write": ({}, {"tried"}),
    "undo": ({}, {"writing", "written", "undoing"}),
    "make_result": ({}, {"naming", "asking", "tried", "written", "undone"}),
}


def register(by, state: str = "tried", **given):
    return standing(by, state, **{"kind": "communities", "counts": COUNTS, **given})


@pytest.mark.parametrize("name", TURNS)
def test_an_action_has_its_states_and_no_others(officer, name):
    given, states = TURNS[name]
    action = getattr(actions, name)
    allowed = {
        state
        for state in ImportState.values
        if not refusal_of(action, **given, **said(register(officer, state), officer))
    }
    assert allowed == states


@pytest.mark.parametrize("name", TURNS)
def test_what_comes_out_of_turn_leaves_everything_as_it_was(officer, name):
    given, _states = TURNS[name]
    file_import = register(officer, "refused", names=[{"name": "ก"}])
    before = list(FileImport.objects.values())
    assert refusal_of(getattr(actions, name), **given, **said(file_import, officer)) == "wrong_step"
    assert list(FileImport.objects.values()) == before and not Job.objects.exists()


@pytest.mark.parametrize(
    ("name", "state", "then", "kind"),
    [
        ("try_out", "mapped", "trying", "import_trial"),
        ("write", "tried", "writing", "import_write"),
        ("undo", "written", "undoing", "import_undo"),
        ("choose_encoding", "read", "uploaded", "import_look"),
    ],
)
def test_an_action_that_needs_a_worker_leaves_its_job_with_the_import(officer, name, state, then, kind):
    file_import, given = register(officer, state), TURNS[name][0]
    getattr(actions, name)(**given, **said(file_import, officer))
    file_import.refresh_from_db()
    assert (file_import.state, file_import.job.kind, file_import.job.owner) == (then, kind, officer)
    assert file_import.job.subject == "สำรวจ.csv"
    assert file_import.job.parameters == {"file_import": str(file_import.pk)}


@pytest.mark.parametrize("name", ["try_out", "write", "undo", "choose_encoding"])
def test_a_second_press_starts_no_second_job(officer, name):
    given, states = TURNS[name]
    file_import = register(officer, sorted(states)[-1])
    getattr(actions, name)(**given, **said(file_import, officer))
    assert refusal_of(getattr(actions, name), **given, **said(file_import, officer)) == "wrong_step"
    assert Job.objects.count() == 1


def test_the_workbook_of_results_is_a_job_beside_that_of_the_import(officer):
    file_import = register(officer, "written")
    made = actions.make_result(**said(file_import, officer))
    file_import.refresh_from_db()
    assert file_import.job is None and made.kind == "import_result" and file_import.state == "written"


def test_no_workbook_is_made_of_a_file_that_is_gone(officer):
    assert refusal_of(actions.make_result, **said(register(officer, "written", key=""), officer)) == "refused"


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ({}, "refused"),
        ({"rows": 9, "unchanged": 9}, "refused"),
        ({"created": 0, "updated": 0, "refused": 4}, "refused"),
        ({"created": 1}, ""),
        ({"updated": 1}, ""),
    ],
)
def test_nothing_is_written_where_no_row_would_change(officer, counts, code):
    file_import = register(officer, counts=counts)
    assert refusal_of(actions.write, **said(file_import, officer)) == code
    assert Job.objects.count() == (0 if code else 1)


def test_yes_answers_all_that_was_asked_and_keeps_what_was_answered_before(officer):
    asked = [{"code": "one_value"}, {"code": "changes_many"}]
    file_import = register(officer, "asking", questions=asked, answered=["past_round"])
    told = actions.confirm(**said(file_import, officer))
    assert (told.state, told.questions) == ("tried", [])
    assert told.answered == ["changes_many", "one_value", "past_round"]


@pytest.mark.parametrize("name", ["choose_encoding", "choose_mapping", "decide_names", "try_out"])
def test_a_change_of_mind_takes_the_trial_and_its_answers_with_it(officer, name):
    file_import = register(officer, answered=["changes_many"], questions=[{"code": "x"}])
    getattr(actions, name)(**TURNS[name][0], **said(file_import, officer))
    file_import.refresh_from_db()
    assert (file_import.counts, file_import.questions, file_import.answered) == ({}, [], [])


def test_a_file_given_up_keeps_its_record_and_nothing_of_what_it_held(officer):
    file_import = register(officer, sketch={"sheets": []}, names=[{"name": "ก"}])
    with_rows(file_import, "created", "refused")
    actions.discard(**said(file_import, officer))
    file_import.refresh_from_db()
    assert (file_import.state, file_import.sketch, file_import.names) == ("discarded", {}, [])
    assert not file_import.rows.exists() and file_import.sha256


@pytest.mark.parametrize(
    ("state", "retried", "before"),
    [("mapped", "try_out", "mapped"), ("tried", "write", "tried"), ("written", "undo", "written")],
)
def test_a_job_cancelled_before_its_first_row_puts_the_import_back(officer, state, retried, before):
    file_import = register(officer, state)
    job = getattr(actions, retried)(**said(file_import, officer))
    jobs.cancel(job, by=officer, at=timezone.now())
    file_import.refresh_from_db()
    assert file_import.state == before


@pytest.mark.parametrize(
    ("action", "state", "during"), [("write", "tried", "writing"), ("undo", "written", "undoing")]
)
def test_a_job_cancelled_after_its_first_rows_leaves_the_import_half_way(officer, action, state, during):
    file_import = register(officer, state)
    job = getattr(actions, action)(**said(file_import, officer))
    Job.objects.filter(pk=job.pk).update(checkpoint={"number": 2})
    jobs.cancel(job, by=officer, at=timezone.now())
    file_import.refresh_from_db()
    assert file_import.state == during


def test_a_half_written_file_may_be_gone_on_with_or_taken_back(officer):
    file_import = register(officer)
    job = actions.write(**said(file_import, officer))
    Job.objects.filter(pk=job.pk).update(checkpoint={"number": 2})
    job = jobs.cancel(job, by=officer, at=timezone.now())
    assert job.may_be_retried
    taken_back = actions.undo(**said(file_import, officer))
    assert taken_back.kind == "import_undo" and not Job.objects.get(pk=job.pk).may_be_retried


@pytest.mark.parametrize("state", ["waiting", "running", "done"])
def test_a_job_that_has_not_stopped_is_not_tried_again(officer, state):
    job = actions.write(**said(register(officer), officer))
    Job.objects.filter(pk=job.pk).update(state=state)
    assert not Job.objects.get(pk=job.pk).may_be_retried


def test_only_the_latest_job_of_an_import_may_be_tried_again(officer):
    file_import = register(officer, "mapped")
    first = jobs.cancel(actions.try_out(**said(file_import, officer)), by=officer, at=timezone.now())
    assert first.may_be_retried
    actions.try_out(**said(file_import, officer))
    assert not Job.objects.get(pk=first.pk).may_be_retried
