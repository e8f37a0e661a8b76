"""The steps of an import: who may do which when, and what a job that ends too early leaves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jobs import actions as jobs
from surveys.actions import file_imports as actions
from surveys.importing import of_surveys, writing
from surveys.importing.mapping import MappingProblem
from surveys.models import Round, RoundExtension, SavedMapping, Survey
from surveys.refusals import Refused, WrongStep
from tests.jobs.running import run_waiting
from tests.surveys import kobo
from tests.surveys.importing import walking


@pytest.fixture
def rows(db, slum, kobo_round):
    return [kobo.row(n) for n in (1, 2, 3)]


def said(file_import, by) -> dict:
    return {"file_import": file_import, "by": by, "at": timezone.now()}


def test_a_mapping_is_kept_under_a_name_for_the_next_file(officer, rows):
    mapped = walking.mapped(*rows, by=officer)
    actions.choose_mapping(mapping=walking.KOBO, save_as="แบบปี 2568", **said(mapped, officer))
    kept = SavedMapping.objects.visible_to(officer).fitting(mapped.headers_key).get()
    assert (kept.name, kept.district, kept.mapping["name"]) == ("แบบปี 2568", officer.district, "kobo_2568")
    next_file = walking.received(*rows, by=officer)
    assert next_file.headers_key == mapped.headers_key


def test_a_mapping_for_everyone_is_for_the_department_to_keep(officer, department, rows):
    for person in (officer, department):
        mapped = walking.mapped(*rows, by=person)
        actions.choose_mapping(mapping=walking.KOBO, save_as="ก", for_everyone=True, **said(mapped, person))
    assert [kept.district_id for kept in SavedMapping.objects.order_by("pk")] == ["1026", None]


def test_a_mapping_that_cannot_be_used_is_refused(officer, rows):
    mapped = walking.mapped(*rows, by=officer)
    with pytest.raises(MappingProblem):
        actions.choose_mapping(mapping={"title": "ก"}, **said(mapped, officer))


def test_surveys_need_a_round(officer, rows):
    with pytest.raises(Refused):
        actions.choose(kind="surveys", **said(walking.received(*rows, by=officer), officer))


def test_nothing_else_happens_while_a_worker_is_at_it(officer, rows):
    mapped = walking.mapped(*rows, by=officer)
    actions.try_out(**said(mapped, officer))
    for action in (actions.try_out, actions.write, actions.discard, actions.undo):
        with pytest.raises(WrongStep):
            action(**said(mapped, officer))


def test_a_cancelled_trial_may_be_begun_again(officer, rows):
    mapped = walking.mapped(*rows, by=officer)
    jobs.cancel(actions.try_out(**said(mapped, officer)), by=officer, at=timezone.now())
    assert walking.fresh(mapped).state == "mapped"
    assert walking.try_again(mapped, by=officer).state == "tried"


def test_what_a_broken_off_write_wrote_can_be_finished_or_taken_back(officer, rows, monkeypatch):
    monkeypatch.setattr(of_surveys, "BATCH", 2)
    tried, real = walking.tried(*rows, by=officer), writing._write_batch
    calls = []

    def once(*given) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise RuntimeError
        real(*given)

    monkeypatch.setattr(writing, "_write_batch", once)
    actions.write(**said(tried, officer))
    (job,) = run_waiting()
    assert (job.state, walking.fresh(tried).state, Survey.objects.count()) == ("failed", "writing", 2)
    jobs.retry(job, by=officer, at=timezone.now())
    assert walking.done(tried).state == "written"
    assert set(walking.deeds(tried).values()) == {"created"} and Survey.objects.count() == 3
    assert walking.undone(tried, by=officer).counts["left"] == 0


def test_the_department_is_asked_before_rows_of_districts_that_have_closed_come_in(
    department, slum, other_slum, reference
):
    today = timezone.localdate()
    round = Round.objects.get(pk="2568")
    RoundExtension.objects.create(
        round=round, district_id="1026", closes_on=today + timedelta(days=9), reason="ขยาย"
    )
    other = kobo.row(2, dname="1006", community_name=other_slum.name)
    tried = walking.tried(kobo.row(1), other, by=department)
    assert walking.deeds(tried) == {2: "created", 3: "created"}
    assert [one["code"] for one in tried.questions] == ["past_round"]


def test_an_id_that_another_district_used_is_refused_without_a_word_about_it(
    officer, department, slum, other_slum, kobo_round
):
    there = kobo.row(1, _id="77", dname="1006", community_name=other_slum.name)
    walking.written(there, by=department)
    tried = walking.tried(kobo.row(1, _id="77"), by=officer)
    assert walking.codes(tried) == {2: ["other_place"]}
    assert tried.rows.get().subject == ""


@pytest.mark.django_db(transaction=True)
def test_rows_are_judged_outside_of_any_transaction(officer, slum, reference, monkeypatch):
    walking.keep_open("2568")
    real, inside = of_surveys.judge, []

    def judge(*given, **named):
        inside.append(connection.in_atomic_block)
        return real(*given, **named)

    monkeypatch.setattr(of_surveys, "judge", judge)
    walking.written(kobo.row(1), by=officer)
    assert inside == [False, False]
