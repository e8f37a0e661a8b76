"""One file from its arrival to the day it is undone."""

import pytest
from django.utils import timezone

from communities.models import CommunityAlias, Household
from surveys import figures
from surveys.actions import approve
from surveys.actions import file_imports as actions
from surveys.models import Change, Survey
from surveys.refusals import Refused, RoundClosed, WrongStep
from tests.surveys import kobo
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(slum, kobo_round):
    return [kobo.row(n, rent_price=str(2000 + n)) for n in (1, 2, 3)]


def test_a_trial_says_what_every_row_would_come_to_and_writes_nothing(officer, three):
    tried = walking.tried(*three, by=officer)
    assert (tried.state, tried.counts["created"]) == ("tried", 3)
    assert set(walking.deeds(tried).values()) == {"created"}
    assert not Survey.objects.exists()


def test_the_rows_of_the_trial_are_written(officer, three):
    written = walking.written(*three, by=officer)
    assert (written.state, written.counts["created"], Survey.objects.count()) == ("written", 3, 3)
    assert figures.differences() == []


def test_the_same_file_again_changes_nothing(officer, three):
    walking.written(*three, by=officer)
    before = walking.everything()
    again = walking.tried(*three, by=officer)
    assert (again.state, again.counts["unchanged"], again.counts["updated"]) == ("tried", 3, 0)
    with pytest.raises(Refused):
        actions.write(file_import=again, by=officer, at=timezone.now())
    assert walking.everything() == before


def test_only_the_good_rows_are_written(officer, three):
    bad = kobo.row(4, end="ไม่ใช่วันเวลา")
    written = walking.written(*three, bad, by=officer)
    assert (written.counts["created"], written.counts["refused"]) == (3, 1)
    assert walking.codes(written)[5] == ["bad_date"]
    assert Survey.objects.count() == 3


def test_a_changed_row_updates_what_the_file_has_columns_for_and_nothing_else(officer, three):
    walking.written(*three, by=officer)
    without_rent = {key: cell for key, cell in three[0].items() if key != "rent_price"} | {"hhsize": "5"}
    answers = {key: told for key, told in walking.KOBO["answers"].items() if key != "rent_house"}
    mapping = walking.KOBO | {"answers": answers}
    written = walking.write(walking.tried(without_rent, by=officer, mapping=mapping), by=officer)
    assert walking.deeds(written) == {2: "updated"}
    survey = Survey.objects.get(revision=2)
    assert (survey.members_living, survey.rent_house) == (5, 2001)
    assert figures.differences() == []


def test_a_file_that_changes_much_of_what_is_there_asks_first(officer, three):
    walking.written(*three, by=officer)
    tried = walking.tried(three[0] | {"rent_price": "9"}, by=officer)
    assert (tried.state, [one["code"] for one in tried.questions]) == ("asking", ["changes_many"])
    with pytest.raises(WrongStep):
        actions.write(file_import=tried, by=officer, at=timezone.now())
    assert actions.confirm(file_import=tried, by=officer, at=timezone.now()).state == "tried"


def test_an_undone_file_leaves_no_trace_and_may_come_again(officer, three):
    written = walking.written(*three, by=officer)
    undone = walking.undone(written, by=officer)
    assert (undone.state, Survey.objects.count(), Household.objects.count()) == ("undone", 0, 0)
    assert figures.differences() == []
    assert walking.written(*three, by=officer).counts["created"] == 3


def test_undoing_a_change_brings_the_former_answers_back_and_says_so(officer, three):
    walking.written(*three, by=officer)
    before = Survey.objects.order_by("pk").values_list("pk", "rent_house", "extra", "household__house_no")
    before = list(before)
    changing = walking.written(*(row | {"rent_price": "9", "note": "ใหม่"} for row in three), by=officer)
    assert changing.counts["updated"] == 3
    walking.undone(changing, by=officer)
    after = Survey.objects.order_by("pk").values_list("pk", "rent_house", "extra", "household__house_no")
    assert list(after) == before
    assert set(Survey.objects.values_list("revision", flat=True)) == {3}
    assert Change.objects.filter(revision=3).first().fields["rent_house"][0] == 9
    assert figures.differences() == []


