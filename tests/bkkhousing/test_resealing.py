"""Keys are changed while the service runs; stored rows are sealed and opened again by the migration."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from bkkhousing.lib import resealing
from bkkhousing.lib.sealing import UnknownKey, keyring
from surveys import actions
from surveys.actions.moving import looked_at
from surveys.models import Change, Member, Survey
from tests import factories
from tests.factories import citizen_id

pytestmark = pytest.mark.django_db
OLD, NEW = "an older key, long enough for anything", "the newest key, long enough for anything"
ID = Member._meta.get_field("citizen_id")
PHONE = "0812345678"


@pytest.fixture(autouse=True)
def empty_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def survey(officer, slum, round_2570) -> Survey:
    """A form of the old key, its phone changed once and an id that cannot be read."""
    with override_settings(DATA_KEYS=(OLD,)):
        given = factories.household_of_four(slum, phone="0898765432")
        given["members"][0]["citizen_id"] = "ไม่มีบัตร"
        survey = factories.saved_survey(by=officer, place=slum, payload=given)
        again = {**given, "revision": 1, "answers": {**given["answers"], "phone": PHONE}}
        return actions.save(survey_id=survey.pk, given=again, by=officer, at=timezone.now()).survey


def run(command: str) -> str:
    said = StringIO()
    call_command(command, stdout=said, stderr=said)
    return said.getvalue()


def stored(column: str = "citizen_id", table: str = "surveys_member") -> list[str]:
    """The column as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")
        return [str(text) for (text,) in cursor.fetchall()]


def content(survey: Survey) -> tuple:
    members = list(Member.objects.order_by("position").values_list("citizen_id", "raw_answers"))
    changes = list(Change.objects.order_by("revision").values_list("fields", flat=True))
    return Survey.objects.get(pk=survey.pk).phone, members, changes


def test_everything_is_sealed_with_the_newest_key_and_reads_as_before(survey):
    with override_settings(DATA_KEYS=(NEW, OLD)):
        before = content(survey)
        run("rotate_keys")
        assert content(survey) == before
    with override_settings(DATA_KEYS=(NEW,)):
        assert content(survey) == before
        assert f"key {keyring().newest}" in run("verify_sealed")
    with override_settings(DATA_KEYS=(OLD,)), pytest.raises(SystemExit):
        run("verify_sealed")


def test_a_second_run_writes_nothing(survey):
    with override_settings(DATA_KEYS=(NEW, OLD)):
        run("rotate_keys")
        before = stored()
        assert "surveys.Member: 0" in run("rotate_keys")
        assert stored() == before


def test_a_missing_key_is_an_error_and_never_blank(survey):
    with override_settings(DATA_KEYS=(NEW,)):
        with pytest.raises(UnknownKey):
            list(Member.objects.all())
        with pytest.raises(UnknownKey):
            run("rotate_keys")


def test_what_somebody_saves_meanwhile_stays(survey, officer, monkeypatch):
    """Read before the save and written after it, a row is left as the person saved it."""
    batches = resealing._batches

    def interrupted(model, fields):
        for batch in batches(model, fields):
            if model is Survey:
                Survey.objects.filter(pk=survey.pk).update(phone="0211111111")
            yield batch

    monkeypatch.setattr(resealing, "_batches", interrupted)
    with override_settings(DATA_KEYS=(NEW, OLD)):
        run("rotate_keys")
        assert Survey.objects.get(pk=survey.pk).phone == "0211111111"


def test_an_interrupted_run_goes_on_where_it_was(survey, monkeypatch):
    monkeypatch.setattr(resealing, "BATCH", 1)
    with override_settings(DATA_KEYS=(NEW, OLD)):
        next(resealing.seal_anew(Member, [ID]))
        begun = [text[1:9] == keyring().newest for text in stored() if text]
        assert begun.count(True) <= 1
        run("rotate_keys")
        assert all(text[1:9] == keyring().newest for text in stored() if text)


def test_both_keys_work_side_by_side_while_it_runs(survey, other_officer, other_slum):
    with override_settings(DATA_KEYS=(NEW, OLD)):
        twin = factories.household_of_four(other_slum)
        twin["members"][1]["citizen_id"] = citizen_id(11)
        found = factories.saved_survey(by=other_officer, place=other_slum, payload=twin)
        codes = [problem.code for problem in looked_at(found, at=timezone.now())[1]]
        assert "citizen_id_elsewhere" in codes


def test_rows_from_before_are_sealed_and_can_be_opened_again(survey):
    with override_settings(DATA_KEYS=(OLD,)):
        before = content(survey)
        for model, fields in resealing.sealed_models().items():
            assert sum(resealing.open_all(model, fields)) >= 0
        assert citizen_id(11) in stored() and PHONE in stored("phone", "surveys_survey")
        assert content(survey) == before
        for model, fields in resealing.sealed_models().items():
            list(resealing.seal_anew(model, fields))
        assert not set(stored()) & {citizen_id(n) for n in range(10, 14)}
        assert content(survey) == before


def test_plain_and_unreadable_values_are_counted_and_fail_the_check(survey):
    with override_settings(DATA_KEYS=(OLD,)):
        assert "surveys.Member.citizen_id" in run("verify_sealed")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE surveys_member SET citizen_id = '1234567890121' WHERE position = 1")
            cursor.execute("UPDATE surveys_member SET citizen_id = citizen_id || 'A' WHERE position = 2")
        with pytest.raises(SystemExit):
            run("verify_sealed")
        counts = resealing.counted(Member, ID)
        assert (counts["plain"], counts["unreadable"]) == (1, 1)
