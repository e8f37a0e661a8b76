"""How a job stands, as it is told to its owner and to others: no database is asked for words and numbers."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.models import User
from jobs.choices import State
from jobs.models import Job
from jobs.problems import TOO_MUCH_MEMORY, JobProblem
from jobs.readers import pace, progress_said, rate_said, rows_said, standing, time_left
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests

AT = timezone.now()
OWNER, KEEPER = User(pk=1, role="officer"), User(pk=2, role="admin")


def a_job(state: str = State.RUNNING, **given) -> Job:
    return Job(kind="count", owner_id=1, state=state, created_at=AT, **given)


def told(user: User = OWNER, **given):
    return standing(a_job(**given), user, at=AT)


@pytest.mark.parametrize(
    ("done", "total", "percent"),
    [(0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (4, 3, 100), (5, None, None), (0, 0, None)],
)
def test_the_share_is_rounded_down_and_never_more_than_all(done, total, percent):
    assert told(done=done, total=total).percent == percent


@pytest.mark.parametrize(
    ("state", "wanted", "label"),
    [
        (State.RUNNING, True, "กำลังยกเลิก"),
        (State.RUNNING, False, "กำลังทำ"),
        (State.CANCELLED, True, "ยกเลิกแล้ว"),
        (State.FAILED, False, "ไม่สำเร็จ"),
    ],
)
def test_a_job_that_is_being_cancelled_says_so_until_it_is(state, wanted, label):
    assert told(state=state, cancel_wanted=wanted).state_label == label


@pytest.mark.parametrize(
    ("state", "wanted", "cancel", "retry", "over"),
    [
        (State.WAITING, False, True, False, False),
        (State.RUNNING, False, True, False, False),
        (State.RUNNING, True, False, False, False),
        (State.FAILED, False, False, True, True),
        (State.CANCELLED, True, False, True, True),
    ],
)
def test_the_owner_is_offered_what_can_be_done_and_others_nothing(state, wanted, cancel, retry, over):
    own, others = (told(user, state=state, cancel_wanted=wanted) for user in (OWNER, KEEPER))
    assert (own.can_cancel, own.can_retry, own.is_over) == (cancel, retry, over)
    assert (others.can_cancel, others.can_retry, others.is_over) == (False, False, over)


def test_an_administrator_reads_the_problem_of_another_and_not_the_result():
    given = {"state": State.FAILED, "problem": "ไม่มีข้อมูล", "result": {"ชื่อ": "สมชาย"}}
    assert told(OWNER, **given).result == {"ชื่อ": "สมชาย"}
    assert (told(KEEPER, **given).problem, told(KEEPER, **given).result) == ("ไม่มีข้อมูล", {})


def test_the_way_on_is_shown_to_the_owner_of_a_kind_that_has_one(monkeypatch):
    kind = _kinds.Kind(name="count", title="นับเลข", run=_kinds.count, page=lambda job: "/ไปต่อ/")
    assert told().next_url == ""
    monkeypatch.setattr(Job, "its_kind", kind)
    assert (told().next_url, told(KEEPER).next_url) == ("/ไปต่อ/", "")


@pytest.mark.parametrize(
    ("state", "stage"), [(State.RUNNING, "ตรวจแถว"), (State.FAILED, ""), (State.WAITING, "")]
)
def test_a_stage_is_named_only_while_it_lasts(state, stage):
    assert told(state=state, stage="ตรวจแถว").stage == stage


def test_no_file_is_shown_of_a_job_that_is_not_done():
    assert [told(state=state).files for state in State if state != State.DONE] == [[]] * 4


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [
        (0, None, ""),
        (1200, None, "1,200 แถว"),
        (0, 0, ""),
        (0, 5, "0 จาก 5 แถว"),
        (1200, 10**6, "1,200 จาก 1,000,000 แถว"),
    ],
)
def test_rows_are_told_with_what_is_known(done, total, said):
    assert rows_said(Job(done=done, total=total)) == said


@pytest.mark.parametrize(
    ("rate", "said"), [(None, ""), (0, ""), (820, "820 แถวต่อวินาที"), (12345, "12,345 แถวต่อวินาที")]
)
def test_a_pace_that_is_not_known_is_not_told(rate, said):
    assert rate_said(rate) == said


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.CANCELLED])
def test_nothing_is_said_of_the_progress_of_a_job_that_is_over(state):
    assert progress_said(a_job(state, done=5, total=9), 10, "เหลือ") == ""


def test_only_what_is_known_is_joined_to_a_sentence():
    assert progress_said(a_job(), None, "") == ""
    assert progress_said(a_job(done=5), None, "") == "5 แถว"
    assert progress_said(a_job(done=5, total=9), 3, "เหลือ") == "5 จาก 9 แถว · 3 แถวต่อวินาที · เหลือ"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59, "ไม่ถึง 1 นาที"),
        (60, "ประมาณ 1 นาที"),
        (3599, "ประมาณ 60 นาที"),
        (3600, "1 ชั่วโมง 0 นาที"),
        (3601, "1 ชั่วโมง 1 นาที"),
        (90_000, "25 ชั่วโมง 0 นาที"),
    ],
)
def test_the_words_of_the_time_left_change_at_full_minutes_and_hours(seconds, words):
    assert words in time_left(Job(done=0, total=seconds), rate=1)


@pytest.mark.parametrize(
    ("done", "total", "rate"), [(1, 9, None), (1, 9, 0), (1, None, 5), (9, 9, 5), (10, 9, 5)]
)
def test_a_time_that_nobody_can_tell_is_not_told(done, total, rate):
    assert time_left(Job(done=done, total=total), rate) == ""


@pytest.mark.parametrize(
    ("state", "seconds", "done", "rate"),
    [
        (State.RUNNING, 2, 5, 2),
        (State.RUNNING, 1.999, 5, None),
        (State.RUNNING, 10, 0, None),
        (State.RUNNING, 1000, 1, 0),
        (State.WAITING, 10, 100, None),
        (State.DONE, 10, 100, None),
    ],
)
def test_a_pace_is_told_after_two_seconds_of_a_running_job(state, seconds, done, rate):
    begun = AT - timedelta(seconds=seconds)
    assert pace(Job(state=state, done=done, stage_at=begun), AT) == rate


def test_a_pace_is_not_told_before_a_stage_began():
    assert pace(Job(state=State.RUNNING, done=9), AT) is None


def test_the_sentence_of_a_problem_is_fixed_in_the_language_in_which_it_arose():
    problem = JobProblem(TOO_MUCH_MEMORY)
    with translation.override("en"):
        assert "หน่วยความจำ" in problem.sentence and "หน่วยความจำ" not in str(problem)