def test_files_may_be_undone_one_after_the_other_the_latest_first(officer, three):
    first = walking.written(*three, by=officer)
    second = walking.written(three[0] | {"rent_price": "9"}, by=officer)
    walking.undone(second, by=officer)
    assert walking.undone(first, by=officer).state == "undone"
    assert not Survey.objects.exists()


def test_a_file_is_not_undone_when_a_row_was_edited_since(officer, head, three):
    written = walking.written(*three, by=officer)
    survey = Survey.objects.get(rent_house=2002)
    approve(survey=survey, by=head, at=timezone.now())
    actions.undo(file_import=written, by=officer, at=timezone.now())
    (job,) = walking.run_waiting()
    assert job.state == "failed"
    assert "แถวที่ 3" in job.problem
    assert walking.fresh(written).state == "written"
    assert Survey.objects.count() == 3


def test_a_name_is_asked_once_and_remembered(officer, slum, kobo_round):
    rows = [kobo.row(n, community_name="ร่วมใจ ซอย ๙") for n in (1, 2)]
    asked = walking.tried(*rows, by=officer)
    assert (asked.state, asked.names[0]["rows"]) == ("naming", 2)
    name = (asked.names[0]["district"], asked.names[0]["name"])
    said = {"file_import": asked, "by": officer, "at": timezone.now()}
    actions.decide_names(decisions={name: slum.pk}, remember=[name], **said)
    assert walking.write(walking.try_again(asked, by=officer), by=officer).counts["created"] == 2
    assert CommunityAlias.objects.get(community=slum).by == officer
    assert walking.tried(*rows, by=officer).state == "tried"


def test_a_person_may_leave_the_rows_of_a_name_out_or_put_them_outside(officer, slum, kobo_round):
    rows = [kobo.row(1, community_name="ก"), kobo.row(2, community_name="ข")]
    asked = walking.tried(*rows, by=officer)
    decisions = {("1026", "ก"): "skip", ("1026", "ข"): "outside"}
    actions.decide_names(file_import=asked, by=officer, at=timezone.now(), decisions=decisions)
    tried = walking.try_again(asked, by=officer)
    assert walking.deeds(tried) == {2: "skipped", 3: "created"}


def test_a_community_of_another_district_cannot_be_chosen(officer, other_slum, slum, kobo_round):
    asked = walking.tried(kobo.row(1, community_name="ก"), by=officer)
    with pytest.raises(Refused):
        decisions = {("1026", "ก"): other_slum.pk}
        actions.decide_names(file_import=asked, by=officer, at=timezone.now(), decisions=decisions)


def test_a_row_of_another_district_is_refused_without_a_word_about_it(officer, three):
    tried = walking.tried(*three, kobo.row(9, dname="1006"), by=officer)
    assert walking.codes(tried)[5] == ["other_district"]


def test_a_file_of_another_district_is_refused_as_a_whole(officer, slum, kobo_round):
    tried = walking.tried(kobo.row(1, dname="1006"), by=officer)
    assert (tried.state, tried.refusal["code"]) == ("refused", "other_district")


def test_a_closed_round_takes_no_file(officer, slum):
    with pytest.raises(RoundClosed):
        walking.mapped(kobo.row(1), by=officer)


def test_the_department_brings_in_a_past_round_after_it_was_asked(department, slum):
    tried = walking.tried(kobo.row(1), by=department)
    assert (tried.state, [one["code"] for one in tried.questions]) == ("asking", ["past_round"])
    assert walking.write(tried, by=department).counts["created"] == 1


def test_a_row_that_changed_after_the_trial_is_refused_and_told(officer, three):
    walking.written(*three, by=officer)
    tried = walking.tried(*(row | {"rent_price": "9"} for row in three), by=officer)
    Survey.objects.filter(rent_house=2002).update(revision=7)
    written = walking.write(tried, by=officer)
    assert walking.deeds(written) == {2: "updated", 3: "refused", 4: "updated"}
    assert walking.codes(written)[3] == ["changed_since_trial"]


def test_discarding_keeps_the_record_and_drops_the_rows(officer, three):
    tried = walking.tried(*three, by=officer)
    gone = actions.discard(file_import=tried, by=officer, at=timezone.now())
    assert (gone.state, gone.rows.count()) == ("discarded", 0)
