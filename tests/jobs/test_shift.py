"""The turns of a worker, with a process that only pretends: what it takes, heeds, settles and clears up."""

import signal
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from jobs import leases, shift, signs
from jobs.choices import State
from jobs.models import Job, Worker
from jobs.shift import Shift, name_of_worker, remove_left_folders
from tests.jobs.holding import changed, own_storage, silent, started, taken  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]
NOW = timezone.now()


class Pretence:
    """A process that ends when it is told to: `lasts` looks, or as soon as it is asked or killed."""

    def __init__(self, job: Job, exit_code: int = 0, lasts: int = 0, deaf: bool = False):
        self.job, self.exit_code, self.lasts, self.deaf = job, exit_code, lasts, deaf
        self.is_asked_to_stop = self.is_cancelled = False
        self.kills = 0

    def has_ended(self, *, within: float) -> bool:
        self.lasts -= 1
        return self.lasts < 0 or self.kills > 0

    def ask_to_stop(self) -> None:
        self.is_asked_to_stop = True
        self.lasts = self.lasts if self.deaf else 0

    def kill(self) -> None:
        self.kills += 1


@pytest.fixture
def worker(monkeypatch) -> Shift:
    monkeypatch.setattr(shift, "LOOK_SECONDS", 0)
    monkeypatch.setattr(shift, "connection", type("Open", (), {"close": staticmethod(lambda: None)}))
    return Shift(name="desk", until_idle=True)


def always_on_rounds(worker: Shift, monkeypatch) -> None:
    monkeypatch.setattr(shift, "ROUND_SECONDS", 0)
    worker.last_round = -1.0


def test_two_workers_of_one_name_are_told_apart_and_a_long_name_fits_its_column():
    names = {name_of_worker("desk"), name_of_worker("desk"), name_of_worker("ก" * 300), name_of_worker()}
    assert len(names) == 4 and max(map(len, names)) <= Worker._meta.get_field("name").max_length


@pytest.mark.parametrize(
    ("code", "state", "losses"),
    [
        (0, State.RUNNING, 0),
        (1, State.WAITING, 1),
        (-signal.SIGKILL, State.WAITING, 1),
        (-signal.SIGABRT, State.FAILED, 0),
        (None, State.WAITING, 1),
    ],
)
def test_how_a_process_ended_decides_what_becomes_of_its_job(code, state, losses, officer, worker):
    worker.settle(job := taken(officer), code)
    assert (changed(job).state, changed(job).losses) == (state, losses)


def test_a_library_that_got_no_memory_is_told_as_what_it_is(officer, worker):
    worker.settle(job := taken(officer), -signal.SIGABRT)
    assert "แบ่งเป็นไฟล์ย่อย" in changed(job).problem


@pytest.mark.parametrize("code", [1, -signal.SIGKILL, -signal.SIGABRT])
def test_a_worker_that_stops_gives_its_job_back_without_counting_a_loss(code, officer, worker):
    worker.stopping.set()
    worker.settle(job := taken(officer), code)
    assert (changed(job).state, changed(job).losses) == (State.WAITING, 0)


@pytest.mark.parametrize("stopping", [False, True])
def test_a_job_that_settled_itself_is_left_as_it_is(stopping, officer, worker):
    job = taken(officer)
    changed(job, state=State.FAILED, problem="ไม่มีข้อมูล")
    worker.stopping.set() if stopping else None
    worker.settle(job, 1)
    assert (changed(job).state, changed(job).problem) == (State.FAILED, "ไม่มีข้อมูล")


def test_a_worker_goes_home_only_when_nothing_waits_and_nothing_runs(officer, worker, monkeypatch):
    monkeypatch.setattr(shift, "Child", Pretence)
    started(officer)
    assert worker.turn() and worker.turn()
    Job.objects.update(state=State.DONE)
    assert not worker.turn()


def test_a_worker_that_is_to_stay_stays_though_nothing_waits(worker):
    worker.until_idle = False
    assert worker.turn()


@pytest.mark.parametrize("error", [OperationalError, ZeroDivisionError])
def test_whatever_goes_wrong_with_a_turn_the_worker_goes_on(error, worker, monkeypatch, caplog):
    def broken(**given):
        raise error("1100000000008")

    monkeypatch.setattr(leases, "take", broken)
    assert worker.turn()
    assert [bool(entry.exc_info) for entry in caplog.records] == [error is ZeroDivisionError]


def test_a_process_is_never_left_behind_when_watching_it_fails(officer, worker, monkeypatch):
    made = []
    monkeypatch.setattr(shift, "Child", lambda job: made.append(Pretence(job)) or made[0])
    monkeypatch.setattr(worker, "watch", lambda child: 1 / 0)
    with suppress(ZeroDivisionError):
        worker.do(taken(officer))
    assert made[0].kills == 1 and worker.child is None


def test_a_process_that_is_asked_to_stop_is_asked_once_and_not_killed_if_it_listens(officer, worker):
    child = Pretence(taken(officer), lasts=50)
    worker.stopping.set()
    worker.watch(child)
    assert child.is_asked_to_stop and child.kills == 0


