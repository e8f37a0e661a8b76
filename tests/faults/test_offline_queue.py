"""Two hundred forms on a device whose connection breaks at every byte: none lost, none doubled, none under another name."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Session
from bkkhousing.lib import static_names
from surveys.models import Move, Round, Survey
from tests import factories
from tests.faults.cutting_proxy import BLACK_HOLE, PASS, REFUSE, Fault
from tests.faults.ledger import Ledger

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]
DAY = 86_400
ERA = 543 * 365.2425 * DAY
PUT, SUBMIT = "PUT /api/v1/surveys/", "/submit/"


@pytest.fixture
def ledger(reference):
    return Ledger()


def spread(length: int, number: int) -> list[int]:
    """Bytes from the first to the last, the edges among them."""
    inner = [length * n // number for n in range(1, number - 3)]
    return sorted({0, 1, *inner, length - 2, length - 1})


def cuts(proxy, matching: str, number: int) -> list[Fault]:
    """Cuts over the whole length of a request and of its answer, and after its last byte."""
    (sample, *_others) = [one for one in proxy.seen(matching) if one.answer_bytes]
    asked = [Fault(request_bytes=n) for n in (*spread(sample.request_bytes, number), sample.request_bytes)]
    told = [Fault(answer_bytes=n) for n in spread(sample.answer_bytes, number)]
    return [fault for pair in zip(asked, told, strict=False) for fault in (*pair, PASS)]


def change_a_file(monkeypatch) -> None:
    """The server gets a newer version of the product."""
    read = static_names.source
    monkeypatch.setattr(static_names, "source", lambda name: read(name) + (b"\n" if "frame" in name else b""))


def test_two_hundred_forms_arrive_once_through_every_fault(
    new_device, proxy, ledger, officer, slum, monkeypatch
):
    device = new_device().sign_in(officer)
    device.keep(ledger.write(3, by=officer, place=slum))
    device.send_until(device.is_empty)
    proxy.is_down = True
    assert device.keep(ledger.write(200, by=officer, place=slum)) == 200
    proxy.plan(PUT, [*cuts(proxy, PUT, 20), REFUSE, Fault(seconds=2)])
    proxy.plan(SUBMIT, cuts(proxy, SUBMIT, 8))
    proxy.is_down = False
    broken = proxy.waiting()
    device.send_until(lambda: proxy.waiting() < broken * 3 // 4)
    second = device.tab("/outbox/")
    device.close_tab()
    device.look()
    device.send_until(lambda: proxy.waiting() < broken // 2)
    change_a_file(monkeypatch)
    device.page.reload()
    Session.objects.all().delete()
    device.until(
        lambda: device.page.locator("#outbox-problem button").is_visible(), between=device.send, pause=0.5
    )
    device.sign_in_in_place(officer)
    second.close()
    device.send_until(lambda: device.is_empty() and not proxy.waiting(), seconds=400)
    cut = [one for one in proxy.seen() if one.fault not in (PASS, REFUSE) and not one.fault.seconds]
    assert len(cut) >= 50 and {bool(one.fault.answer_bytes is None) for one in cut} == {True, False}
    ledger.check()
    assert device.faults == []


@pytest.mark.parametrize("off_by", [2 * DAY, -2 * DAY, ERA, -ERA], ids=["+2d", "-2d", "+543y", "-543y"])
def test_a_wrong_clock_changes_nothing(off_by, new_device, proxy, ledger, officer, slum):
    began = timezone.now()
    device = new_device(clock_is_off_by=off_by).sign_in(officer)
    proxy.is_down = True
    device.keep(ledger.write(12, by=officer, place=slum))
    proxy.is_down = False
    device.send_until(device.is_empty)
    ledger.check()
    rows = Survey.objects.order_by("created_at").values_list("pk", "created_at", "survey_date")
    assert [str(key) for key, _at, _day in rows] == list(ledger.forms)
    assert all(began <= at <= timezone.now() for _key, at, _day in rows)
    assert {day for _key, _at, day in rows} == {timezone.localdate()}


def test_an_ended_session_keeps_everything_and_says_so(new_device, ledger, officer, slum):
    device = new_device().sign_in(officer)
    device.keep(ledger.write(6, by=officer, place=slum))
    Session.objects.all().delete()
    device.send()
    expect(device.page.locator("#outbox-problem")).to_be_visible()
    assert not Survey.objects.exists() and len(device.waiting()) == 6
    device.sign_in_in_place(officer)
    device.send_until(device.is_empty)
    ledger.check()


def test_a_revoked_officer_sends_nothing(new_device, ledger, officer, slum):
    device = new_device().sign_in(officer)
    device.keep(ledger.write(3, by=officer, place=slum))
    officer.is_active = False
    officer.save()
    device.send()
    expect(device.page.locator("#outbox-problem")).to_be_visible()
    assert not Survey.objects.exists()


def test_an_officer_who_was_moved_sends_nothing_into_the_new_district(new_device, ledger, officer, slum):
    device = new_device().sign_in(officer)
    forms = ledger.write(4, by=officer, place=slum, drafts=2)
    device.keep(forms)
    type(officer).objects.filter(pk=officer.pk).update(district_id="1006")
    device.send_until(device.has_only_refused)
    assert not Survey.objects.exists()
    assert len(device.waiting()) == 4
    for form in forms:
        assert form.label in device.reason_shown(form) and "เขต" in device.reason_shown(form)
    type(officer).objects.filter(pk=officer.pk).update(district_id="1026")
    device.send_until(device.is_empty)
    ledger.check()


def test_a_round_that_has_closed_keeps_the_forms_until_it_is_extended(new_device, ledger, officer, slum):
    device = new_device().sign_in(officer)
    forms = ledger.write(5, by=officer, place=slum)
    device.keep(forms)
    yesterday = timezone.localdate() - timedelta(days=1)
    Round.objects.filter(pk="2570").update(closes_on=yesterday)
    device.send_until(device.has_only_refused)
    assert {refusal for _state, refusal in device.waiting().values()} == {"round_closed"}
    assert all("รอบสำรวจ" in device.reason_shown(form) for form in forms)
    Round.objects.filter(pk="2570").update(closes_on=timezone.localdate())
    device.send_until(device.is_empty)
    ledger.check()


def test_a_round_that_closes_between_saving_and_handing_in_loses_nothing(
    new_device, proxy, ledger, officer, slum
):
    device = new_device().sign_in(officer)
    (form,) = ledger.write(1, by=officer, place=slum, drafts=0)
    device.keep([form])
    proxy.plan(SUBMIT, [Fault(answer_bytes=5)])
    device.send()
    device.until(lambda: Move.objects.exists())
    Round.objects.filter(pk="2570").update(closes_on=timezone.localdate() - timedelta(days=1))
    device.send_until(device.is_empty)
    ledger.check()


def test_the_next_person_reads_nothing_and_sends_nothing(new_device, ledger, officer, other_officer, slum):
    device = new_device().sign_in(officer)
    forms = ledger.write(5, by=officer, place=slum)
    device.proxy.is_down = True
    device.keep(forms)
    device.proxy.is_down = False
    Session.objects.all().delete()
    device.sign_in(other_officer)
    assert device.waiting() == {}
    device.send()
    device.page.wait_for_timeout(2500)
    assert not Survey.objects.exists()
    assert [row["id"] for row in device.keys_here()] == [str(other_officer.pk)]
    assert secrets_in(device.storage(), forms) == []
    assert "5" in device.page.locator("#outbox-others").inner_text()
    device.sign_in(officer)
    device.send_until(device.is_empty)
    ledger.check()


def secrets_in(storage: str, forms: list) -> list[str]:
    """What of the forms can be read by somebody who has the device but not the person's key."""
    words = [word for form in forms for word in (form.payload["members"][0]["first_name"], form.label)]
    ids = [member["citizen_id"] for form in forms for member in form.payload["members"]]
    return [secret for secret in (*words, *ids, "นกกระจาบ", "ปีกอ่อน") if secret in storage]


