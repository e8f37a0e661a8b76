"""The figures equal a recomputation, whatever happens and in whatever order."""

from threading import Thread

import pytest
from django.db import connection, connections, transaction

from surveys import figures
from surveys.measures import BY_NAME, COLUMNS, MEASURES
from surveys.models import Figure, Survey
from tests import factories
from tests.surveys.random_work import RandomWork

STEPS = 200
THREADS = 8


def places(district="1026"):
    outside = factories.community(district, "นอกชุมชนจดทะเบียน")
    return [factories.community(district, f"ทดลอง {number}") for number in (1, 2)] + [outside]


def test_measure_columns_are_unique_and_as_many_as_measures():
    assert len(set(COLUMNS)) == len(MEASURES) == len(BY_NAME)


@pytest.mark.django_db
def test_a_submitted_survey_counts_once_in_each_measure_it_meets(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    row = Figure.objects.get(state="submitted")
    seen = (row.surveys, row.people, row.house_tenure_rent, row.problems_flood, row.members_elderly)
    assert seen == (1, 4, 1, 1, 1)
    assert (row.welfare_gold_card, row.members_disabled, row.rent_house_sum, row.overcrowded) == (
        3,
        1,
        3000,
        1,
    )
    assert Figure.objects.get(state="draft").surveys == 0


@pytest.mark.django_db
@pytest.mark.every_case
@pytest.mark.parametrize("seed", range(10))
def test_random_work_leaves_the_figures_equal_to_a_recomputation(seed, officer, head, round_2570):
    RandomWork(seed=seed, officer=officer, head=head, places=places()).run(STEPS)
    assert Survey.objects.exists()
    assert figures.differences() == []


@pytest.mark.django_db
def test_a_wrong_cell_is_found_and_a_rebuild_mends_it(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    Figure.objects.filter(state="submitted").update(house_tenure_rent=7)
    (found,) = figures.differences()
    assert (found.measure, found.stored, found.recomputed) == ("house_tenure.rent", 7, 1)
    figures.rebuild()
    assert figures.differences() == []


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_leave_the_figures_exact(officer, head, round_2570):
    """They meet in the same figure rows on PostgreSQL; the tests' SQLite lives in memory and has one writer."""
    shared, people = places(), THREADS if connection.vendor == "postgresql" else 1
    failures: list[Exception] = []
    workers = [RandomWork(seed=seed, officer=officer, head=head, places=shared) for seed in range(people)]
    threads = [Thread(target=_work, args=(worker, failures)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Survey.objects.count() > THREADS
    assert figures.differences() == []


def _work(worker: RandomWork, failures: list[Exception]) -> None:
    try:
        worker.run(STEPS)
    except Exception as error:
        failures.append(error)
    finally:
        connections.close_all()


@pytest.fixture
def figure_writes():
    """The statements that write figure rows."""
    seen = []

    def watch(execute, sql, parameters, many, context):
        if "INSERT INTO surveys_figure " in sql:
            seen.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(watch):
        yield seen


@pytest.mark.django_db
def test_writes_gathered_in_one_transaction_touch_the_figures_once(officer, slum, round_2570, figure_writes):
    with figures.together():
        factories.submitted_survey(by=officer, place=slum)
        with figures.together():
            factories.saved_survey(by=officer, place=slum)
        assert figure_writes == []
    assert len(figure_writes) == 1
    assert figures.differences() == []


@pytest.mark.django_db
def test_what_was_gathered_before_an_error_is_forgotten(officer, slum, round_2570):
    with pytest.raises(LookupError), transaction.atomic(), figures.together():
        factories.submitted_survey(by=officer, place=slum)
        raise LookupError
    factories.submitted_survey(by=officer, place=slum)
    assert figures.differences() == []
