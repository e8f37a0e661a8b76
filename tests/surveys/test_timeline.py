"""Everything that happened to a form in one list, in words, and quick however long it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys import actions
from surveys.actions.moving import looked_at
from surveys.models import Change, Survey
from surveys.readers.differences import differences
from surveys.readers.timeline import timeline_of
from surveys.readers.trail import trail_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.saved_survey(by=officer, place=slum)


def entry_of(survey):
    return looked_at(survey, at=timezone.now())[0]


def told(survey, *, personal=True, **given):
    survey = Survey.objects.get(pk=survey.pk)
    return timeline_of(trail_of(survey, entry_of(survey), personal=personal), **given)


def save(survey, by, at, change):
    """Change the content and save it at a given moment."""
    survey.refresh_from_db()
    content = entry_of(survey).content()
    change(content)
    actions.save(survey_id=survey.pk, given={**content, "revision": survey.revision}, by=by, at=at)


def answered(**answers):
    return lambda content: content["answers"].update(answers)


def test_saves_of_one_sitting_are_one_event_with_the_first_and_the_last_answer(survey, officer):
    begun = timezone.now() + timedelta(hours=1)
    for minute, rent in enumerate((3100, 3200, 3300)):
        save(survey, officer, begun + timedelta(minutes=minute * 20), answered(rent_house=rent))
    event = told(survey).events[0]
    (one,) = event.differences
    assert (event.number, one.label, one.before, one.after) == (
        3,
        "ค่าเช่าบ้าน",
        "3,000 บาท/เดือน",
        "3,300 บาท/เดือน",
    )


def test_an_hour_between_or_another_person_begins_another_event(survey, officer, head):
    begun = timezone.now() + timedelta(hours=1)
    save(survey, officer, begun, answered(rent_house=3100))
    save(survey, head, begun + timedelta(minutes=1), answered(rent_house=3200))
    save(survey, head, begun + timedelta(minutes=62), answered(rent_house=3300))
    assert [event.number for event in told(survey).events if event.kind == "change"] == [1, 1, 1]


def test_an_answer_changed_back_within_a_sitting_is_not_told(survey, officer):
    begun = timezone.now() + timedelta(hours=1)
    save(survey, officer, begun, answered(rent_house=3100, soi="7"))
    save(survey, officer, begun + timedelta(minutes=1), answered(rent_house=3000))
    assert [one.label for one in told(survey).events[0].differences] == ["ซอย"]


def test_choices_are_told_by_their_labels_and_places_by_their_names(survey, officer, slum):
    other = factories.community("1026", "เก้าพัฒนา")
    moved = answered(community=other.pk, house_tenure="owner", rent_house=None, problems=["fire"])
    save(survey, officer, timezone.now(), moved)
    found = {one.label: (one.before, one.after) for one in told(survey).events[0].differences}
    assert found["ชุมชน"] == (slum.name, "เก้าพัฒนา")
    assert found["ปัญหาที่อยู่อาศัย"] == ("อยู่กันแออัด, น้ำท่วม", "เสี่ยงไฟไหม้")


def test_members_are_told_by_name_wherever_they_stand(survey, officer):
    def change(content):
        content["members"].pop(1)
        content["members"][2]["income_month"] = 500
        content["members"].append(factories.member(77, relation="lodger", first_name="มานะ"))

    save(survey, officer, timezone.now(), change)
    labels = {one.label: (one.before, one.after) for one in told(survey).events[0].differences}
    assert labels["ยายมี ใจดี · รายได้"] == ("ว่าง", "500 บาท/เดือน")
    assert labels["ลบสมาชิก"] == ("สมหญิง ใจดี", "") and labels["เพิ่มสมาชิก"] == ("", "มานะ ใจดี")


def test_another_person_in_the_same_row_is_not_a_change_of_name():
    old = {"members-0-first_name": "สมชาย", "members-0-citizen_id": "1"}
    new = {"members-0-first_name": "มานะ", "members-0-citizen_id": "2"}
    assert [one.label for one in differences(old, new)] == ["ลบสมาชิก", "เพิ่มสมาชิก"]


def test_a_spelling_mended_is_a_change_of_the_same_person():
    old = {"members-0-first_name": "สมชาย", "members-0-citizen_id": "1"}
    new = {"members-0-first_name": "สมชัย", "members-0-citizen_id": "1"}
    assert [(one.before, one.after) for one in differences(old, new)] == [("สมชาย", "สมชัย")]


@pytest.mark.parametrize(("consent", "told"), [("yes", "การเคลื่อนไหว"), ("withdrawn", "ปิดบังไว้")])
def test_health_is_told_only_while_the_household_consents(consent, told):
    old = {"sensitive_consent": "yes", "members-0-first_name": "มานะ", "members-0-disability": ["moving"]}
    new = {"sensitive_consent": consent, "members-0-first_name": "มานะ"}
    (one,) = [one for one in differences(old, new) if one.field == "members-0-disability"]
    assert told in one.before


def test_moves_remarks_and_changes_stand_in_one_list_newest_first(survey, officer, head):
    now = timezone.now() + timedelta(hours=1)
    actions.submit(survey=survey, by=officer, at=now)
    back = now + timedelta(days=4)
    actions.send_back(survey=survey, by=head, at=back, comments=[("soi", "ซอยใด")], reason="ดูซอย")
    save(survey, officer, back + timedelta(hours=1), answered(soi="7"))
    seen = [(event.what, event.note) for event in told(survey).events]
    assert seen == [
        ("แก้คำตอบ 1 ข้อ", ""),
        ("ส่งกลับให้แก้ไข", "รอตรวจ 4 วัน"),
        ("ให้ความเห็น", "ซอย"),
        ("ส่งแบบ", ""),
        ("เริ่มกรอก", ""),
    ]


def test_those_who_see_no_people_read_roles_and_questions_only(survey, officer, analyst):
    save(survey, officer, timezone.now(), lambda content: content["members"][0].update(first_name="ลับสุด"))
    body = factories.client_of(analyst).get(f"/surveys/{survey.pk}/history/").content.decode()
    assert "ลับสุด" not in body and "สมชาย" not in body and officer.display_name not in body
    assert "สมาชิกคนที่ 1 · ชื่อ" in body


def long(survey, officer, number):
    """A form with so many saves, each in a sitting of its own."""
    begun, first = timezone.now() - timedelta(days=900), Survey.objects.get(pk=survey.pk).revision
    rows = [
        Change(
            survey=survey,
            revision=first + n,
            at=begun + timedelta(hours=n),
            by=officer,
            fields={"rent_house": [n, n + 1], "members-0-income_month": [n, n + 1]},
        )
        for n in range(1, number + 1)
    ]
    Change.objects.bulk_create(rows)
    Survey.objects.filter(pk=survey.pk).update(revision=first + number)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_thousand_changes_take_as_many_queries_as_ten(survey, officer):
    client, address = factories.client_of(officer), f"/surveys/{survey.pk}/history/"
    long(survey, officer, 10)
    few = queries(client, address)
    long(survey, officer, 990)
    assert queries(client, address) == few <= 26
    assert queries(client, f"{address}?older=500") == few


def test_a_thousand_changes_are_paged_and_each_is_shown_once(survey, officer):
    long(survey, officer, 1_000)
    seen, older = [], None
    while older != 0:
        page = told(survey, older=older)
        seen += [(event.at, event.what) for event in page.events]
        older = page.older
    assert len(seen) == page.number == 1_001 and len(set(seen)) == 1_001


def test_a_thousand_changes_are_told_within_a_blink(survey, officer):
    long(survey, officer, 1_000)
    one = Survey.objects.get(pk=survey.pk)
    trail = trail_of(one, entry_of(one), personal=True)
    begun = timezone.now()
    timeline_of(trail, older=20)
    assert timezone.now() - begun < timedelta(seconds=1)


@pytest.mark.parametrize("older", ["x", "-1", "99999999999999999999", ""])
def test_a_place_that_makes_no_sense_shows_a_page_all_the_same(older, survey, officer):
    assert factories.client_of(officer).get(f"/surveys/{survey.pk}/history/?older={older}").status_code == 200


def test_another_districts_history_is_not_found(survey, other_officer):
    assert factories.client_of(other_officer).get(f"/surveys/{survey.pk}/history/").status_code == 404
