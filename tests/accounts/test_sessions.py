"""Sessions: seen, ended, over in time, and re-scoped with the person (F08, F13, F14, F41)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session
from tests.accounts.signing import is_in, sign_in
from tests.factories import PASSWORD, client_of, household_of_four, person, saved_survey

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
NEW = "ประโยคใหม่ของฉันเอง 2570"


def browser(user, agent: str = PHONE, address: str = "10.1.2.3") -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    sign_in(client, user)
    return client


def is_out(client: Client) -> bool:
    return client.get(reverse("home"))["Location"].startswith(reverse("login"))


def grow_older(**columns) -> None:
    Session.objects.update(**columns)


def test_the_page_says_where_one_is_signed_in(officer, other_officer):
    browser(officer)
    browser(other_officer, address="10.9.9.9")
    mine = browser(officer, agent="Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Edg/140.0")
    page = mine.get(reverse("devices")).content.decode()
    assert "Chrome บน Android" in page and "Edge บน Windows" in page and "10.1.2.3" in page
    assert page.count("(เครื่องนี้)") == 1 and "10.9.9.9" not in page


def test_the_page_gives_nobody_a_key_to_the_sessions_on_it(officer):
    other, mine = browser(officer), browser(officer)
    page = mine.get(reverse("devices")).content.decode()
    assert other.session.session_key not in page and mine.session.session_key not in page


def test_one_place_is_ended_and_the_others_stay(officer):
    lost, kept, mine = (browser(officer) for _time in range(3))
    handle = Session.objects.get(pk=lost.session.session_key).handle
    mine.post(reverse("devices"), {"device": handle})
    assert is_out(lost) and not is_out_of(kept) and not is_out_of(mine)


def is_out_of(client: Client) -> bool:
    return client.get(reverse("home")).status_code != 200


def test_all_other_places_are_ended_at_once(officer):
    others, mine = [browser(officer) for _time in range(3)], browser(officer)
    mine.post(reverse("devices"))
    assert all(map(is_out, others)) and not is_out_of(mine)


def test_nobody_ends_the_sessions_of_somebody_else(officer, other_officer):
    theirs, mine = browser(other_officer), browser(officer)
    mine.post(reverse("devices"), {"device": Session.objects.get(pk=theirs.session.session_key).handle})
    mine.post(reverse("devices"))
    assert not is_out_of(theirs)


def test_a_new_password_ends_all_other_places(officer):
    other, mine = browser(officer), browser(officer)
    given = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert mine.post(reverse("password"), given)["Location"] == reverse("account")
    assert is_out(other) and not is_out_of(mine)
    assert Session.objects.filter(user=officer).count() == 1


def test_after_a_working_day_a_session_is_over_though_it_is_in_use(officer):
    client = browser(officer)
    grow_older(
        begun_at=timezone.now() - timedelta(hours=7, minutes=59),
        seen_at=timezone.now() - timedelta(minutes=6),
    )
    assert not is_out_of(client)
    assert Session.objects.get().expire_date - timezone.now() < timedelta(minutes=2)


def test_a_session_that_is_saved_again_lasts_no_longer(officer):
    client = browser(officer)
    session = client.session
    session["begun"] = (timezone.now() - timedelta(hours=7, minutes=59)).isoformat()
    session.save()
    assert Session.objects.get().expire_date - timezone.now() < timedelta(minutes=2)


def test_a_session_nobody_uses_for_an_hour_is_over(officer):
    client = browser(officer)
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=59) < left <= timedelta(minutes=60)
    grow_older(expire_date=timezone.now() - timedelta(seconds=1))
    assert is_out(client)


def test_sessions_that_are_over_are_swept_when_somebody_signs_in(officer, other_officer):
    browser(officer)
    grow_older(expire_date=timezone.now() - timedelta(seconds=1))
    browser(other_officer)
    assert list(Session.objects.values_list("user", flat=True)) == [other_officer.pk]


def test_use_keeps_a_session(officer):
    client = browser(officer)
    client.get(reverse("devices"))
    seen = timezone.now() - timedelta(minutes=6)
    grow_older(seen_at=seen, expire_date=timezone.now() + timedelta(minutes=5))
    client.get(reverse("account"))
    row = Session.objects.get()
    assert row.seen_at > seen and row.expire_date - timezone.now() > timedelta(minutes=59)


def test_signing_in_begins_a_new_day_though_the_page_was_opened_before(client, officer):
    client.get(reverse("login"))
    session = client.session
    session["begun"] = (timezone.now() - timedelta(hours=7)).isoformat()
    session.save()
    sign_in(client, officer)
    assert timezone.now() - Session.objects.get(user=officer).begun_at < timedelta(minutes=1)


@pytest.mark.parametrize("path", ["/", "/surveys/", "/accounts/devices/"])
def test_who_is_disabled_is_out_at_the_next_click(path, officer):
    client = browser(officer)
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get(path)["Location"].startswith(reverse("login"))


def test_who_is_disabled_is_out_of_the_api_at_the_next_request(officer):
    client = browser(officer)
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get("/api/v1/surveys/").status_code == 401


def test_who_was_moved_meets_404_with_an_etag_of_before(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, payload=household_of_four(slum))
    client, address = browser(officer), f"/api/v1/surveys/{survey.pk}/"
    first = client.get(address)
    type(officer).objects.filter(pk=officer.pk).update(district_id="1006")
    again = client.get(address, headers={"If-None-Match": first.headers.get("ETag", '"1"')})
    assert (first.status_code, again.status_code) == (200, 404)
    assert client.get(f"/surveys/{survey.pk}/").status_code == 404


def test_what_a_person_queued_is_refused_under_their_new_district(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, payload=household_of_four(slum))
    client = browser(officer)
    type(officer).objects.filter(pk=officer.pk).update(district_id="1006")
    reply = client.patch(
        f"/api/v1/surveys/{survey.pk}/", {"revision": 1, "answers": {"soi": "9"}}, "application/json"
    )
    assert reply.status_code == 404


def test_what_was_queued_under_an_ended_session_is_asked_to_sign_in(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, payload=household_of_four(slum))
    client = browser(officer)
    Session.objects.all().delete()
    reply = client.patch(
        f"/api/v1/surveys/{survey.pk}/", {"revision": 1, "answers": {"soi": "9"}}, "application/json"
    )
    assert reply.status_code == 401


def test_what_was_queued_by_one_is_not_taken_from_another(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, payload=household_of_four(slum))
    client = client_of(person("officer", "1026", "colleague"))
    reply = client.patch(
        f"/api/v1/surveys/{survey.pk}/",
        {"revision": 1, "answers": {"soi": "9"}},
        "application/json",
        headers={"X-Written-By": str(officer.pk)},
    )
    assert reply.status_code in (403, 409)


def test_signing_in_as_somebody_else_takes_nothing_of_the_first_along(officer, other_officer, client):
    sign_in(client, officer)
    first = client.session.session_key
    client.post(reverse("logout"))
    sign_in(client, other_officer)
    assert is_in(client) and not Session.objects.filter(pk=first).exists()
