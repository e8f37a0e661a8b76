"""How far a run is, written seldom enough, and what it is told in return."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from jobs import memory, pulse
from jobs.models import Job
from jobs.problems import Cancelled, LeaseLost, Stopped
from jobs.pulse import Pulse, ThreadPulse
from tests.jobs.holding import changed, own_storage, taken  # noqa: F401

AT = timezone.now()


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The seconds that the pulse believes have passed; the last one holds."""
    seconds = [1000.0]
    monkeypatch.setattr(pulse, "monotonic", lambda: seconds[-1])
    return seconds


@pytest.mark.parametrize(
    ("lost", "cancelled", "stopping", "error"),
    [
        (True, True, True, LeaseLost),
        (False, True, True, Cancelled),
        (False, False, True, Stopped),
    ],
)
def test_what_ends_a_run_is_told_with_the_gravest_first(lost, cancelled, stopping, error):
    beat = Pulse(Job(), is_stopping=lambda: stopping)
    beat.is_lost, beat.is_cancelled = lost, cancelled
    with pytest.raises(error):
        beat.require_life()


def test_a_run_that_nothing_ends_goes_on():
    assert Pulse(Job()).require_life() is None


@pytest.mark.django_db
def test_progress_is_written_twice_a_second_and_the_last_of_it_at_the_end(officer, clock):
    job, told = taken(officer), []
    with Pulse(job) as beat:
        for seconds, done in ((0, 1), (0.25, 2), (0.49, 3), (0.5, 4), (0.75, 5)):
            clock.append(1000 + seconds)
            beat.say(done, 9, "", at=AT)
            told.append(changed(job).done)
    assert (told, changed(job).done) == ([1, 1, 1, 4, 4], 5)


@pytest.mark.django_db
def test_progress_between_two_looks_asks_the_database_nothing(officer, clock, django_assert_num_queries):
    beat = Pulse(taken(officer))
    beat.say(1, 9, "", at=AT)
    with django_assert_num_queries(0):
        for done in range(2, 50):
            beat.say(done, 9, "", at=AT)
    with django_assert_num_queries(2):
        beat.look()


@pytest.mark.django_db
def test_a_new_stage_starts_its_own_clock_and_an_old_or_nameless_one_does_not(officer):
    job = taken(officer)
    beat, later = Pulse(job), AT + timedelta(minutes=1)
    beat.say(10, 90, "อ่าน", at=AT)
    beat.say(20, 90, "อ่าน", at=later)
    beat.say(30, 90, "", at=later)
    beat.look()
    assert (changed(job).stage_from, changed(job).stage_at, changed(job).done) == (10, AT, 30)
    beat.say(0, None, "เขียน", at=later)
    beat.look()
    assert (changed(job).stage, changed(job).stage_at, changed(job).total) == ("เขียน", later, None)


@pytest.mark.django_db
def test_the_stage_that_an_earlier_attempt_had_reached_goes_on(officer):
    job = changed(taken(officer), stage="อ่าน", stage_from=5, stage_at=AT)
    beat = Pulse(job)
    beat.say(9, 90, "อ่าน", at=AT + timedelta(minutes=1))
    beat.look()
    assert (changed(job).stage_from, changed(job).stage_at) == (5, AT)


@pytest.mark.django_db
def test_a_long_name_of_a_stage_is_cut_to_its_column(officer):
    beat = Pulse(job := taken(officer))
    beat.say(1, 2, "ก" * 200, at=AT)
    beat.look()
    assert changed(job).stage == "ก" * 120


@pytest.mark.django_db
def test_looking_is_a_sign_of_life_and_hears_the_owner(officer):
    job = changed(taken(officer), heartbeat_at=AT - timedelta(seconds=20), cancel_wanted=True)
    beat = Pulse(job)
    beat.look()
    assert beat.is_cancelled and not beat.is_lost and changed(job).heartbeat_at >= AT


@pytest.mark.django_db
def test_whose_job_is_another_attempts_writes_nothing(officer):
    beat = Pulse(job := taken(officer))
    changed(job, attempt=2)
    beat.say(7, 9, "อ่าน", at=AT)
    assert beat.is_lost and (changed(job).done, changed(job).stage) == (0, "")


def broken(*given, **named):
    raise DatabaseError


@pytest.fixture
def open_connection(monkeypatch) -> None:
    """The connection of the test, which the pulse would give up for lost, stays open."""
    monkeypatch.setattr(pulse.connection, "close_if_unusable_or_obsolete", lambda: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("open_connection")
def test_what_could_not_be_written_is_written_at_the_next_beat(officer, monkeypatch):
    beat = ThreadPulse(job := taken(officer))
    beat.say(3, 9, "อ่าน", at=AT)
    with monkeypatch.context() as away:
        away.setattr(pulse.leases, "held", broken)
        beat.look_once()
    assert changed(job).done == 0 and beat.news["done"] == 3
    beat.look_once()
    assert (changed(job).done, changed(job).stage, beat.news) == (3, "อ่าน", {})


@pytest.mark.django_db
@pytest.mark.usefixtures("open_connection")
def test_newer_news_are_not_overwritten_by_those_that_could_not_be_written(officer, monkeypatch):
    beat = ThreadPulse(taken(officer))
    beat.say(3, 9, "อ่าน", at=AT)

    def interrupted():
        beat.news = {"done": 8}
        raise DatabaseError

    monkeypatch.setattr(beat, "look", interrupted)
    beat.look_once()
    assert (beat.news["done"], beat.news["stage"]) == (8, "อ่าน")


@pytest.mark.django_db
def test_a_quiet_thread_asks_for_wishes_every_second_and_writes_every_five(officer, clock):
    beat = ThreadPulse(job := taken(officer))
    beat.look_once()
    first = changed(job, cancel_wanted=True).heartbeat_at
    clock.append(1004.9)
    beat.look_once()
    assert beat.is_cancelled and changed(job).heartbeat_at == first
    clock.append(1005.0)
    beat.look_once()
    assert changed(job).heartbeat_at > first


@pytest.mark.django_db
def test_the_most_memory_is_written_with_each_sign_of_life(officer, monkeypatch):
    monkeypatch.setattr(memory, "peak_mib", lambda: 123)
    ThreadPulse(job := taken(officer)).look_once()
    assert changed(job).peak_mib == 123


def test_the_cap_on_memory_is_lifted_however_the_work_ends():
    before = memory.resource.getrlimit(memory.resource.RLIMIT_AS)
    with pytest.raises(ZeroDivisionError), memory.capped(4000):
        assert memory.resource.getrlimit(memory.resource.RLIMIT_AS)[0] != before[0]
        raise ZeroDivisionError
    assert memory.resource.getrlimit(memory.resource.RLIMIT_AS) == before


def test_the_peak_of_memory_is_told_in_mebibytes_on_every_system(monkeypatch, tmp_path):
    known = memory.peak_mib()
    monkeypatch.setattr(memory, "STATUS", tmp_path / "absent")
    assert 10 < known < 100_000 and abs(memory.peak_mib() - known) < known
    with memory.capped(1):
        assert bytearray(4 * memory.MIB)


@pytest.mark.parametrize(("told", "mib"), [("VmHWM:\t 2047 kB", 1), ("VmHWM:\t 2048 kB", 2)])
def test_a_peak_is_rounded_down(told, mib, monkeypatch, tmp_path):
    (status := tmp_path / "status").write_text(f"VmPeak:\t 9999999 kB\n{told}\n")
    monkeypatch.setattr(memory, "STATUS", status)
    assert memory.peak_mib() == mib
