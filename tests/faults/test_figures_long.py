"""T10 at its nightly size: two thousand random days of fifty steps, then eight people at once; the sums stay exact."""

from threading import Thread

import pytest
from django.db import connections, transaction

from surveys import figures
from surveys.models import Survey
from tests import factories
from tests.faults.scale import times
from tests.surveys.random_work import RandomWork

DAYS, STEPS, PARTS = 2_000, 50, 8
PEOPLE, STEPS_AT_ONCE = 8, 250


def places() -> list:
    names = ("ทดลอง 1", "ทดลอง 2", "นอกชุมชนจดทะเบียน")
    return [factories.community("1026", name) for name in names]


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_two_thousand_random_days_leave_the_figures_equal_to_a_recomputation(part, officer, head, round_2570):
    shared, wrong = places(), {}
    for seed in range(part, times(DAYS), PARTS):
        with transaction.atomic():
            RandomWork(seed=seed, officer=officer, head=head, places=shared).run(STEPS)
            if found := figures.differences():
                wrong[seed] = found
            transaction.set_rollback(True)
    assert wrong == {}


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_leave_the_figures_exact_again_and_again(officer, head, round_2570):
    shared, failures = places(), []
    for attempt in range(times(5)):
        seeds = range(attempt * PEOPLE, (attempt + 1) * PEOPLE)
        workers = [RandomWork(seed=seed, officer=officer, head=head, places=shared) for seed in seeds]
        threads = [Thread(target=work, args=(worker, failures)) for worker in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert figures.differences() == []
    assert Survey.objects.count() > PEOPLE


def work(worker: RandomWork, failures: list) -> None:
    try:
        worker.run(times(STEPS_AT_ONCE))
    except Exception as error:
        failures.append(error)
    finally:
        connections.close_all()
