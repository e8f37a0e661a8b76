"""The scripts of the device decide carefully: what is a receipt, what time it is, what may be thrown away."""

import pytest
from playwright.sync_api import Page, expect

from surveys.models import Survey
from tests import factories
from tests.journeys.conftest import DESK
from tests.journeys.keeping import open_outbox, rows_of, wait_here

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]

JUDGE = (
    "([answer, sent]) => import('/static/js/device/judging.js').then(({ judge }) => judge(answer, sent).kind)"
)
SENT = {"id": "a", "hash": "123"}
STORED = {"id": "a", "revision": 2, "answers": {}, "received": "123"}
JUDGED = [
    (200, STORED, "arrived"),
    (422, STORED, "arrived"),
    (200, {**STORED, "received": "456"}, "no_answer"),
    (200, {**STORED, "id": "b"}, "no_answer"),
    (200, None, "no_answer"),
    (0, None, "no_signal"),
    (401, {"code": "not_authenticated"}, "signed_out"),
    (403, {"code": "permission_denied"}, "refused"),
    (404, {"code": "not_found"}, "refused"),
    (404, None, "no_answer"),
    (409, {"code": "conflict", "stored": STORED}, "conflict"),
    (409, {"code": "other_person"}, "other_person"),
    (409, {"code": "locked"}, "refused"),
    (410, {"code": "deleted"}, "refused"),
    (413, {"code": "body_too_large"}, "refused"),
    (429, {"code": "throttled"}, "no_answer"),
    (503, {"code": "busy"}, "no_answer"),
]


@pytest.fixture
def outbox(open_page, officer) -> Page:
    return open_outbox(open_page(officer, DESK))


def test_only_the_right_form_with_the_right_fingerprint_is_a_receipt(outbox):
    found = [
        outbox.evaluate(JUDGE, [{"status": status, "body": body}, SENT]) for status, body, _kind in JUDGED
    ]
    assert found == [kind for _status, _body, kind in JUDGED]


@pytest.mark.parametrize(
    "answer",
    [{"status": 200, "body": "<html>เข้าใช้ Wi-Fi</html>"}, {"status": 200, "json": STORED}, {"status": 502}],
)
def test_an_answer_that_is_no_receipt_keeps_the_form(answer, outbox, slum):
    outbox.context.route("**/api/v1/surveys/**", lambda route: route.fulfill(**answer))
    wait_here(outbox, factories.household_of_four(slum))
    outbox.locator("[data-send-all]").click()
    expect(outbox.locator("#outbox-problem")).to_contain_text("ระบบไม่ตอบ")
    assert rows_of(outbox)["states"] == ["queued"]


def test_a_lost_answer_is_no_conflict_when_the_form_went_on(outbox, slum):
    key = wait_here(outbox, factories.household_of_four(slum), wish="save")
    outbox.route("**/api/v1/surveys/**", lambda route: (route.fetch(), route.abort()), times=1)
    outbox.locator("[data-send-all]").click()
    expect(outbox.locator("#outbox-problem")).to_contain_text("ไม่มีสัญญาณ")
    wait_here(outbox, factories.household_of_four(slum, rent_house=3300), key=key)
    outbox.locator("[data-send-all]").click()
    expect(outbox.locator("#outbox-state")).to_contain_text("ไม่มีแบบค้างส่ง")
    assert list(Survey.objects.values_list("state", "rent_house", "revision")) == [("submitted", 3300, 2)]


def test_a_lost_answer_to_the_handing_in_is_asked_for_after_the_round_closed(outbox, slum, round_2570):
    wait_here(outbox, factories.household_of_four(slum))
    outbox.route("**/submit/", lambda route: (route.fetch(), route.abort()), times=1)
    outbox.locator("[data-send-all]").click()
    expect(outbox.locator("#outbox-problem")).to_contain_text("ไม่มีสัญญาณ")
    type(round_2570).objects.filter(pk="2570").update(closes_on=round_2570.opens_on)
    outbox.locator("[data-send-all]").click()
    expect(outbox.locator("#outbox-state")).to_contain_text("ไม่มีแบบค้างส่ง")
    assert Survey.objects.get().state == "submitted"


