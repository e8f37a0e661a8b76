"""An upload that its sender breaks off is a bad request, not a fault of ours."""

import logging
import uuid

import pytest
from django.core.handlers.wsgi import WSGIRequest

from tests.factories import client_of, saved_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("round_2570")]


@pytest.fixture
def cut(monkeypatch):
    """Every body breaks off while it is read."""

    class Broken:
        def read(self, *_size):
            raise OSError("connection reset")

    begun = WSGIRequest.__init__

    def begin(self, environ):
        begun(self, environ)
        self._stream = Broken()

    monkeypatch.setattr(WSGIRequest, "__init__", begin)


@pytest.mark.parametrize(
    ("address", "kind"),
    [("/api/v1/surveys/{}/", "application/json"), ("/api/v1/surveys/{}/photos/{}/", "image/jpeg")],
)
def test_an_upload_that_breaks_off_is_refused_without_alarm(cut, officer, slum, caplog, address, kind):
    client, survey = client_of(officer), saved_survey(by=officer, place=slum)
    client.raise_request_exception = False
    reply = client.put(address.format(survey.pk, uuid.uuid4()), b"{}", content_type=kind)
    assert (reply.status_code, reply.json()["code"]) == (400, "parse_error")
    assert not [line for line in caplog.records if line.levelno >= logging.ERROR]