def test_after_signing_out_nothing_can_be_read(new_device, ledger, officer, slum):
    device = new_device().sign_in(officer)
    forms = ledger.write(5, by=officer, place=slum)
    device.proxy.is_down = True
    device.keep(forms)
    assert [key["key"]["extractable"] for key in device.keys_here()] == [False]
    device.proxy.is_down = False
    device.context.route("**/api/v1/surveys/**", lambda route: route.abort())
    device.sign_out()
    assert device.keys_here() == [] and secrets_in(device.storage(), forms) == []
    device.context.unroute("**/api/v1/surveys/**")
    device.sign_in(officer)
    device.send_until(device.is_empty)
    ledger.check()


def test_even_while_signed_in_nothing_lies_open_on_the_disk(new_device, proxy, ledger, officer, slum):
    device = new_device().sign_in(officer)
    forms = ledger.write(3, by=officer, place=slum)
    proxy.is_down = True
    device.keep(forms)
    assert secrets_in(device.storage(), forms) == []


def test_forms_that_the_server_will_not_have_hold_up_no_other(new_device, ledger, officer, head, slum):
    device = new_device().sign_in(officer)
    first, last = (ledger.write(3, by=officer, place=slum) for _ in range(2))
    wrong = ledger.write(1, by=officer, place=slum, drafts=0, members_living=9)[0]
    gone = ledger.write(1, by=officer, place=slum, drafts=0)[0]
    taken = ledger.write(1, by=officer, place=slum, drafts=0)[0]
    begun_elsewhere(gone, officer)
    begun_elsewhere(taken, officer, house_no="99/9")
    factories.client_of(officer).delete(
        f"/api/v1/surveys/{gone.id}/", json.dumps({"reason": "กรอกซ้ำ"}), content_type="application/json"
    )
    device.keep([*first, wrong, gone, taken, *last])
    device.send_until(device.has_only_refused)
    refusals = {key: refusal for key, (_state, refusal) in device.waiting().items()}
    assert refusals == {wrong.id: "has_problems", gone.id: "deleted", taken.id: "conflict"}
    shown = [device.reason_shown(form) for form in (wrong, gone, taken)]
    assert all(len(text.splitlines()) >= 4 for text in shown)
    assert {str(key) for key in Survey.objects.values_list("pk", flat=True)} == {
        *(form.id for form in (*first, *last)), wrong.id, taken.id,
    }  # fmt: skip
    assert Survey.objects.get(pk=taken.id).house_no == "99/9"


def begun_elsewhere(form, officer, **answers) -> None:
    """The same form was saved from another machine before."""
    given = {**form.payload, "answers": {**form.payload["answers"], **answers}}
    factories.client_of(officer).put(
        f"/api/v1/surveys/{form.id}/", json.dumps(given), content_type="application/json"
    )


def test_a_server_that_never_answers_is_waited_for_and_asked_again(new_device, proxy, ledger, officer, slum):
    device = new_device().sign_in(officer)
    device.page.clock.install()
    device.look()
    proxy.plan(PUT, [BLACK_HOLE])
    device.keep(ledger.write(3, by=officer, place=slum))
    device.send()
    device.until(lambda: not proxy.waiting())
    device.page.clock.fast_forward(61_000)
    device.close_tab()
    device.look()
    device.send_until(device.is_empty)
    ledger.check()
