"""Uploads that wait for their confirmation: whose they are, for how long, and what is left of them."""

import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from bkkhousing.lib import register_waiting
from bkkhousing.lib.register_waiting import FOLDER, WaitingFile, keep, redeemed, sweep, ticket

MINE, OTHER = SimpleNamespace(pk=1), SimpleNamespace(pk=11)


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def waiting(minutes: float = 0) -> str:
    """The name of an upload that has waited so long."""
    name = keep(ContentFile(b"a,b\n"), at=timezone.now())
    moment = timezone.now().timestamp() - minutes * 60
    os.utime(default_storage.disk.path(f"{FOLDER}/{name}"), (moment, moment))
    return name


def is_there(name: str) -> bool:
    return default_storage.exists(f"{FOLDER}/{name}")


def test_a_ticket_brings_back_the_file_as_it_was_sent():
    upload = ContentFile(b"a,b\n1,2\n")
    upload.read()
    name = keep(upload, at=timezone.now())
    assert WaitingFile(name=redeemed(ticket(name, user=MINE), user=MINE)).read() == b"a,b\n1,2\n"


def test_two_files_never_wait_under_one_name():
    assert len({waiting() for _ in range(5)}) == 5


@pytest.mark.parametrize(
    "told",
    [
        "",
        "../../../etc/passwd",
        "name:sig:sig",
        "\x00",
        lambda name: name,
        lambda name: ticket(name, user=OTHER),
        lambda name: ticket(name, user=MINE) + "x",
        lambda name: ticket(f"../{FOLDER}/{name}", user=OTHER),
        lambda name: ticket("gone", user=MINE),
    ],
)
def test_what_is_no_ticket_of_ones_own_brings_nothing_and_one_sentence(told):
    name = waiting()
    with pytest.raises(ValidationError, match="ส่งไฟล์ใหม่"):
        redeemed(told(name) if callable(told) else told, user=MINE)
    assert is_there(name)


@pytest.mark.parametrize(("seconds", "taken"), [(3599, True), (3602, False)])
def test_a_ticket_is_good_for_an_hour(seconds, taken, monkeypatch):
    told = ticket(name := waiting(), user=MINE)
    later = signing.time.time() + seconds
    monkeypatch.setattr(signing.time, "time", lambda: later)
    if taken:
        assert redeemed(told, user=MINE) == name
    else:
        with pytest.raises(ValidationError):
            redeemed(told, user=MINE)


@pytest.mark.parametrize(("minutes", "gone"), [(59, 0), (61, 1)])
def test_an_upload_is_swept_after_an_hour_and_not_before(minutes, gone):
    new, old = waiting(), waiting(minutes)
    assert sweep(timezone.now()) == gone
    assert (is_there(old), is_there(new)) == (not gone, True)


def test_who_sends_a_file_clears_up_after_those_who_never_came_back():
    old = waiting(61)
    waiting()
    assert not is_there(old)


def test_sweeping_where_nothing_was_ever_sent_is_no_fault():
    assert sweep(timezone.now() + timedelta(days=1)) == 0


def test_a_file_is_kept_nowhere_while_it_is_only_looked_at():
    seen = WaitingFile(name="x")
    seen.save(b"a")
    assert seen.read() == b"a" and not default_storage.exists(FOLDER)


def test_a_confirmed_file_is_gone_and_a_second_confirmation_finds_nothing():
    told = ticket(name := waiting(), user=MINE)
    WaitingFile(name=name).remove()
    with pytest.raises(ValidationError):
        redeemed(told, user=MINE)


def test_tickets_are_of_no_use_elsewhere():
    assert register_waiting.ticket("x", user=MINE) != signing.TimestampSigner().sign("x")
