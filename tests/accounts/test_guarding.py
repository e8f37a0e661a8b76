"""Wrong tries rest an account, a spray is stopped, and an office behind one address goes on (T19)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import guarding
from accounts.models import SignInTry, User
from audit.models import Entry
from tests.accounts.signing import is_in, sign_in
from tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
WRONG = "รหัสที่ไม่ใช่ของใคร-2570"


def fail(user, times: int, client: Client | None = None) -> None:
    for number in range(times):
        sign_in(client or Client(), user, f"{WRONG}-{number}")


def pass_by(minutes: int) -> None:
    """Let time go by, for all tries so far."""
    for one in SignInTry.objects.all():
        SignInTry.objects.filter(pk=one.pk).update(at=one.at - timedelta(minutes=minutes))


def test_after_four_wrong_tries_the_right_password_is_right(client, officer):
    fail(officer, 4)
    sign_in(client, officer)
    assert is_in(client)


def test_after_five_wrong_tries_the_right_password_waits_a_quarter_of_an_hour(client, officer):
    fail(officer, 5)
    said = sign_in(client, officer).content.decode()
    assert not is_in(client)
    until = timezone.localtime(timezone.now() + timedelta(minutes=15))
    assert f"{until:%H:}" in said and "ติดต่อผู้ดูแลระบบ" in said
    pass_by(14)
    assert not is_in(client) and sign_in(client, officer).status_code == 200
    pass_by(2)
    sign_in(client, officer)
    assert is_in(client)


def test_waiting_is_not_made_longer_by_trying(client, officer):
    fail(officer, 5)
    pass_by(10)
    fail(officer, 3)
    pass_by(6)
    sign_in(client, officer)
    assert is_in(client)


def test_a_right_password_begins_the_count_anew(officer):
    fail(officer, 4)
    sign_in(Client(), officer)
    fail(officer, 4)
    last = Client()
    sign_in(last, officer)
    assert is_in(last)


def test_the_case_of_letters_makes_no_further_tries(client, officer):
    for name in ("Officer.1026", "OFFICER.1026", "officer.1026", "oFFICER.1026", "offiCER.1026"):
        client.post(reverse("login"), {"username": name, "password": WRONG})
    sign_in(client, officer)
    assert not is_in(client)


def test_an_account_that_is_not_there_rests_in_the_same_words(client, officer):
    fail(officer, 5)
    known = sign_in(client, officer).context["form"].non_field_errors()
    nobody = User(username="nobody.9999")
    fail(nobody, 5)
    assert sign_in(client, nobody).context["form"].non_field_errors() == known


def test_nobody_keeps_others_out_by_typing_their_names(officer):
    known = Client()
    sign_in(known, officer)
    known.post(reverse("logout"))
    fail(officer, 5)
    sign_in(known, officer)
    assert is_in(known)


def test_a_browser_one_knows_has_five_tries_as_well(officer):
    known = Client()
    sign_in(known, officer)
    known.post(reverse("logout"))
    fail(officer, 5, known)
    sign_in(known, officer)
    assert not is_in(known)
    stranger = Client()
    sign_in(stranger, officer)
    assert not is_in(stranger)


def test_a_cookie_of_a_known_browser_that_somebody_made_up_is_none(officer):
    fail(officer, 5)
    liar = Client()
    liar.cookies["known_device"] = "eyJkZXZpY2UiOiIxIn0:1:2"
    sign_in(liar, officer)
    assert not is_in(liar)


def knock(username: str, password: str = WRONG, *, is_right: bool = False, device: str = "") -> bool:
    """One try at the desk of the guard, without the page around it; whether it was looked at."""
    now = timezone.now()
    try:
        begun = guarding.begin(guarding.knock(username, password, address="10.0.0.9", device=device), at=now)
    except guarding.Resting:
        return False
    guarding.end(begun, is_right=is_right, at=now)
    return True


def test_one_password_over_200_accounts_is_stopped_after_20_tries_at_most():
    assert 5 < sum(knock(f"officer.{number}") for number in range(200)) <= 20


def test_a_spray_through_the_page_is_stopped_as_well():
    for number in range(25):
        sign_in(Client(), User(username=f"officer.{number}"), WRONG)
    assert SignInTry.objects.exclude(outcome="stopped").count() <= 20


def test_one_password_from_200_addresses_is_stopped_as_well():
    for number in range(25):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), User(username=f"officer.{number}"), WRONG)
    assert SignInTry.objects.exclude(outcome="stopped").count() <= 20


def test_another_password_for_each_account_is_stopped_after_20_tries():
    for number in range(25):
        sign_in(Client(), User(username=f"officer.{number}"), f"{WRONG}-{number}")
    assert SignInTry.objects.exclude(outcome="stopped").count() == 20


def test_the_owner_of_the_right_one_is_not_found_by_a_spray_that_is_stopped():
    for number in range(30):
        sign_in(Client(), User(username=f"officer.{number}"), PASSWORD)
    victim, spray = person("officer", "1026", "victim"), Client()
    sign_in(spray, victim)
    assert not is_in(spray)


def test_an_office_of_200_behind_one_address_signs_in_though_each_tenth_mistypes():
    for number in range(200):
        name = f"office.{number}"
        assert number % 10 or knock(name, f"{WRONG}-{number}")
        assert knock(name, f"right-{number}", is_right=True), name


def test_an_office_goes_on_after_all_of_it_typed_the_same_wrong_password():
    for number in range(200):
        knock(f"office.{number}", WRONG)
    assert all(knock(f"office.{number}", f"right-{number}", is_right=True) for number in range(200))


def test_an_office_whose_browsers_are_known_goes_on_while_somebody_sprays_from_its_address():
    for number in range(60):
        knock(f"officer.{number}", f"{WRONG}-{number}")
    assert not knock("stranger", "right", is_right=True)
    assert all(
        knock(f"office.{number}", f"right-{number}", is_right=True, device="known") for number in range(200)
    )


def test_another_address_goes_on_while_one_is_stopped(officer):
    for number in range(30):
        sign_in(Client(REMOTE_ADDR="10.0.0.9"), User(username=f"officer.{number}"), f"{WRONG}-{number}")
    client = Client(REMOTE_ADDR="10.0.0.10")
    sign_in(client, officer)
    assert is_in(client)


def test_the_address_is_the_one_our_proxy_saw_and_not_the_one_that_was_claimed(settings, officer):
    settings.PROXIES = 1
    for number in range(30):
        claimed = {"X-Forwarded-For": f"1.2.3.{number}, 10.0.0.9"}
        body = {"username": f"officer.{number}", "password": f"{WRONG}-{number}"}
        Client().post(reverse("login"), body, headers=claimed)
    assert SignInTry.objects.exclude(outcome="stopped").count() == 20


def test_tokens_of_the_api_are_not_a_way_around(client, officer):
    body = {"username": officer.username, "password": WRONG}
    for _time in range(5):
        client.post("/api/v1/token/", body, content_type="application/json")
    assert sign_in(client, officer).status_code == 200 and not is_in(client)
    right = {**body, "password": PASSWORD}
    assert client.post("/api/v1/token/", right, content_type="application/json").status_code == 400


def test_what_is_kept_of_tries_tells_neither_names_nor_passwords_nor_addresses(officer):
    fail(officer, 2)
    kept = " ".join(str(value) for row in SignInTry.objects.values_list() for value in row)
    assert officer.username not in kept and WRONG not in kept and "127.0.0.1" not in kept


def test_old_tries_are_forgotten(officer):
    fail(officer, 3)
    pass_by(24 * 60 + 1)
    sign_in(Client(), officer)
    assert SignInTry.objects.count() == 1


def test_the_trail_holds_failed_tries_and_the_rest_but_no_name_that_was_typed(officer):
    fail(officer, 7)
    deeds = list(Entry.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds == ["sign_in_failed"] * 5 + ["locked"]
    said = " ".join(f"{row.subject_id} {row.scope}" for row in Entry.objects.all())
    assert officer.username not in said


def test_a_stopped_spray_is_one_line_of_the_trail():
    for number in range(20):
        sign_in(Client(), User(username=f"officer.{number}"), WRONG)
    assert Entry.objects.filter(deed="locked").count() == 1
