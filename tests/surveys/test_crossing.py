"""One question or two counted by their answers: as many as a count by hand finds, at once and never stale."""

from collections import Counter
from itertools import product

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bkkhousing.lib.disclosure import TOTAL
from surveys import figures
from surveys.answers import CODED, NO_ANSWER
from surveys.choices.survey import COUNTED_STATES, State
from surveys.models import Survey
from surveys.readers.crossing import crossed
from surveys.readers.figures import By, Within
from tests import factories
from tests.surveys.random_work import RandomWork

pytestmark = pytest.mark.django_db
PAIRS = (
    ("house_tenure", "income_bracket"),
    ("problems", "house_tenure"),
    ("house_tenure", "problems"),
    ("problems", "target_groups"),
    ("overcrowded", "visit_result"),
    ("registration", "rent_burdened"),
)


@pytest.fixture(autouse=True)
def nothing_kept():
    """Keys of rows come again after a test: what was kept of them must not."""
    cache.clear()


@pytest.fixture
def places(reference):
    return [factories.community("1026", f"ทดลอง {number}") for number in (1, 2, 3)]


@pytest.fixture
def work(officer, head, round_2570, places):
    return RandomWork(seed=11, officer=officer, head=head, places=places)


def given_by(survey: Survey, key: str) -> list[str]:
    """The answers of one survey, and TOTAL, read off its column by hand."""
    value = getattr(survey, key)
    if isinstance(value, bool):
        return ["yes" if value else "no", TOTAL]
    codes = [value] if isinstance(value, str) else list(value)
    return [*(code for code in codes if code), *([] if any(codes) else [NO_ANSWER]), TOTAL]


def by_hand(rows: str, columns: str | None = None, states=COUNTED_STATES, **place) -> dict:
    counts = Counter()
    for survey in Survey.objects.filter(state__in=states, community__isnull=False, **place):
        counts.update(product(given_by(survey, rows), given_by(survey, columns) if columns else [TOTAL]))
    return dict(counts)


def counted(rows: str, columns: str | None = None, **where) -> dict:
    found = crossed(round="2570", rows=CODED[rows], columns=CODED[columns] if columns else None, **where)
    return {key: count for key, count in found.cells.items() if count}


def queries(*asked, **where) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        counted(*asked, **where)
    return [query["sql"] for query in seen]


def test_a_crossing_counts_what_a_count_by_hand_finds(work):
    work.run(60)
    assert [pair for pair in PAIRS if counted(*pair) != by_hand(*pair)] == []
    assert all(counted(*pair) for pair in PAIRS)


def test_so_does_every_question_by_itself(work):
    work.run(60)
    assert [key for key in CODED if counted(key) != by_hand(key)] == []


def test_places_and_states_choose_what_is_counted(work, places, slum):
    work.run(60)
    pair = ("house_tenure", "income_bracket")
    assert counted(*pair, within=Within(By.COMMUNITY, places[0].pk)) == by_hand(*pair, community=places[0])
    assert counted(*pair, within=Within(By.DISTRICT, "1026")) == by_hand(*pair)
    assert counted(*pair, within=Within(By.GROUP, slum.district.group_id)) == by_hand(*pair)
    assert counted(*pair, within=Within(By.GROUP, "south")) == {}
    assert counted(*pair, states=[State.DRAFT]) == by_hand(*pair, states=[State.DRAFT]) != {}


def test_the_parts_of_a_table_add_up_where_a_household_gives_one_answer(work):
    work.run(60)
    found = crossed(round="2570", rows=CODED["house_tenure"], columns=CODED["income_bracket"])
    assert sum(found.of(row=code) for code in found.row_codes) == found.of() == found.of(TOTAL, TOTAL) > 0
    for row in (*found.row_codes, TOTAL):
        assert sum(found.of(row, code) for code in found.column_codes) == found.of(row)


def test_no_step_of_a_days_work_leaves_a_look_stale(work):
    for _ in range(50):
        work.step()
        for pair in (("house_tenure", "income_bracket"), ("problems", "registration")):
            assert counted(*pair) == by_hand(*pair)


def test_nor_does_a_change_that_leaves_every_sum_as_it_was(officer, head, slum, round_2570):
    one, two = (
        factories.submitted_survey(by=officer, place=slum, registration=word)
        for word in ("none", "temporary")
    )
    assert counted("registration") == by_hand("registration")
    with figures.kept([one.pk, two.pk]):
        Survey.objects.filter(pk=one.pk).update(registration="temporary", canal="beside")
        Survey.objects.filter(pk=two.pk).update(registration="none")
    assert counted("registration", "canal") == by_hand("registration", "canal")
    with figures.kept([one.pk]):
        Survey.objects.filter(pk=one.pk).update(canal="over")
    assert counted("registration", "canal") == by_hand("registration", "canal")


def test_figures_made_anew_are_looked_at_anew(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    counted("registration")
    Survey.objects.update(registration="permanent")
    figures.rebuild()
    assert counted("registration") == {("permanent", TOTAL): 1, (TOTAL, TOTAL): 1}


def test_a_repeated_look_reads_the_stamp_and_no_survey(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    asked = ("house_tenure", "income_bracket")
    first, again = queries(*asked), queries(*asked)
    assert (len(first), len(again)) == (2, 1)
    assert "surveys_figure" in again[0] and "surveys_survey" in first[1]


def test_another_place_question_or_state_is_another_look(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    counted("house_tenure", "income_bracket")
    for asked, where in (
        (("income_bracket", "house_tenure"), {}),
        (("house_tenure", "want"), {}),
        (("house_tenure", "income_bracket"), {"within": Within(By.DISTRICT, "1026")}),
        (("house_tenure", "income_bracket"), {"states": [State.SUBMITTED]}),
    ):
        assert len(queries(*asked, **where)) == 2


@pytest.mark.parametrize("key", ["house_tenure", "income_bracket", "overcrowded", "visit_result"])
def test_one_question_that_the_figures_count_reads_no_survey(key, officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    [statement] = queries(key)
    assert "surveys_figure" in statement and "surveys_survey" not in statement


def test_answers_of_drafts_that_nothing_counts_are_never_kept(officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    asked, drafts = ("registration", "house_tenure"), {"states": [State.DRAFT]}
    assert [len(queries(*asked, **drafts)) for _ in range(2)] == [1, 1]
    Survey.objects.update(registration="temporary")
    assert counted(*asked, **drafts) == by_hand(*asked, states=[State.DRAFT])


def test_every_coded_question_is_one_that_may_be_crossed_and_none_is_personal():
    personal = [answer.name for one in CODED.values() for answer in one.answers if answer.is_personal]
    assert personal == [] and {"house_tenure", "income_bracket", "overcrowded", "savings"} <= CODED.keys()
