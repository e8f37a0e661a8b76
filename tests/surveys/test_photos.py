"""Photographs of a form: kept once, private, gone when they are removed."""

import hashlib
import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from audit.models import AccessRecord
from surveys import actions
from surveys.actions import photos as keeping
from surveys.exporting import layout, rows
from surveys.models import Photo, Survey
from tests import factories
from tests.surveys.photographs import opened, photograph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.saved_survey(by=officer, place=slum)


def address(survey, photo_id) -> str:
    return f"/api/v1/surveys/{survey.pk}/photos/{photo_id}/"


def put(user, survey, photo_id=None, sent: bytes | None = None, **headers):
    """Send a photograph as the page of a person does."""
    body = photograph() if sent is None else sent
    path = address(survey, photo_id or uuid.uuid4())
    return factories.client_of(user).put(path, body, content_type="image/jpeg", headers=headers)


def files() -> list[str]:
    return list(keeping._stored_files())


def test_a_photograph_is_kept_and_its_receipt_names_what_was_sent(officer, survey):
    sent, photo_id = photograph(), uuid.uuid4()
    receipt = put(officer, survey, photo_id, sent).json()
    sha256 = hashlib.sha256(sent).hexdigest()
    assert receipt == {"id": str(photo_id), "sha256": sha256, "received": sha256, "width": 800, "height": 600}
    photo = Photo.objects.get(pk=photo_id)
    assert (photo.by, photo.survey_id, photo.bytes) == (officer, survey.pk, photo.file.size)


def test_what_is_read_back_is_the_picture_without_the_place(officer, head, survey):
    photo_id = uuid.uuid4()
    put(officer, survey, photo_id)
    reply = factories.client_of(head).get(address(survey, photo_id))
    jpeg = b"".join(reply.streaming_content)
    assert opened(jpeg).size == (800, 600)
    assert b"KITTISAK" not in jpeg
    assert (reply["Content-Type"], reply["Cache-Control"]) == ("image/jpeg", "private, no-store")


def test_every_look_at_a_photograph_is_recorded(officer, head, survey):
    photo_id = uuid.uuid4()
    put(officer, survey, photo_id)
    b"".join(factories.client_of(head).get(address(survey, photo_id)).streaming_content)
    looked = AccessRecord.objects.get(subject="photo")
    assert (looked.by, looked.subject_id, looked.deed) == (head, str(photo_id), "view")


def test_the_name_of_a_file_says_nothing_of_survey_or_photograph(officer, survey):
    photo_id = uuid.uuid4()
    put(officer, survey, photo_id)
    [name] = files()
    assert not {str(survey.pk), photo_id.hex, str(photo_id)} & set(name.split("/"))
    assert len(name.rpartition("/")[2]) > 30


@pytest.mark.parametrize("who", ["department", "analyst", "other_officer", "other_head"])
def test_a_photograph_is_not_there_for_people_who_may_not_see_it(who, officer, survey, request):
    photo_id = uuid.uuid4()
    put(officer, survey, photo_id)
    client = factories.client_of(request.getfixturevalue(who))
    assert client.get(address(survey, photo_id)).status_code == 404


def test_another_district_can_neither_add_nor_remove(officer, other_officer, survey):
    photo_id = uuid.uuid4()
    put(officer, survey, photo_id)
    client = factories.client_of(other_officer)
    assert put(other_officer, survey).status_code == 404
    assert client.delete(address(survey, photo_id)).status_code == 404
    assert Photo.objects.kept().count() == 1


def test_a_photograph_is_not_found_under_another_survey(officer, slum, survey):
    photo_id = uuid.uuid4()
    put(officer, survey, photo_id)
    other = factories.saved_survey(by=officer, place=slum)
    client = factories.client_of(officer)
    assert client.get(address(other, photo_id)).status_code == 404
    assert client.delete(address(other, photo_id)).status_code == 404
    assert put(officer, other, photo_id).json()["code"] == "photo_differs"


def test_the_same_photograph_sent_again_is_kept_once(officer, survey):
    sent, photo_id = photograph(), uuid.uuid4()
    first, again = (put(officer, survey, photo_id, sent) for _n in range(2))
    assert first.json() == again.json()
    assert (Photo.objects.count(), len(files())) == (1, 1)


def test_a_receipt_lost_before_submitting_is_given_after_it_as_well(officer, survey):
    sent, photo_id = photograph(), uuid.uuid4()
    first = put(officer, survey, photo_id, sent)
    actions.submit(survey=survey, by=officer, at=timezone.now())
    assert put(officer, survey, photo_id, sent).json() == first.json()


def test_other_bytes_under_the_same_uuid_are_refused(officer, survey):
    photo_id = uuid.uuid4()
    first = put(officer, survey, photo_id).json()
    reply = put(officer, survey, photo_id, photograph("crimson"))
    assert (reply.status_code, reply.json()["code"]) == (409, "photo_differs")
    assert Photo.objects.get().sha256 == first["sha256"]


def test_the_seventh_photograph_is_refused_and_leaves_no_file(officer, survey):
    assert [put(officer, survey).status_code for _n in range(6)] == [200] * 6
    reply = put(officer, survey)
    assert (reply.status_code, reply.json()["code"]) == (409, "too_many_photos")
    assert "6 รูป" in reply.json()["sentence"]
    assert (Photo.objects.count(), len(files())) == (6, 6)


def test_a_photograph_by_another_person_of_the_device_is_refused(officer, head, survey):
    reply = put(officer, survey, **{"X-Written-By": str(head.pk)})
    assert (reply.status_code, reply.json()["code"]) == (409, "other_person")
    assert put(officer, survey, **{"X-Written-By": str(officer.pk)}).status_code == 200


def test_the_department_adds_no_photographs(department, survey):
    assert put(department, survey).status_code == 403


