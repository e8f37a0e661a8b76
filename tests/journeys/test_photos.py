"""Photographs of the house on a phone: small, shown, and all of them on the server before the form is."""

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from surveys import actions
from surveys.actions import photos as keeping
from surveys.choices import State
from surveys.models import Photo, Survey
from tests import factories
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import open_form
from tests.surveys.photographs import opened, photograph

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]
COLOURS = ("teal", "maroon", "navy", "olive", "grey", "black", "purple")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def survey(officer, slum):
    return factories.saved_survey(by=officer, place=slum)


def at_photos(page: Page, survey: Survey, device: dict) -> Page:
    open_form(page, survey.get_absolute_url())
    if device == PHONE:
        page.locator("[data-sections]").click()
        page.locator("#sections-copy [data-go=D]").click()
    return page


def choose_photos(page: Page, number: int, size=(640, 480)) -> None:
    files = [
        {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": photograph(colour, size)}
        for colour in COLOURS[:number]
    ]
    page.set_input_files("#photos input[multiple]", files)
    expect(page.locator(".photo")).to_have_count(min(number, 6))


def see(page: Page, text: str) -> None:
    expect(page.locator(".photos__state")).to_have_text(text, timeout=30_000)


@pytest.fixture
def arrived(monkeypatch) -> list[bytes]:
    """What came over the wire, before the server worked on it."""
    found, real = [], keeping.picture_of
    monkeypatch.setattr(keeping, "picture_of", lambda sent: found.append(sent) or real(sent))
    return found


def test_a_photograph_is_made_small_before_it_leaves_the_phone(open_page, officer, survey, arrived):
    page = at_photos(open_page(officer, PHONE), survey, PHONE)
    choose_photos(page, 1, (3000, 2000))
    see(page, "รูปส่งครบแล้ว 1 รูป")
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.by) == (1600, 1067, officer)
    assert opened(arrived[0]).size == (1600, 1067)
    assert b"KITTISAK" not in arrived[0] and b"Exif" not in arrived[0]
    assert page.evaluate("document.querySelector('.photo img').naturalWidth") == 1600


def test_photographs_are_there_on_another_machine(open_page, officer, head, survey):
    first = at_photos(open_page(officer, PHONE), survey, PHONE)
    choose_photos(first, 2)
    see(first, "รูปส่งครบแล้ว 2 รูป")
    page = at_photos(open_page(head, DESK), survey, DESK)
    page.locator("#photos").scroll_into_view_if_needed()
    see(page, "รูปส่งครบแล้ว 2 รูป")
    for image in page.locator(".photo img").all():
        expect(image).to_have_js_property("naturalWidth", 640)


def test_without_a_signal_photographs_wait_on_the_phone_and_go_when_it_is_back(open_page, officer, survey):
    page = at_photos(open_page(officer, PHONE), survey, PHONE)
    page.context.set_offline(True)
    choose_photos(page, 3)
    see(page, "รูปยังส่งไม่ครบ 0 จาก 3")
    expect(page.locator(".photo__said").first).to_contain_text("ยังไม่ส่ง อยู่ในเครื่องนี้")
    page.context.set_offline(False)
    see(page, "รูปส่งครบแล้ว 3 รูป")
    assert Photo.objects.kept().count() == 3


class Cutting:
    """Cuts the first sending of every photograph: on the way there, on the way back, or by a proxy between."""

    def __init__(self):
        self.seen: list[str] = []

    def __call__(self, route: Route) -> None:
        address = route.request.url
        if route.request.method != "PUT" or address in self.seen:
            return route.continue_()
        self.seen.append(address)
        place = len(self.seen) % 3
        if place == 1:
            return route.abort("connectionreset")
        if place == 2:
            route.fetch()
            return route.abort("connectionreset")
        return route.fulfill(status=502, content_type="text/html", body="<h1>502</h1>")


def test_photographs_cut_off_at_every_boundary_all_arrive_once(open_page, officer, survey):
    page = at_photos(open_page(officer, PHONE), survey, PHONE)
    cutting = Cutting()
    page.route("**/photos/**", cutting)
    choose_photos(page, 3)
    see(page, "รูปส่งครบแล้ว 3 รูป")
    assert len(cutting.seen) == 3
    assert (Photo.objects.count(), len(Survey.objects.get().photo_list)) == (3, 3)


def test_a_form_is_not_handed_in_before_its_photographs(open_page, officer, survey):
    page = at_photos(open_page(officer, DESK), survey, DESK)
    page.route("**/photos/**", lambda route: route.abort())
    choose_photos(page, 3)
    see(page, "รูปยังส่งไม่ครบ 0 จาก 3")
    page.locator("[data-submit]:visible").first.click()
    expect(page.locator("#entry-queued")).to_be_visible()
    assert (Survey.objects.get().state, Photo.objects.count()) == (State.DRAFT, 0)
    page.unroute("**/photos/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#entry-sent")).to_be_visible(timeout=20_000)
    assert (Survey.objects.get().state, Photo.objects.kept().count()) == (State.SUBMITTED, 3)


def test_a_photograph_is_removed_after_asking(open_page, officer, survey):
    page = at_photos(open_page(officer, DESK), survey, DESK)
    choose_photos(page, 2)
    see(page, "รูปส่งครบแล้ว 2 รูป")
    page.get_by_role("button", name="ลบรูปที่ 1").click()
    page.locator("#photo-dialog [data-no]").click()
    expect(page.locator(".photo")).to_have_count(2)
    page.get_by_role("button", name="ลบรูปที่ 1").click()
    page.locator("#photo-dialog [data-yes]").click()
    see(page, "รูปส่งครบแล้ว 1 รูป")
    assert Photo.objects.kept().count() == 1
    assert (
        sum(len(default_storage.listdir(f"photos/{one}")[1]) for one in default_storage.listdir("photos")[0])
        == 1
    )


def test_more_than_six_are_not_taken_and_the_page_says_so(open_page, officer, survey):
    page = at_photos(open_page(officer, PHONE), survey, PHONE)
    choose_photos(page, 7)
    expect(page.locator(".photos__trouble")).to_contain_text("เลือกเกินมา 1 รูป")
    see(page, "รูปส่งครบแล้ว 6 รูป")
    expect(page.locator("#photos input[multiple]")).to_be_disabled()


def test_a_file_that_is_no_picture_says_what_to_do(open_page, officer, survey):
    page = at_photos(open_page(officer, PHONE), survey, PHONE)
    page.set_input_files(
        "#photos input[multiple]", [{"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no"}]
    )
    expect(page.locator(".photos__trouble")).to_contain_text("ถ่ายใหม่")
    assert page.locator(".photo").count() == 0


def test_the_head_sees_the_photographs_while_reviewing(open_page, officer, head, survey):
    page = at_photos(open_page(officer, DESK), survey, DESK)
    choose_photos(page, 1)
    see(page, "รูปส่งครบแล้ว 1 รูป")
    actions.submit(survey=survey, by=officer, at=timezone.now())
    page = open_page(head, DESK)
    page.goto(f"/review/{survey.pk}/")
    page.locator("#photos-title").scroll_into_view_if_needed()
    expect(page.locator(".photo img")).to_have_js_property("naturalWidth", 640)
