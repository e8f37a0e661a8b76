"""import_surveys: what a row becomes, and what running it again does."""

from datetime import date, datetime

import pytest
from django.core.management import CommandError
from django.utils import timezone

from accounts.models import User
from communities.models import CommunityAlias, Household
from surveys import actions, figures
from surveys.models import Change, Figure, Survey
from tests import factories
from tests.surveys import kobo
from tests.surveys.kobo import imported, row, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("slum")]

OUTSIDE = ("--unmatched", "outside")


def test_a_row_becomes_a_submitted_survey(tmp_path, slum):
    imported(write(tmp_path, kobo.ROW))
    survey = Survey.objects.get()
    assert (survey.state, survey.revision, survey.round_id, survey.community) == (
        "submitted",
        1,
        "2568",
        slum,
    )
    assert (survey.house_tenure, survey.rent_house, survey.members_living) == ("rent", 3000, 4)
    assert survey.survey_date.isoformat() == "2025-07-20"
    assert timezone.localtime(survey.submitted_at).replace(tzinfo=None) == datetime(2025, 7, 20, 15, 11)
    assert survey.extra["income"] == "500" and survey.extra["community_name"] == "ร่วมใจพัฒนา"


def test_it_leaves_the_trace_of_a_single_save(tmp_path):
    imported(write(tmp_path, kobo.ROW))
    survey, importer = Survey.objects.get(), User.objects.get(username="import")
    move, change = survey.moves.get(), survey.changes.get()
    assert (move.from_state, move.to_state, move.by, move.at) == (
        "draft",
        "submitted",
        importer,
        survey.submitted_at,
    )
    assert (change.revision, change.by, survey.created_by) == (1, importer, importer)
    assert not importer.has_usable_password() and not importer.is_active
    assert survey.household.community == survey.community and survey.household.district_id == "1026"


def test_it_stores_what_a_single_save_would_store(tmp_path, officer, slum):
    factories.open_round("2568", questions=ROUND_QUESTIONS, opens_on=date(2024, 10, 1))
    imported(write(tmp_path, row(rent_price="0")))
    answers = {"round": "2568", "community": slum.pk, "survey_date": "2025-07-20", "members_living": "4"}
    given = {"answers": {**answers, "house_tenure": "rent", "rent_house": "0"}}
    alone = factories.saved_survey(by=officer, place=slum, payload=given)
    bulk = Survey.objects.exclude(pk=alone.pk).get()
    for column in ("house_tenure", "rent_house", "target_groups", "vulnerability", "completeness"):
        assert getattr(bulk, column) == getattr(alone, column)
    assert bulk.soft_problems == 1


ROUND_QUESTIONS = ["round", "community", "survey_date", "members_living", "house_tenure", "rent_house"]


def test_a_changed_row_is_a_new_revision(tmp_path):
    imported(write(tmp_path, row(1), row(2)))
    counts = imported(write(tmp_path, row(1, rent_price="3500", income="600"), row(2)))
    assert (counts["created"], counts["updated"], counts["unchanged"]) == (0, 1, 1)
    change = Change.objects.get(revision=2)
    assert change.fields == {"rent_house": [3000, 3500], "extra-income": ["500", "600"]}
    assert change.survey.rent_house == 3500 and Household.objects.count() == 2
    assert sum(Figure.objects.filter(state="counted").values_list("rent_house_sum", flat=True)) == 6500
    assert figures.differences() == []


def test_an_overlapping_export_doubles_nothing(tmp_path):
    imported(write(tmp_path, *(row(n) for n in range(1, 6))))
    counts = imported(write(tmp_path, *(row(n) for n in range(3, 9))))
    assert (counts["created"], counts["unchanged"]) == (3, 3)
    assert Survey.objects.count() == Household.objects.count() == 8


def test_another_numbering_of_the_rows_doubles_nothing(tmp_path):
    rows = [row(n) for n in range(1, 4)]
    imported(write(tmp_path, *rows))
    again = [{**given, "_index": str(9 - n)} for n, given in enumerate(rows)]
    assert imported(write(tmp_path, *again))["unchanged"] == 3


def test_two_forms_of_the_same_minutes_stay_two(tmp_path):
    same = {"start": "7/20/2025 9:00"}
    assert imported(write(tmp_path, row(1, **same), row(2, **same)))["created"] == 2
    assert imported(write(tmp_path, row(3, house_status="1", rent_price="", **same)))["created"] == 1
    assert Survey.objects.count() == 3