def test_what_is_no_photograph_is_refused_in_thai(officer, survey):
    reply = put(officer, survey, sent=b"GIF89a")
    assert (reply.status_code, reply.json()["code"]) == (422, "photo_unfit")
    assert "JPEG" in reply.json()["sentence"]
    assert files() == []


def test_another_kind_of_body_is_refused_unread(officer, survey):
    client = factories.client_of(officer)
    reply = client.put(address(survey, uuid.uuid4()), photograph(), content_type="image/png")
    assert (reply.status_code, reply.json()["code"]) == (422, "photo_unfit")


def test_more_than_four_megabytes_are_refused(officer, survey):
    reply = put(officer, survey, sent=b"\xff\xd8" + bytes(4 * 1024**2))
    assert (reply.status_code, reply.json()["code"]) == (413, "photo_too_large")


def test_a_submitted_form_takes_and_loses_no_photographs(officer, survey):
    photo_id = uuid.uuid4()
    put(officer, survey, photo_id)
    actions.submit(survey=survey, by=officer, at=timezone.now())
    added = put(officer, survey, sent=photograph("navy"))
    removed = factories.client_of(officer).delete(address(survey, photo_id))
    assert [reply.json()["code"] for reply in (added, removed)] == ["locked", "locked"]
    assert (Photo.objects.kept().count(), len(files())) == (1, 1)


def test_a_closed_round_takes_no_photographs(officer, survey, round_2570):
    round_2570.closes_on = timezone.localdate() - timedelta(days=1)
    round_2570.save()
    assert put(officer, survey).json()["code"] == "round_closed"


def test_a_photograph_changes_neither_revision_nor_answers(officer, survey):
    put(officer, survey)
    stored = Survey.objects.get(pk=survey.pk)
    assert (stored.revision, stored.updated_at) == (survey.revision, survey.updated_at)


def test_the_document_lists_photographs_in_the_order_they_came(officer, survey):
    ids = [put(officer, survey).json()["id"] for _n in range(3)]
    document = factories.client_of(officer).get(f"/api/v1/surveys/{survey.pk}/").json()
    assert [photo["id"] for photo in document["photos"]] == ids
    assert document["photos"][0].keys() == {"id", "sha256", "width", "height"}


def test_saving_answers_keeps_the_list_of_photographs(officer, slum, survey):
    photo = put(officer, survey).json()["id"]
    given = factories.household_of_four(slum, number=4321) | {"revision": 1}
    actions.save(survey_id=survey.pk, given=given, by=officer, at=timezone.now())
    assert [one["id"] for one in Survey.objects.get(pk=survey.pk).photo_list] == [photo]


def test_photographs_cost_saving_and_reading_no_statement(officer, survey, django_assert_num_queries):
    client = factories.client_of(officer)
    client.get(f"/api/v1/surveys/{survey.pk}/")
    with django_assert_num_queries(4):
        client.get(f"/api/v1/surveys/{survey.pk}/")
    put(officer, survey)
    with django_assert_num_queries(4):
        client.get(f"/api/v1/surveys/{survey.pk}/")


def test_who_sees_no_personal_data_is_not_told_of_photographs(officer, analyst, survey):
    put(officer, survey)
    document = factories.client_of(analyst).get(f"/api/v1/surveys/{survey.pk}/").json()
    assert document["photos"] == []


def test_removing_takes_the_file_away(officer, survey, django_capture_on_commit_callbacks):
    photo_id = uuid.uuid4()
    put(officer, survey, photo_id)
    with django_capture_on_commit_callbacks(execute=True):
        reply = factories.client_of(officer).delete(address(survey, photo_id))
    assert reply.status_code == 204
    assert (files(), Survey.objects.get(pk=survey.pk).photo_list) == ([], [])
    assert factories.client_of(officer).get(address(survey, photo_id)).status_code == 404


def test_a_late_resend_does_not_bring_a_removed_photograph_back(officer, survey):
    sent, photo_id = photograph(), uuid.uuid4()
    put(officer, survey, photo_id, sent)
    client = factories.client_of(officer)
    assert [client.delete(address(survey, photo_id)).status_code for _n in range(2)] == [204, 204]
    reply = put(officer, survey, photo_id, sent)
    assert (reply.status_code, reply.json()["code"]) == (410, "photo_removed")
    assert Photo.objects.kept().count() == 0


def test_deleting_a_survey_deletes_its_photographs(officer, survey, django_capture_on_commit_callbacks):
    put(officer, survey)
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete(survey=survey, by=officer, at=timezone.now(), reason="กรอกซ้ำ")
    assert (Photo.objects.count(), files()) == (0, [])


def test_a_fault_while_the_row_is_written_leaves_neither_row_nor_file(officer, survey, monkeypatch):
    monkeypatch.setattr(keeping, "_list", lambda survey: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put(officer, survey)
    assert (Photo.objects.count(), files()) == (0, [])


def test_files_that_nobody_names_are_swept_after_a_day(officer, survey):
    put(officer, survey)
    default_storage.save("photos/ab/lost.jpg", ContentFile(photograph()))
    now = timezone.now()
    assert actions.sweep_files(at=now) == 0
    assert actions.sweep_files(at=now + timedelta(days=2)) == 1
    assert len(files()) == 1


def test_an_export_says_how_many_photographs_there_are(officer, survey):
    put(officer, survey)
    assert shown_in_export(survey) == 1


def shown_in_export(survey) -> int:
    found = Survey.objects.filter(pk=survey.pk)
    columns = layout.survey_columns(layout.read_names(), full=False)
    [row] = rows.stream(found, columns)
    shown = zip(rows.readable(found, columns), rows.places(columns), strict=True)
    return next(column.show(row[place]) for column, place in shown if column.key == "photos")