def test_what_somebody_else_saved_is_not_overwritten_from_the_outbox(outbox, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum, rent_house=3000)
    payload = {**factories.household_of_four(slum, rent_house=4000), "revision": 0}
    wait_here(outbox, payload, key=str(survey.pk))
    outbox.locator("[data-send-all]").click()
    expect(outbox.locator(".outbox__why")).to_contain_text("เทียบสองฉบับ")
    survey.refresh_from_db()
    assert (survey.rent_house, rows_of(outbox)["states"]) == (3000, ["refused"])


TYPED_MEANWHILE = """async ([id, payload]) => {
    const vault = await import("/static/js/device/vault.js");
    const first = await vault.put({ id, payload });
    await vault.put({ id, payload });
    return [await vault.remove(id, first), (await vault.list()).length];
}"""


def test_what_was_typed_while_it_was_sent_stays(outbox):
    assert outbox.evaluate(TYPED_MEANWHILE, ["x", {"revision": 0}]) == [False, 1]


ORDER = """async () => {
    const vault = await import("/static/js/device/vault.js");
    for (const id of ["c", "a", "b", "c"]) await vault.put({ id, payload: {} });
    return (await vault.list()).map((row) => row.id);
}"""


@pytest.mark.parametrize("shift", [-543 * 365, -2, 2, 543 * 365])
def test_the_clock_of_the_device_decides_nothing(shift, open_page, officer, slum):
    page = open_page(officer, DESK)
    page.add_init_script(f"{{ const real = Date.now; Date.now = () => real() + {shift} * 86400000; }}")
    open_outbox(page).context.set_offline(True)
    assert page.evaluate(ORDER) == ["c", "a", "b"]
    expect(page.locator("#outbox-oldest")).to_have_text("เก่าสุด ไม่ถึงนาที")


JUMPED = """async () => {
    const { setClock, moment, ageOf, heardDate } = await import("/static/js/device/clock.js?alone");
    const real = Date.now();
    setClock({ server: real - 3600000, device: real - 3600000, epoch: 0 }, () => {});
    const written = moment();
    const before = ageOf(written) !== null;
    heardDate(new Date(real - 2 * 86400000).toUTCString());
    return [before, ageOf(written)];
}"""


def test_no_age_is_said_when_the_clock_of_the_device_was_changed(outbox):
    assert outbox.evaluate(JUMPED) == [True, None]


KEYS = """async () => {
    const { run, done } = await import("/static/js/device/database.js");
    const [row] = await run(["keys"], "readonly", (keys) => done(keys.getAll()));
    const taken = await crypto.subtle.exportKey("raw", row.key).then(() => "taken", () => "refused");
    return [row.key.extractable, taken, Object.keys(row).sort()];
}"""


def test_the_key_cannot_be_taken_out_of_the_browser(outbox):
    assert outbox.evaluate(KEYS) == [False, "refused", ["id", "key", "sealed"]]


def test_a_damaged_form_is_said_to_be_and_can_be_deleted(outbox, slum):
    wait_here(outbox, factories.household_of_four(slum))
    outbox.evaluate("""async () => {
        const { run, done } = await import("/static/js/device/database.js");
        await run(["items"], "readwrite", async (items) => {
            const [row] = await done(items.getAll());
            new Uint8Array(row.sealed.bytes)[0] ^= 255;
            await done(items.put(row));
        });
    }""")
    open_outbox(outbox)
    expect(outbox.locator(".outbox__why")).to_contain_text("ข้อมูลในเครื่องเสียหาย")
    outbox.locator(".outbox__actions button", has_text="ลบจากเครื่อง").click()
    outbox.locator("#delete-dialog [data-yes]").click()
    expect(outbox.locator("#outbox-state")).to_contain_text("ไม่มีแบบค้างส่ง")
