"""The figures of work: what each step of a form adds to the officer and the day it counts for."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bkkhousing.lib import thai
from surveys import actions, figures
from surveys.measures import WORK_COLUMNS
from surveys.models import Survey, WorkFigure
from tests import factories
from tests.surveys.duplicates import twins
from tests.surveys.random_work import RandomWork

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
YESTERDAY = NOW - timedelta(days=1)
VISITED = {"survey_date": thai.format_date_numeric(TODAY - timedelta(days=9))}


def work() -> WorkFigure:
    """The only row that counts anything."""
    return WorkFigure.objects.get(sent__gt=0)


def sums() -> Counter:
    """All rows together, blank ones left out."""
    rows = WorkFigure.objects.values_list(*WORK_COLUMNS)
    return +Counter(
        {name: sum(cells) for name, cells in zip(WORK_COLUMNS, zip(*rows, strict=True), strict=False)}
    )


def by_hand() -> Counter:
    """What the counted surveys come to, in plain Python: by round, district, officer and day."""
    found: Counter = Counter()
    for survey in Survey.objects.counted():
        sent = survey.sent_at or survey.submitted_at
        key = (survey.round_id, survey.district_id, survey.created_by_id, timezone.localdate(sent))
        is_approved = survey.state in ("approved", "accepted")
        found[*key, "sent"] += 1
        found[*key, "approved"] += is_approved
        found[*key, "returned"] += survey.moves.filter(to_state="returned").exists()
        found[*key, "proxies"] += survey.informant in ("leader", "neighbour")
        found[*key, "soft"] += survey.soft_problems
        found[*key, "missing"] += survey.missing_answers
        found[*key, "changed"] += survey.changed_values
        if is_approved and survey.reviewed_at >= survey.submitted_at:
            found[*key, "hours"] += round((survey.reviewed_at - survey.submitted_at).total_seconds()) // 3600
    return +found


def stored() -> Counter:
    names = ("sent", "approved", "returned", "proxies", "soft", "missing", "changed", "hours")
    return +Counter(
        {
            (row.round_id, row.district_id, row.officer_id, row.day, name): getattr(row, name)
            for row in WorkFigure.objects.all()
            for name in names
        }
    )


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.submitted_survey(by=officer, place=slum)


def test_a_draft_is_nobodys_work(officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    assert not WorkFigure.objects.exists()


def test_a_form_that_is_sent_is_the_work_of_who_began_it_on_that_day(survey, officer):
    row = work()
    assert (row.round_id, row.district_id, row.officer, row.day) == ("2570", "1026", officer, TODAY)
    assert (row.sent, row.approved, row.returned, row.asked) == (1, 0, 0, survey.asked_answers)


def test_an_evening_in_greenwich_is_the_next_day_in_bangkok(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, **VISITED)
    evening = NOW.replace(hour=19, minute=30) - timedelta(days=3)
    actions.submit(survey=survey, by=officer, at=evening)
    assert work().day == timezone.localdate(evening) == evening.date() + timedelta(days=1)


def test_an_approval_counts_with_the_hours_it_was_waited_for(officer, head, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, **VISITED)
    survey = actions.submit(survey=survey, by=officer, at=YESTERDAY)
    actions.approve(survey=survey, by=head, at=NOW)
    assert (work().sent, work().approved, work().hours) == (1, 1, 24)


def test_a_form_that_is_given_back_counts_no_more_until_it_is_sent_again(survey, officer, head):
    actions.send_back(survey=survey, by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    assert sums() == Counter()
    actions.submit(survey=survey, by=officer, at=NOW)
    assert (work().sent, work().returned) == (1, 1)


def test_an_unlocked_form_counts_no_more(survey, head):
    actions.approve(survey=survey, by=head, at=NOW)
    actions.unlock(survey=survey, by=head, at=NOW, reason="ค่าเช่าผิด")
    assert sums() == Counter()


def test_a_form_that_is_sent_again_counts_on_the_later_day(officer, head, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, **VISITED)
    survey = actions.submit(survey=survey, by=officer, at=YESTERDAY)
    survey = actions.send_back(survey=survey, by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    actions.submit(survey=survey, by=officer, at=NOW)
    assert work().day == TODAY


@pytest.mark.parametrize("whole_district", [True, False])
def test_looking_again_for_the_department_moves_no_work_to_another_day(
    whole_district, officer, head, department, slum, round_2570
):
    survey = factories.saved_survey(by=officer, place=slum, **VISITED)
    survey = actions.submit(survey=survey, by=officer, at=YESTERDAY)
    survey = actions.approve(survey=survey, by=head, at=YESTERDAY)
    send_back(survey, department, whole_district=whole_district)
    assert (Survey.objects.get().submitted_at, work().day) == (NOW, timezone.localdate(YESTERDAY))
    assert figures.differences() == []


def send_back(survey: Survey, department, *, whole_district: bool) -> None:
    place = {"round": survey.round, "district": survey.district, "by": department, "at": NOW}
    if whole_district:
        actions.send_back_district(**place, reason="สุ่มตรวจ", seen=actions.Seen(0, 1))
        return
    actions.accept_district(**place, seen=actions.Seen(0, 1))
    actions.reopen(survey=survey, by=department, at=NOW, reason="สุ่มตรวจ")


def test_a_form_sent_again_after_the_department_looked_counts_on_the_day_it_was_sent(
    officer, head, department, slum, round_2570
):
    survey = factories.saved_survey(by=officer, place=slum, **VISITED)
    survey = actions.submit(survey=survey, by=officer, at=YESTERDAY - timedelta(days=1))
    survey = actions.approve(survey=survey, by=head, at=YESTERDAY)
    send_back(survey, department, whole_district=True)
    survey = actions.send_back(survey=survey, by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    actions.submit(survey=survey, by=officer, at=NOW)
    assert (work().day, Survey.objects.get().sent_at) == (TODAY, None)


def test_a_deleted_form_was_taken_out_before_it_could_be_deleted(survey, officer, head):
    survey = actions.send_back(survey=survey, by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    actions.delete(survey=survey, by=officer, at=NOW, reason="กรอกซ้ำ")
    assert sums() == Counter() and figures.differences() == []


def test_moving_to_another_community_moves_no_work(survey, officer, head):
    survey = actions.send_back(survey=survey, by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    to = factories.community("1026", "อีกชุมชนหนึ่ง")
    survey = actions.move_community(survey=survey, to=to, by=officer, at=NOW)
    actions.submit(survey=survey, by=officer, at=NOW)
    assert (work().sent, work().officer) == (1, officer)


def test_a_merge_takes_the_work_of_the_dropped_form_and_an_undo_gives_it_back(
    officer, head, slum, round_2570
):
    kept, dropped = twins.pair_of_forms(by=officer, place=slum)
    merged = actions.merge(kept=kept.household, dropped=dropped.household, by=head, at=NOW)
    assert work().sent == 1
    actions.undo_merge(merge=merged, by=head, at=NOW)
    assert work().sent == 2 and figures.differences() == []


def test_what_a_file_brings_in_is_the_work_of_who_brought_it_and_goes_with_it(
    officer, head, slum, round_2570
):
    worker = RandomWork(seed=3, officer=officer, head=head, places=[slum])
    worker.bring_in_file()
    assert {row.officer for row in WorkFigure.objects.filter(sent__gt=0)} == {head}
    assert sums()["sent"] == Survey.objects.count() == 3
    worker.take_file_back()
    assert sums() == Counter()


@pytest.mark.parametrize("seed", range(200, 203))
def test_after_random_work_the_table_equals_a_recount_by_hand(seed, officer, head, round_2570):
    places = [factories.community("1026", f"ทดลอง {number}") for number in (1, 2)]
    RandomWork(seed=seed, officer=officer, head=head, places=places).run(70)
    assert by_hand()
    assert stored() == by_hand()


def test_a_wrong_cell_of_work_is_found_told_and_mended(survey, officer, capsys):
    WorkFigure.objects.update(sent=7)
    (found,) = figures.differences()
    assert (found.table, found.measure, found.stored, found.recomputed) == (figures.WORK, "sent", 7, 1)
    with pytest.raises(CommandError):
        call_command("verify_figures")
    assert f"เขต 1026 ผู้กรอก {officer.pk}" in capsys.readouterr().out
    call_command("rebuild_figures")
    assert figures.differences() == []


def statements_about_work(act) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        act()
    return [
        query["sql"] for query in queries if "asked_answers, " in query["sql"] and "hours" in query["sql"]
    ]


def test_saving_a_draft_neither_reads_nor_writes_work(officer, slum, round_2570):
    made = factories.household_of_four(slum, number=5)
    survey = factories.saved_survey(by=officer, place=slum, payload=made)
    made["answers"]["rent_house"] = 2_700

    def edit() -> None:
        actions.save(survey_id=survey.pk, given={**made, "revision": 1}, by=officer, at=NOW)

    assert statements_about_work(edit) == []
    assert statements_about_work(lambda: factories.saved_survey(by=officer, place=slum)) == []


def test_sending_a_form_reads_work_once_and_writes_it_once(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    found = statements_about_work(lambda: actions.submit(survey=survey, by=officer, at=NOW))
    assert len(found) == 1
