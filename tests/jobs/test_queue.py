"""What people do with jobs, and whose they are: starting, cancelling and trying again, at the wrong moment too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import actions, leases
from jobs.choices import State
from jobs.kinds import Kind
from jobs.models import Job
from jobs.problems import NotNow
from tests.jobs.holding import changed, own_storage, silent, started, taken  # noqa: F401
from tests.jobs.running import run_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]
NOW = timezone.now()


def code_of(action, job: Job, by) -> str:
    """The sentence with which a wish is refused."""
    with pytest.raises(NotNow) as refusal:
        action(job, by=by, at=NOW)
    return refusal.value.sentence


def test_a_job_remembers_who_its_owner_was_when_they_asked(officer, department):
    asked = [started(by) for by in (officer, department)]
    assert [(job.owner_role, job.owner_district) for job in asked] == [
        ("officer", "1026"),
        ("department", ""),
    ]


def test_what_the_system_asks_for_has_no_owner_and_no_role(db):
    job = started(None)
    assert (job.owner, job.owner_role, job.owner_district) == (None, "", "")
    assert run_waiting()[0].state == State.DONE


def test_a_subject_is_cut_to_what_its_column_holds(officer):
    job = actions.start(kind="count", by=officer, at=NOW, parameters={}, subject="ก" * 300)
    job.refresh_from_db()
    assert job.subject == "ก" * 200


def test_jobs_of_one_moment_are_taken_each_once(officer):
    asked = {actions.start(kind="count", by=officer, at=NOW, parameters={"to": 1}).pk for _ in range(3)}
    got = [leases.take(worker="one", at=NOW).pk for _ in range(3)]
    assert set(got) == asked and got == sorted(got, key=lambda pk: pk.hex)


def test_an_empty_queue_is_looked_at_with_one_question(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert leases.take(worker="one", at=NOW) is None


def test_a_second_taking_keeps_the_first_beginning_and_starts_the_pace_anew(officer):
    first = taken(officer)
    changed(first, done=40, problem="x", state=State.WAITING)
    later = leases.take(worker="two", at=NOW + timedelta(hours=1))
    assert (later.started_at, later.attempt, later.worker) == (first.started_at, 2, "two")
    assert (later.stage_from, later.stage_at, later.problem) == (40, NOW + timedelta(hours=1), "")


def test_cancelling_twice_is_refused_once_it_is_over_and_changes_nothing(officer):
    job = started(officer)
    actions.cancel(job, by=officer, at=NOW)
    assert "จบไปแล้ว" in code_of(actions.cancel, job, officer)
    assert changed(job).finished_at == NOW


def test_a_running_job_may_be_cancelled_twice_and_ends_once(officer):
    job = taken(officer)
    for _press in range(2):
        assert actions.cancel(job, by=officer, at=NOW).cancel_wanted
    assert (job.state, job.finished_at) == (State.RUNNING, None)


def test_a_page_that_is_old_cancels_the_job_as_it_stands_now(officer):
    seen_waiting = started(officer)
    leases.take(worker="one", at=NOW)
    assert actions.cancel(seen_waiting, by=officer, at=NOW).state == State.RUNNING


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING, State.DONE])
def test_only_what_stopped_is_tried_again(state, officer):
    assert "ลองใหม่ไม่ได้" in code_of(actions.retry, changed(started(officer), state=state), officer)


def test_another_try_forgets_the_failure_and_keeps_how_far_it_was(officer):
    failed = {"state": State.FAILED, "problem": "x", "losses": 3, "cancel_wanted": True, "finished_at": NOW}
    job = changed(started(officer), checkpoint={"number": 2}, started_at=NOW, **failed)
    again = actions.retry(job, by=officer, at=NOW)
    assert (again.state, again.problem, again.losses, again.cancel_wanted) == (State.WAITING, "", 0, False)
    assert (again.checkpoint, again.started_at, again.finished_at) == ({"number": 2}, None, None)


def test_the_second_press_on_an_old_page_does_not_start_it_twice(officer):
    first, second = (changed(job := started(officer), state=State.FAILED), Job.objects.get(pk=job.pk))
    actions.retry(first, by=officer, at=NOW)
    assert "เริ่มใหม่แล้ว" in code_of(actions.retry, second, officer)


@pytest.mark.parametrize("change", [{"role": "head"}, {"district_id": "1006"}, {"is_active": False}])
def test_nobody_goes_on_with_rights_that_they_had_once(change, officer):
    job = changed(started(officer), state=State.FAILED)
    type(officer).objects.filter(pk=officer.pk).update(**change)
    officer.refresh_from_db()
    assert "สิทธิ์" in code_of(actions.retry, job, officer) and changed(job).state == State.FAILED


def test_nobody_tries_again_what_somebody_else_asked_for(officer, head, administrator):
    job = changed(started(officer), state=State.FAILED)
    assert all("สิทธิ์" in code_of(actions.retry, job, by) for by in (head, administrator))


def test_a_kind_is_told_of_a_waiting_job_that_is_cancelled_and_of_no_other(officer, monkeypatch):
    heard = []
    kind = Kind(name="count", title="", run=lambda run: None, ended=lambda job, at: heard.append(job.state))
    monkeypatch.setattr(Job, "its_kind", kind)
    actions.cancel(started(officer), by=officer, at=NOW)
    actions.cancel(taken(officer), by=officer, at=NOW)
    assert heard == [State.CANCELLED]


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        ("officer", 1),
        ("head", 0),
        ("other_officer", 0),
        ("department", 0),
        ("partner", 0),
        ("administrator", 2),
    ],
)
def test_each_role_sees_its_own_jobs_and_the_administrator_all(reader, seen, officer, request):
    started(officer), started(None)
    assert Job.objects.visible_to(request.getfixturevalue(reader)).count() == seen


def test_a_job_that_never_beat_is_not_called_silent(officer):
    job = taken(officer)
    changed(job, heartbeat_at=None)
    assert leases.reap(at=NOW + timedelta(days=1)) == 0


def test_the_reaper_ends_what_was_cancelled_gives_back_what_was_not_and_leaves_the_living(officer):
    unwanted, dead, alive = (silent(taken(officer), seconds) for seconds in (31, 40, 5))
    changed(unwanted, cancel_wanted=True)
    assert leases.reap(at=timezone.now()) == 2
    ended = [changed(job).state for job in (unwanted, dead, alive)]
    assert ended == [State.CANCELLED, State.WAITING, State.RUNNING]


def test_a_job_lost_twice_has_one_more_life(officer):
    job = taken(officer)
    changed(job, losses=1)
    leases.lose(job, at=NOW)
    assert (changed(job).state, changed(job).losses) == (State.WAITING, 2)


def test_losing_what_is_over_changes_nothing(officer):
    job = taken(officer)
    changed(job, state=State.DONE, result={"counted": 1})
    leases.lose(job, at=NOW)
    assert (changed(job).state, changed(job).losses) == (State.DONE, 0)


def test_what_is_done_forgets_its_checkpoint_its_worker_and_its_losses(officer):
    job = taken(officer)
    changed(job, losses=2, checkpoint={"number": 3})
    leases.finish(job, result={"n": 1}, files=[], at=NOW)
    done = changed(job)
    assert (done.checkpoint, done.worker, done.losses, done.result) == ({}, "", 0, {"n": 1})


def test_giving_back_costs_no_life_and_keeps_the_attempt(officer):
    job = taken(officer)
    leases.give_back(job)
    back = changed(job)
    assert (back.state, back.losses, back.attempt, back.worker) == (State.WAITING, 0, 1, "")
