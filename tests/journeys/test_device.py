"""What is typed without signal is kept on the device, sent once, by its author, and by nobody else."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Session
from surveys import actions
from surveys.models import Change, Survey
from tests import factories
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import begin, go_to, open_form, see_saved, write
from tests.journeys.keeping import (
    UNKEPT,
    open_outbox,
    rows_of,
    see_kept,
    see_nothing_waits,
    sign_in_here,
    wait_here,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]

STATE = "#save-state"
WAITING = "บันทึกในเครื่อง · รอสัญญาณ"


def the_survey() -> Survey:
    return Survey.objects.get()


def typed_without_signal(page: Page, slum) -> Page:
    """A form that was begun with signal and went on without."""
    begin(open_form(page), slum)
    page.context.set_offline(True)
    write(page, "house_no", "5/5")
    expect(page.locator(STATE)).to_have_text(WAITING)
    return page


def become(page: Page, user, server) -> None:
    """Another person's session in the same browser."""
    session = factories.client_of(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])


def test_a_closed_tab_loses_nothing_and_the_form_is_sent_once(open_page, officer, slum):
    page = typed_without_signal(open_page(officer, DESK), slum)
    revision = the_survey().revision
    page.close()
    page.context.set_offline(False)
    later = page.context.new_page()
    later.goto("/communities/")
    see_nothing_waits(later)
    assert (the_survey().house_no, the_survey().revision) == ("5/5", revision + 1)
    assert Change.objects.filter(revision=revision + 1).count() == 1


def test_what_waits_is_opened_again_where_it_was_left(open_page, officer, slum):
    page = typed_without_signal(open_page(officer, DESK), slum)
    address = the_survey().get_absolute_url()
    page.close()
    page.context.set_offline(False)
    later = page.context.new_page()
    later.route(
        "**/api/v1/surveys/**",
        lambda route: route.abort() if route.request.method in ("PUT", "PATCH") else route.continue_(),
    )
    open_form(later, address)
    assert later.input_value("[name=house_no]") == "5/5"
    later.unroute("**/api/v1/surveys/**")
    write(later, "soi", "ประชาสงเคราะห์ 14")
    see_saved(later)
    assert (the_survey().house_no, the_survey().soi) == ("5/5", "ประชาสงเคราะห์ 14")