@pytest.mark.parametrize("wish", ["stop", "cancel"])
def test_a_process_that_does_not_listen_is_killed_after_its_time(
    wish, officer, worker, monkeypatch, settings
):
    monkeypatch.setattr(shift, "SECONDS_TO_STOP", -1)
    settings.JOB_PATIENCE_SECONDS = -1
    child = worker.child = Pretence(taken(officer), lasts=50, deaf=True)
    worker.stopping.set() if wish == "stop" else changed(child.job, cancel_wanted=True)
    worker.watch(child)
    assert child.kills and child.is_asked_to_stop is (wish == "stop")


def test_a_database_that_is_away_does_not_end_the_watch(officer, worker, monkeypatch):
    def away(**given):
        raise OperationalError

    always_on_rounds(worker, monkeypatch)
    monkeypatch.setattr(signs, "give", away)
    child = Pretence(taken(officer), lasts=3)
    worker.watch(child)
    assert child.lasts < 0 and child.kills == 0


def test_rounds_are_gone_every_few_seconds_and_not_at_every_look(worker, django_assert_num_queries):
    worker.go_the_rounds()
    with django_assert_num_queries(0):
        worker.go_the_rounds()
    assert Worker.objects.get().name == worker.name


def test_a_round_frees_the_silent_job_of_another_and_not_the_own(officer, worker):
    own, other = (silent(taken(officer), 31) for _ in range(2))
    worker.child = Pretence(own)
    worker.go_the_rounds()
    assert (changed(own).state, changed(other).state) == (State.RUNNING, State.WAITING)
    assert Worker.objects.get().job == own and not worker.is_cancelled


def test_a_round_hears_that_the_job_at_hand_is_not_wanted(officer, worker):
    worker.child = Pretence(changed(taken(officer), cancel_wanted=True))
    worker.go_the_rounds()
    assert worker.is_cancelled


def test_a_worker_asked_to_stop_before_it_began_takes_nothing_and_leaves_no_sign(officer, worker):
    job = started(officer)
    signs.give(worker.name, job=None, at=NOW)
    worker.stopping.set()
    worker.work()
    assert changed(job).state == State.WAITING and not Worker.objects.exists()


def test_a_signal_asks_it_to_stop_and_the_former_handlers_come_back(worker):
    former = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)]
    with worker.heeding_signals():
        signal.raise_signal(signal.SIGTERM)
    assert worker.stopping.is_set()
    assert [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)] == former


def test_folders_of_attempts_that_are_over_are_removed_and_that_of_the_living_stays(officer, settings):
    job = taken(officer)
    folder = settings.JOB_FOLDER
    alive, older = f"{job.pk}.1.abc", f"{job.pk}.0.abc"
    for name in (alive, older, "7b0e5c1e-3d0f-4c47-9b59-0d2e6b6c0a11.1.x", "mine"):
        (folder / name).mkdir(parents=True)
    remove_left_folders()
    assert {left.name for left in folder.iterdir()} == {alive, "mine"}


def test_a_folder_that_is_none_of_ours_keeps_no_round_from_its_end(settings, officer):
    job = taken(officer)
    for name in ("notes.of.somebody", f"{job.pk}.first.x", f"{job.pk}.0.x"):
        (settings.JOB_FOLDER / name).mkdir(parents=True)
    remove_left_folders()
    assert sorted(left.name for left in settings.JOB_FOLDER.iterdir()) == sorted(
        ["notes.of.somebody", f"{job.pk}.first.x"]
    )


def test_no_folder_at_all_is_no_fault(settings):
    assert not settings.JOB_FOLDER.exists()
    remove_left_folders()


@pytest.mark.parametrize(
    ("minutes", "alive", "stuck"), [(4, False, False), (6, False, True), (6, True, False)]
)
def test_the_queue_is_stuck_when_a_job_waits_long_and_nobody_is_there(minutes, alive, stuck, officer):
    changed(started(officer), created_at=NOW - timedelta(minutes=minutes))
    if alive:
        signs.give("desk", job=None, at=NOW)
    health = signs.health(at=NOW)
    assert (health.workers, health.waiting, health.is_stuck) == (int(alive), 1, stuck)


@pytest.mark.parametrize(("seconds", "workers"), [(29, 1), (31, 0)])
def test_a_worker_counts_as_alive_as_long_as_a_job_may_be_silent(seconds, workers, db):
    signs.give("desk", job=None, at=NOW - timedelta(seconds=seconds))
    assert signs.health(at=NOW).workers == workers


def test_a_worker_that_gives_signs_is_one_row_with_its_first_moment(officer):
    job, later = taken(officer), NOW + timedelta(minutes=1)
    signs.give("desk", job=job, at=NOW)
    signs.give("desk", job=None, at=later)
    told = Worker.objects.get()
    assert (told.started_at, told.beat_at, told.job) == (NOW, later, None)


@pytest.mark.parametrize(("hours", "left"), [(23, 1), (25, 0)])
def test_workers_that_are_gone_are_forgotten_after_a_day(hours, left, db):
    signs.give("desk", job=None, at=NOW - timedelta(hours=hours))
    signs.forget_gone(at=NOW)
    assert Worker.objects.count() == left
