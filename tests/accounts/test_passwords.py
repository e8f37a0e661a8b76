"""Which passwords are taken: long ones of any kind, not breached ones, nor names of this place."""

from hashlib import sha1

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import passwords
from accounts.models import User
from tests.accounts.signing import is_in, sign_in
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
LOST = ("สายลมพัดผ่านทุ่งข้าว", "correct horse battery", "trustno1trustno1", "zzzzzzzzzzzzzzzz")


@pytest.fixture
def lost(settings, tmp_path):
    """A list of breached passwords in the form in which they are given away."""
    lines = [sha1(f"{number}".encode()).hexdigest().upper() for number in range(5_000)]
    lines += [sha1(one.encode()).hexdigest().upper() for one in LOST]
    file = tmp_path / "breached.txt"
    file.write_text("".join(f"{line}:{len(line)}\r\n" for line in sorted(lines)))
    settings.BREACHED_PASSWORDS = str(file)
    return file


def is_taken(password: str, user: User | None = None) -> bool:
    try:
        validate_password(password, user)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "password",
    [
        "แมวสามตัวกินปลาทู",
        "correct horse battery",
        "aaaa bbbb cccc dddd eeee",
        "x" * 12 + "yz",
        "1 ก 2 ข 3 ค 4 ง",
        "🐟" * 12,
        "บ้านมั่นคง-2570-ทดสอบ",
        "p" * 64 + "q" * 64,
    ],
)
def test_any_long_password_is_taken(password):
    assert is_taken(password)


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "p" * 129, "123456789012", "password1234"])
def test_short_endless_and_common_ones_are_not(password):
    assert not is_taken(password)


@pytest.mark.parametrize(
    "password",
    [
        "bangkok123456",
        "bkkhousing2570!",
        "กรุงเทพมหานคร2570",
        "ดินแดง-2570-1026",
        "DinDaeng12345",
        "BKKHousingBangkok",
    ],
)
def test_names_of_this_place_with_a_number_are_not(password):
    assert not is_taken(password)


def test_ones_name_is_not(officer):
    assert not is_taken("officer.1026", officer)


@pytest.mark.parametrize("password", LOST)
def test_what_others_lost_is_not_taken(password, lost):
    assert not is_taken(password)


def test_every_line_of_the_list_is_found_and_no_other(lost):
    assert all(passwords.holds(lost, line[:40]) for line in lost.read_text().splitlines())
    assert not any(passwords.holds(lost, sha1(f"not {n}".encode()).hexdigest().upper()) for n in range(500))


@pytest.mark.parametrize("text", ["", "\n", "A" * 40, "A" * 40 + "\n"])
def test_a_list_of_no_line_or_one_is_read(text, tmp_path):
    file = tmp_path / "list"
    file.write_text(text)
    assert passwords.holds(file, "A" * 40) is ("A" in text) and not passwords.holds(file, "B" * 40)


def test_a_long_list_is_not_read_whole(lost, monkeypatch):
    read = []
    around = passwords._line_around
    monkeypatch.setattr(passwords, "_line_around", lambda *given: read.append(1) or around(*given))
    passwords.holds(lost, "F" * 40)
    assert len(read) <= 20


def change(client, old: str, new: str):
    given = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(reverse("password"), given)


def test_a_new_password_opens_and_the_former_does_not(client, officer):
    sign_in(client, officer)
    assert change(client, PASSWORD, "แมวสามตัวกินปลาทู").status_code == 302
    client.post(reverse("logout"))
    sign_in(client, officer)
    assert not is_in(client)
    sign_in(client, officer, "แมวสามตัวกินปลาทู")
    assert is_in(client)


@pytest.mark.parametrize(
    ("old", "new"), [("ผิด", "แมวสามตัวกินปลาทู"), (PASSWORD, "short"), (PASSWORD, "bangkok123456")]
)
def test_a_wrong_present_or_a_weak_new_password_changes_nothing(old, new, client, officer):
    sign_in(client, officer)
    assert change(client, old, new).status_code == 200
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_the_present_password_is_not_guessed_on_this_page(client, officer):
    sign_in(client, officer)
    for _time in range(5):
        change(client, "ผิด", "แมวสามตัวกินปลาทู")
    assert change(client, PASSWORD, "แมวสามตัวกินปลาทู").status_code == 200