def test_a_form_handed_in_without_signal_is_sent_when_it_returns(open_page, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    page.context.set_offline(True)
    write(page, "rent_house", "3100")
    page.locator("[data-submit]:visible").click()
    expect(page.locator("#entry-queued h1")).to_have_text("จะส่งเมื่อมีสัญญาณ")
    page.context.set_offline(False)
    expect(page.locator("#entry-sent")).to_be_visible(timeout=15_000)
    survey.refresh_from_db()
    assert (survey.state, survey.rent_house, survey.moves.count()) == ("submitted", 3100, 1)


def test_the_next_person_finds_nothing_to_read(open_page, officer, head, slum, live_server):
    page = open_outbox(open_page(officer, DESK))
    page.context.route("**/api/v1/surveys/**", lambda route: route.abort())
    wait_here(page, factories.household_of_four(slum), label="สมชาย ใจดี")
    page.goto("/")
    page.locator(".menu summary").click()
    page.locator("[data-sign-out] button").click()
    page.locator("[data-leave]").click()
    page.wait_for_url("**/accounts/login/**")
    become(page, head, live_server)
    found = rows_of(open_outbox(page))
    expect(page.locator("#outbox-others")).to_contain_text("แบบของผู้ใช้อื่น")
    assert found["states"] == ["queued"] and str(officer.pk) not in found["keys"]
    assert not any(word in found["text"] + page.content() for word in ("สมชาย", "ใจดี", "house_no"))


def test_the_same_person_reads_it_again_after_signing_in(open_page, officer, slum, live_server):
    page = open_outbox(open_page(officer, DESK))
    wait_here(page, factories.household_of_four(slum), label="สมชาย ใจดี")
    page.evaluate("import('/static/js/device/vault.js').then((vault) => vault.forget())")
    expect(page.locator("#outbox-others")).to_be_visible()
    become(page, officer, live_server)
    open_outbox(page)
    page.locator("[data-send-all]").click()
    expect(page.locator("#outbox-state")).to_contain_text("ไม่มีแบบค้างส่ง", timeout=15_000)
    assert the_survey().state == "submitted"


def test_nothing_is_sent_in_the_name_of_another_person(open_page, officer, head, slum, live_server):
    page = begin_and_get(open_page(officer, DESK), slum)
    become(page, head, live_server)
    write(page, "house_no", "7")
    expect(page.locator("#entry-refusal")).to_contain_text("แบบนี้กรอกด้วยบัญชีอื่น")
    assert (the_survey().house_no, the_survey().updated_by) == ("", officer)
    page.locator("#entry-refusal button", has_text="เข้าสู่ระบบตรงนี้").click()
    expect(page.locator("#sign-in-dialog")).to_contain_text(officer.display_name)
    sign_in_here(page, officer.username, factories.PASSWORD)
    see_saved(page)
    assert (the_survey().house_no, the_survey().updated_by) == ("7", officer)


def begin_and_get(page: Page, slum) -> Page:
    begin(open_form(page), slum)
    return page


def test_an_ended_session_is_taken_up_again_in_place(open_page, officer, slum):
    page = begin_and_get(open_page(officer, PHONE), slum)
    Session.objects.all().delete()
    go_to(page, "B")
    write(page, "house_no", "7")
    expect(page.locator(STATE)).to_have_text("บันทึกในเครื่อง · ต้องเข้าสู่ระบบใหม่")
    page.locator("#entry-refusal button", has_text="เข้าสู่ระบบตรงนี้").click()
    sign_in_here(page, officer.username, "ผิด")
    expect(page.locator("#sign-in-dialog [data-said]")).to_contain_text("ไม่ถูกต้อง")
    sign_in_here(page, officer.username, factories.PASSWORD)
    see_saved(page)
    assert the_survey().house_no == "7"


def test_another_person_cannot_go_on_with_an_open_form(open_page, officer, head, slum):
    page = begin_and_get(open_page(officer, DESK), slum)
    Session.objects.all().delete()
    write(page, "house_no", "7")
    page.locator("#entry-refusal button", has_text="เข้าสู่ระบบตรงนี้").click()
    sign_in_here(page, head.username, factories.PASSWORD)
    expect(page.locator("#sign-in-dialog [data-said]")).to_contain_text(f"แบบนี้เป็นของ {officer.display_name}")
    assert the_survey().house_no == ""
    sign_in_here(page, officer.username, factories.PASSWORD)
    see_saved(page)
    assert (the_survey().house_no, the_survey().updated_by) == ("7", officer)


def test_a_form_whose_author_is_gone_is_covered(open_page, officer, head, slum):
    page = begin_and_get(open_page(officer, DESK), slum)
    Session.objects.all().delete()
    write(page, "house_no", "7")
    page.locator("#entry-refusal button", has_text="เข้าสู่ระบบตรงนี้").click()
    sign_in_here(page, head.username, factories.PASSWORD)
    expect(page.locator("#entry-covered")).to_be_visible()
    page.locator("#sign-in-dialog [data-cancel]").click()
    expect(page.locator("#entry-covered h1")).to_have_text("แบบนี้ปิดไว้")
    expect(page.locator("#entry")).to_be_hidden()
    page.locator("#entry-covered button").click()
    sign_in_here(page, officer.username, factories.PASSWORD)
    expect(page.locator("[name=house_no]")).to_have_value("7")
    see_saved(page)
    assert (the_survey().house_no, the_survey().updated_by) == ("7", officer)


def test_a_form_leaves_the_page_when_its_author_signs_out_in_another_tab(open_page, officer, slum):
    page = begin_and_get(open_page(officer, DESK), slum)
    address = page.url
    other = open_outbox(page.context.new_page())
    other.evaluate("import('/static/js/device/vault.js').then((vault) => vault.forget())")
    page.wait_for_url(lambda url: url != address)
    expect(page.locator("#entry")).to_have_count(0)


def test_the_outbox_goes_on_after_signing_in_again(open_page, officer, slum):
    page = open_outbox(open_page(officer, PHONE))
    wait_here(page, factories.household_of_four(slum))
    Session.objects.all().delete()
    page.locator("[data-send-all]").click()
    expect(page.locator("#outbox-problem")).to_contain_text("หมดเวลาเข้าสู่ระบบ")
    page.locator("#outbox-problem button").click()
    sign_in_here(page, officer.username, factories.PASSWORD)
    expect(page.locator("#outbox-state")).to_contain_text("ไม่มีแบบค้างส่ง", timeout=15_000)
    assert the_survey().state == "submitted"


def test_one_form_is_written_in_one_tab(open_page, officer, slum):
    first = begin_and_get(open_page(officer, DESK), slum)
    second = first.context.new_page()
    second.goto(the_survey().get_absolute_url())
    expect(second.locator("#entry-elsewhere")).to_contain_text("เปิดอยู่ในอีกแท็บ")
    first.fill("[name=house_no]", "8/1")
    second.locator("[data-take]").click()
    expect(second.locator("[name=house_no]")).to_have_value("8/1", timeout=15_000)
    expect(first.locator("#entry-elsewhere")).to_contain_text("ไปกรอกต่อในอีกแท็บแล้ว")
    write(second, "soi", "14")
    see_saved(second)
    assert (the_survey().house_no, the_survey().soi) == ("8/1", "14")


def test_two_tabs_send_what_waits_once(open_page, officer, slum):
    page = open_outbox(open_page(officer, DESK))
    page.context.set_offline(True)
    keys = [wait_here(page, factories.household_of_four(slum, number=n)) for n in range(5)]
    other = page.context.new_page()
    page.context.set_offline(False)
    open_outbox(other)
    for one in (page, other):  # the button is gone where the connection alone has sent everything
        one.locator("[data-send-all]").dispatch_event("click")
    expect(page.locator("#outbox-state")).to_contain_text("ไม่มีแบบค้างส่ง", timeout=15_000)
    assert {str(key) for key in Survey.objects.values_list("pk", flat=True)} == set(keys)
    assert set(Survey.objects.values_list("state", "revision")) == {("submitted", 1)}


def test_a_refused_form_holds_up_no_other_and_says_why(open_page, officer, slum):
    gone = factories.saved_survey(by=officer, place=slum)
    actions.delete(survey=gone, by=officer, at=timezone.now(), reason="ซ้ำ")
    page = open_outbox(open_page(officer, PHONE))
    wait_here(page, factories.household_of_four(slum, number=1, members_living=9))
    bad = wait_here(page, factories.household_of_four(slum, number=2), key=str(gone.pk))
    good = wait_here(page, factories.household_of_four(slum, number=3))
    page.locator("[data-send-all]").click()
    expect(page.locator("#outbox-state")).to_have_text("ยังไม่ส่ง 2 แบบ", timeout=15_000)
    expect(page.locator(".outbox__why").first).to_contain_text("ยังส่งไม่ได้ เหลือ 2 ข้อ")
    expect(page.locator(f"[data-form='{bad}']")).to_contain_text("ถูกลบจากระบบแล้ว")
    assert Survey.objects.get(state="submitted").pk.hex == good.replace("-", "")
    page.locator(f"[data-form='{bad}'] button", has_text="ลบจากเครื่อง").click()
    page.locator("#delete-dialog [data-yes]").click()
    expect(page.locator("#outbox-state")).to_have_text("ยังไม่ส่ง 1 แบบ")


def test_an_officer_who_moved_keeps_what_was_not_sent(open_page, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    page = open_outbox(open_page(officer, DESK))
    wait_here(page, {**factories.household_of_four(slum), "revision": 1, "debts": []}, key=str(survey.pk))
    type(officer).objects.filter(pk=officer.pk).update(district_id="1006")
    page.locator("[data-send-all]").click()
    expect(page.locator(".outbox__why")).to_contain_text("แจ้งหัวหน้าของเขตเดิม", timeout=15_000)
    see_kept(page, "refused")


def test_a_form_without_a_community_stays_out_of_the_new_district(open_page, officer, slum):
    page = open_outbox(open_page(officer, DESK))
    wait_here(page, {**factories.household_of_four(slum, community=""), "debts": []}, wish="save")
    type(officer).objects.filter(pk=officer.pk).update(district_id="1006")
    open_outbox(page)
    page.locator("[data-send-all]").click()
    expect(page.locator(".outbox__why")).to_contain_text("แบบนี้เป็นของอีกเขตหนึ่ง", timeout=15_000)
    page.locator(".outbox__form a", has_text="เปิดแบบ").click()
    write(page, "house_no", "7/7")
    expect(page.locator("#entry-refusal")).to_contain_text("แบบนี้เป็นของอีกเขตหนึ่ง")
    see_kept(page, "refused")
    assert not Survey.objects.exists()


AGAIN_FROM_A_BACKUP = """async () => {
    const [vault, { saved, load }] = await Promise.all(["vault", "backup"].map((name) => import(`/static/js/device/${name}.js`)));
    const { blob } = await saved("แม่น้ำเจ้าพระยา");
    const [{ id, version }] = await vault.list();
    await vault.remove(id, version);
    vault.person().district = "1006";
    await load(await blob.text(), "แม่น้ำเจ้าพระยา");
    return (await vault.get(id)).district;
}"""


def test_a_backup_keeps_the_district_where_a_form_was_begun(open_page, officer, slum):
    page = open_outbox(open_page(officer, DESK))
    page.context.set_offline(True)
    wait_here(page, factories.household_of_four(slum), wish="save")
    assert page.evaluate(AGAIN_FROM_A_BACKUP) == "1026"


def test_a_moved_officer_may_begin_anew_with_what_was_written(open_page, officer, slum, other_slum):
    page = open_outbox(open_page(officer, DESK))
    payload = {**factories.household_of_four(slum, community=""), "debts": []}
    wait_here(page, payload, wish="save")
    type(officer).objects.filter(pk=officer.pk).update(district_id="1006")
    open_outbox(page).locator("[data-send-all]").click()
    page.locator(".outbox__form button", has_text="เริ่มเป็นแบบใหม่").click(timeout=15_000)
    page.wait_for_url("**/surveys/new/?form=**")
    page.select_option("[name=community]", str(other_slum.pk))
    see_saved(page)
    assert (the_survey().district_id, the_survey().community) == ("1006", other_slum)


def test_a_closed_round_keeps_what_was_not_sent(open_page, officer, slum, round_2570):
    page = open_outbox(open_page(officer, DESK))
    wait_here(page, factories.household_of_four(slum))
    type(round_2570).objects.filter(pk="2570").update(closes_on=round_2570.opens_on)
    page.locator("[data-send-all]").click()
    expect(page.locator(".outbox__why")).to_contain_text("ขอขยายเวลา", timeout=15_000)
    see_kept(page, "refused")
    assert not Survey.objects.exists()


def test_a_backup_brings_forms_to_another_device(open_page, officer, slum, tmp_path):
    page = open_outbox(open_page(officer, DESK))
    wait_here(page, factories.household_of_four(slum), wish="save", label="สมชาย ใจดี")
    page.fill("#backup-words", "แม่น้ำเจ้าพระยา")
    with page.expect_download() as download:
        page.locator("#backup-save button[type=submit]").click()
    file = tmp_path / "backup.json"
    download.value.save_as(file)
    assert "สมชาย" not in file.read_text() and "house_no" not in file.read_text()
    other = open_outbox(open_page(officer, DESK))
    other.context.set_offline(True)
    other.set_input_files("#backup-file", file)
    for words, said in (("ผิดผิดผิดผิด", "รหัสไม่ตรง"), ("แม่น้ำเจ้าพระยา", "โหลดแล้ว 1 แบบ")):
        other.fill("#backup-opening", words)
        other.locator("#backup-load button[type=submit]").click()
        expect(other.locator("#backup-said")).to_contain_text(said, timeout=15_000)
    expect(other.locator(".outbox__label")).to_have_text("สมชาย ใจดี")


def test_a_backup_of_another_person_is_not_taken(open_page, officer, head, slum):
    page = open_outbox(open_page(officer, DESK))
    wait_here(page, factories.household_of_four(slum), wish="save")
    text = page.evaluate(
        "import('/static/js/device/backup.js').then(({ saved }) => saved('แม่น้ำเจ้าพระยา')).then(({ blob }) => blob.text())"
    )
    other = open_outbox(open_page(head, DESK))
    found = other.evaluate(
        "(text) => import('/static/js/device/backup.js').then(({ load }) => load(text, 'แม่น้ำเจ้าพระยา'))", text
    )
    assert found == {"problem": "other_owner", "name": officer.display_name}


BACK_TO_THE_FIRST = """async () => {
    const { run, done } = await import("/static/js/device/database.js");
    const kept = await run(["items", "keys", "facts"], "readonly", (...stores) => Promise.all(stores.map((one) => done(one.getAll()))));
    indexedDB.deleteDatabase("bkkhousing");
    const request = indexedDB.open("bkkhousing", 1);
    request.onupgradeneeded = () => {
        const db = request.result;
        db.createObjectStore("items", { keyPath: ["owner", "id"] }).createIndex("owner", "owner");
        db.createObjectStore("keys", { keyPath: "id" });
        db.createObjectStore("facts", { keyPath: "name" });
    };
    const db = await done(request);
    const names = ["items", "keys", "facts"];
    const writing = db.transaction(names, "readwrite");
    names.forEach((name, place) => kept[place].forEach((row) => writing.objectStore(name).put(row)));
    await new Promise((resolve) => (writing.oncomplete = resolve));
    db.close();
}"""


def test_a_new_version_of_the_product_keeps_what_an_older_one_wrote(open_page, officer, slum):
    page = open_outbox(open_page(officer, DESK))
    page.context.route("**/api/v1/surveys/**", lambda route: route.abort())
    wait_here(page, factories.household_of_four(slum), label="สมชาย ใจดี")
    page.evaluate(BACK_TO_THE_FIRST)
    open_outbox(page)
    expect(page.locator(".outbox__label")).to_have_text("สมชาย ใจดี")
    photos = page.evaluate("import('/static/js/device/vault.js').then((vault) => vault.photos('x'))")
    assert photos == []


def test_a_device_that_cannot_keep_forms_says_so_and_still_saves(open_page, officer, slum):
    page = open_page(officer, PHONE)
    page.add_init_script(UNKEPT)
    begin(open_form(page), slum)
    expect(page.locator("#device-none")).to_be_visible()
    page.context.set_offline(True)
    go_to(page, "B")
    write(page, "house_no", "5")
    expect(page.locator(STATE)).to_contain_text("ยังไม่ได้บันทึก — ไม่มีสัญญาณ")
    expect(page.locator("#outbox-count")).to_have_text("ยังไม่ส่ง 1 แบบ")
    page.context.set_offline(False)
    see_saved(page)
    assert the_survey().house_no == "5"
