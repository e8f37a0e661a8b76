"""Photographs sent at the same moment: one row each, and never more than six."""

import uuid
from functools import partial

import pytest

from surveys.actions import photos as keeping
from surveys.models import Photo, Survey
from tests import factories
from tests.surveys.at_once import at_once, shared_by_threads
from tests.surveys.photographs import photograph

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


@pytest.fixture
def survey(settings, tmp_path, officer, slum, round_2570):
    settings.MEDIA_ROOT = tmp_path / "media"
    with shared_by_threads(tmp_path):
        yield factories.saved_survey(by=officer, place=slum)


def send(client, path: str) -> int:
    return client.put(path, photograph(size=(120, 90)), content_type="image/jpeg").status_code


def send_all(officer, survey, ids) -> list[int]:
    """The statuses of one request per id, all under way together."""
    paths = [f"/api/v1/surveys/{survey.pk}/photos/{photo_id}/" for photo_id in ids]
    return at_once(*(partial(send, factories.client_of(officer), path) for path in paths))


def test_the_same_photograph_at_once_is_kept_once(officer, survey):
    photo_id = uuid.uuid4()
    assert send_all(officer, survey, [photo_id] * AT_ONCE) == [200] * AT_ONCE
    assert Photo.objects.count() == len(list(keeping._stored_files())) == 1


def test_eight_photographs_at_once_leave_six(officer, survey):
    found = send_all(officer, survey, [uuid.uuid4() for _n in range(AT_ONCE)])
    assert sorted(found) == [200] * 6 + [409] * 2
    assert Photo.objects.count() == len(list(keeping._stored_files())) == 6
    assert len(Survey.objects.get(pk=survey.pk).photo_list) == 6