def test_the_id_that_kobo_gave_names_a_form_whatever_changes(tmp_path):
    imported(write(tmp_path, row(1, _id="501", _uuid="a")))
    counts = imported(write(tmp_path, row(7, _id="501", _uuid="b", end="7/21/2025 9:00")))
    assert (counts["created"], counts["updated"]) == (0, 1)


def test_a_row_twice_in_a_file_counts_once(tmp_path):
    counts = imported(write(tmp_path, row(1), row(1)))
    assert (counts["rows"], counts["created"], counts["skipped"], counts["problems"]) == (2, 1, 1, 1)


def test_what_the_head_has_looked_at_is_not_overwritten(tmp_path, head, officer):
    imported(write(tmp_path, row(1)))
    survey = Survey.objects.get()
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=[("rent_house", "ตรวจค่าเช่า")])
    counts = imported(write(tmp_path, row(1, rent_price="9000")))
    assert (counts["updated"], counts["unchanged"], counts["problems"]) == (0, 1, 1)
    survey.refresh_from_db()
    assert (survey.rent_house, survey.state, survey.revision) == (3000, "returned", 1)


def test_what_was_deleted_does_not_come_back(tmp_path, head, officer):
    imported(write(tmp_path, row(1)))
    survey = Survey.objects.get()
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=[("", "กรอกซ้ำ")])
    actions.delete(survey=survey, by=officer, at=timezone.now(), reason="กรอกซ้ำ")
    counts = imported(write(tmp_path, row(1)))
    assert (counts["created"], counts["skipped"]) == (0, 1)
    assert not Survey.objects.exists() and figures.differences() == []


def test_names_are_matched_within_the_district_only(tmp_path, other_slum):
    given = row(1, community_name=other_slum.name)
    assert imported(write(tmp_path, given), *OUTSIDE)["unmatched"] == 1
    assert Survey.objects.get().community.is_outside
    assert imported(write(tmp_path, {**given, "dname": "1006"}))["unmatched"] == 0


@pytest.mark.parametrize("name", ["ชุมชนร่วมใจพัฒนา", "ร่วมใจ พัฒนา", "ชุมชน ร่วมใจพัฒนา", "ร่วมใจพัฒ\u200bนา"])
def test_spellings_of_one_name_meet(tmp_path, slum, name):
    imported(write(tmp_path, row(1, community_name=name)))
    assert Survey.objects.get().community == slum


def test_an_alias_moves_the_rows_on_the_next_run(tmp_path, slum):
    path = write(tmp_path, row(1, community_name="ร่วมใจใหม่"))
    imported(path, *OUTSIDE)
    CommunityAlias.objects.create(community=slum, name="ร่วมใจใหม่")
    counts = imported(path)
    assert (counts["updated"], counts["unmatched"], counts["matched"]) == (1, 0, 1)
    assert Survey.objects.get().community == Household.objects.get().community == slum
    assert figures.differences() == []


def test_a_name_of_two_communities_is_none(tmp_path):
    other = factories.community("1026", "ร่วมใจพัฒนา 2")
    CommunityAlias.objects.create(community=other, name="ร่วมใจพัฒนา")
    said, counts = kobo.refused(write(tmp_path, row(1)))
    assert counts["unmatched"] == 1 and "ร่วมใจพัฒนา 2" in said


def test_a_district_may_be_named_instead_of_coded(tmp_path):
    imported(write(tmp_path, row(1, dname="เขตดินแดง")))
    assert Survey.objects.get().district_id == "1026"


def test_group_names_before_the_headers_do_not_matter(tmp_path):
    renamed = {f"group_a/{key}" if key not in ("start", "end") else key: cell for key, cell in row(1).items()}
    assert imported(write(tmp_path, renamed))["created"] == 1


def test_the_number_of_statements_does_not_follow_the_rows(tmp_path, django_assert_max_num_queries):
    path = write(tmp_path, *(row(n) for n in range(300)))
    with django_assert_max_num_queries(45):
        imported(path)
    with django_assert_max_num_queries(35):
        imported(path)


def test_an_officer_imports_for_the_own_district_only(tmp_path, officer, other_officer):
    said, _counts = kobo.refused(write(tmp_path, row(1)), "--by", other_officer.username)
    assert "คอลัมน์ที่ 4 (dname): แถวนี้เป็นของเขตอื่น" in said
    imported(write(tmp_path, row(1)), "--by", officer.username)
    assert Survey.objects.get().created_by == officer


@pytest.mark.parametrize("options", [("--by", "nobody"), ("--round", "2569"), ("--mapping", "../kobo")])
def test_a_person_round_or_mapping_that_is_not_there_stops_the_command(tmp_path, options):
    with pytest.raises(CommandError):
        imported(write(tmp_path, row(1)), *options)
    assert not Survey.objects.exists()
