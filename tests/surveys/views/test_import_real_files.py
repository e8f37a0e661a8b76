"""Every real file goes through the pages: taken in where it fits, refused with the right reason where it does not."""

import pytest

from communities.models import Community
from surveys.models import FileImport, Survey
from tests import factories
from tests.shared_data import shared_data
from tests.surveys.importing.test_real_files import REFUSED
from tests.surveys.views.importing import Sender, text_of_page

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
KOBO = "community_household_survey_2568_odd_districts.csv"


@pytest.fixture
def sender(department):
    return Sender(department)


def real(name: str) -> bytes:
    return shared_data(f"real/{name}").read_bytes()


def walked(sender: Sender, name: str, **said) -> FileImport:
    """A file sent with the columns as proposed, and tried."""
    file_import = sender.sent(real(name), name)
    sender.do(file_import, "file", **{**sender.form(file_import, "", "file"), **said})
    sender.do(file_import, "columns", **sender.form(file_import, "?step=columns", "columns-form"))
    return file_import


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_a_file_that_does_not_fit_is_refused_by_what_it_is(sender, name, code):
    file_import = sender.sent(real(name), name)
    assert (file_import.state, file_import.refusal["code"]) == ("refused", code)
    page = sender.see(file_import)
    assert "รับไฟล์นี้ไม่ได้" in page and "ส่งไฟล์อื่น" in page and "ระบบไม่เก็บไฟล์นี้ไว้" in page


def test_the_form_of_a_survey_is_refused_at_the_door(sender):
    name = "community_survey_2568_xform.xml"
    reply = sender.send(real(name), name)
    assert reply.status_code == 422 and "แบบฟอร์ม ODK" in text_of_page(reply)
    assert FileImport.objects.count() == 0


def test_the_register_of_the_city_comes_in(sender):
    before = Community.objects.count()
    file_import = walked(sender, "bma_communities_2003.csv")
    assert file_import.state == "tried", file_import.questions
    sender.agree(file_import)
    assert file_import.counts["created"] == 2003 == Community.objects.count() - before


def test_a_register_with_points_finds_its_districts(sender):
    file_import = walked(sender, "bma_community_points_15.csv")
    counts = file_import.counts
    assert counts["created"] + counts["refused"] == 15 and counts["created"] >= 12
    assert "ทดลองแล้ว 15 แถว" in sender.see(file_import)


@pytest.fixture
def names_known(sender):
    """One community of each district, so that names have something to be near to."""
    factories.community("1045", "ชุมชนรุ่งมณีพัฒนา")


def test_the_survey_of_2568_comes_in_after_its_names_and_its_closed_round_were_asked(sender, names_known):
    file_import = walked(sender, KOBO, round="2568")
    assert file_import.state == "naming" and "ไม่พบชุมชนชื่อนี้ในทะเบียน" in sender.see(file_import)
    sender.do(file_import, "names", rest="outside")
    assert [one["code"] for one in file_import.questions] == ["past_round"]
    sender.agree(file_import)
    assert Survey.objects.count() == file_import.counts["created"] > 2_000


def test_an_officer_learns_at_the_first_step_that_the_round_is_closed(officer):
    sender = Sender(officer)
    file_import = sender.sent(real(KOBO), KOBO)
    reply = sender.do(file_import, "file", kind="surveys", round="2568")
    assert "step=file" in reply.url and "ปิดแล้วสำหรับเขตของคุณ" in sender.see(file_import, "?step=file")
