"""The upload corpus through the upload page: never a fault of the server, and nothing is kept of what is refused."""

import pytest
from django.core.files.storage import default_storage

from surveys.models import FileImport
from tests.bkkhousing.test_upload_corpus import CASES
from tests.jobs.running import run_waiting
from tests.surveys.views.importing import Sender, text_of_page
from tests.upload_corpus.answers import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
ASKED = {"ask_encoding"}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in CASES])
def test_every_file_of_the_corpus_is_answered(officer, case, django_capture_on_commit_callbacks):
    sender = Sender(officer)
    with django_capture_on_commit_callbacks(execute=True):
        reply = sender.send(case.make(), case.name)
        run_waiting()
    kept = FileImport.objects.first()
    if kept is None:
        assert reply.status_code in (413, 422) and "import-upload" in reply.content.decode()
        assert isinstance(case.answer, Refusal) and case.answer.says in text_of_page(reply)
        return
    assert reply.status_code == 302 and sender.see(kept)
    if isinstance(case.answer, Refusal) and case.answer.code not in ASKED:
        assert kept.state == "refused" and case.answer.says in kept.refusal["sentence"]
        assert not default_storage.exists(kept.key) and kept.sketch == {}
