"""The register of communities as a file: both directions, what each row may not do, and other people meanwhile."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from audit.models import AccessRecord
from bkkhousing.lib import register_admin
from communities.models import Community
from communities.resources import CommunityResource
from tests import factories
from tests.registers import brought, browser_of, confirmed, fetched, keeper, rows_of, sent, wrongs

pytestmark = pytest.mark.django_db
HEADERS = ("id", "code", "name", "district", "subdistrict", "type", "population")
REGISTER = "communities_community"


@pytest.fixture
def client(administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return browser_of(administrator)


def row(name: str = "ชุมชนวัดใหม่", **given) -> tuple:
    told = {"id": "", "code": "", "name": name, "district": "1026", "subdistrict": "", "type": "slum"}
    told |= {"population": "", **given}
    return tuple(told[header] for header in HEADERS)


def load(*rows: tuple, by):
    return brought(CommunityResource(user=by), HEADERS, *rows)


@pytest.mark.parametrize(
    ("given", "column", "words"),
    [
        ({"district": ""}, "", "ต้องมีรหัสเขต"),
        ({"district": "9999"}, "district", "ไม่มีรหัสนี้"),
        ({"type": "castle"}, "type", "ไม่มีรหัสนี้"),
        ({"subdistrict": "100601"}, "subdistrict", "แขวงนี้ไม่อยู่ในเขต"),
        ({"name": ""}, "", "ต้องมีชื่อชุมชน"),
        ({"name": "\u200b "}, "", "ต้องมีชื่อชุมชน"),
        ({"name": "ก" * 201}, "name", "200"),
        ({"code": "1026010011"}, "code", "9"),
        ({"population": "มาก"}, "population", "ต้องเป็นตัวเลข"),
        ({"population": "-1"}, "population", ""),
        ({"population": "1e309"}, "population", ""),
        ({"id": "0"}, "", ""),
    ],
)
def test_a_row_is_refused_with_its_column_and_the_reason(given, column, words, administrator):
    before = Community.objects.count()
    told = wrongs(load(row(**given), by=administrator))
    assert told[0][:2] == (1, column) and words in told[0][2]
    assert Community.objects.count() == before


@pytest.mark.parametrize("name", ["ร่วมใจพัฒนา", "ชุมชนร่วมใจพัฒนา", "ร่วมใจ พัฒนา", "ชุมชน (ร่วมใจพัฒนา)"])
def test_a_name_that_the_district_has_already_is_refused_however_it_is_written(name, slum, administrator):
    assert "มีชุมชนชื่อนี้แล้ว" in wrongs(load(row(name), by=administrator))[0][2]
    assert wrongs(load(row(name, district="1006"), by=administrator)) == []


def test_two_rows_of_one_file_may_not_make_the_same_community(administrator):
    told = wrongs(load(row("วัดใหม่ ๑"), row("ชุมชนวัดใหม่ 1"), by=administrator))
    assert [number for number, *_rest in told] == [2]


def test_one_community_is_not_changed_by_two_rows_however_its_id_is_written(slum, administrator):
    for again in (str(slum.pk), f"0{slum.pk}", f"{slum.pk}.0"):
        told = wrongs(load(row("ก", id=str(slum.pk)), row("ข", id=again), by=administrator))
        assert [(number, "ซ้ำ" in said) for number, _column, said in told] == [(2, True)], again


def test_a_code_that_another_community_has_is_told_with_its_row(slum, administrator):
    Community.objects.filter(pk=slum.pk).update(code="102601001")
    told = wrongs(load(row("ก", code="102601001"), row("ข", code="102601002"), by=administrator))
    assert [(number, "รหัส" in said) for number, _column, said in told] == [(1, True)]


def test_a_code_that_two_rows_give_is_told_with_the_second(administrator):
    told = wrongs(load(row("ก", code="102601001"), row("ข", code="102601001"), by=administrator))
    assert [number for number, *_rest in told] == [2]


def test_codes_that_two_communities_have_not_are_no_code_they_share(administrator):
    assert wrongs(load(row("ก"), row("ข"), by=administrator)) == []
    assert set(Community.objects.filter(name__in="กข").values_list("code", flat=True)) == {None}


def test_a_community_keeps_its_own_code_and_name(slum, administrator):
    given = row(slum.name, id=str(slum.pk), code="102601001", population="99")
    assert wrongs(load(given, by=administrator)) == wrongs(load(given, by=administrator)) == []
    slum.refresh_from_db()
    assert (slum.code, slum.population) == ("102601001", 99)


@pytest.mark.parametrize("written", ["12500", "12,500", "๑๒๕๐๐", "๑๒,๕๐๐", "12500.0"])
def test_a_number_is_read_as_people_write_it(written, slum, administrator):
    assert wrongs(load(row(slum.name, id=str(slum.pk), population=written), by=administrator)) == []
    slum.refresh_from_db()
    assert slum.population == 12_500


def test_a_change_of_name_is_found_sorted_and_searched_by_the_new_one(slum, administrator):
    load(row("ชุมชนแสงทอง ๗", id=str(slum.pk)), by=administrator)
    slum.refresh_from_db()
    fresh = Community(name="ชุมชนแสงทอง ๗").fill_keys()
    assert (slum.match_key, slum.sort_key, slum.search_key) == (
        fresh.match_key,
        fresh.sort_key,
        fresh.search_key,
    )


def test_a_change_stands_in_the_history_with_who_made_it_and_no_change_does_not(slum, administrator):
    known = slum.history.count()
    load(row("ใหม่", id=str(slum.pk)), by=administrator)
    load(row("ใหม่", id=str(slum.pk)), by=administrator)
    assert slum.history.count() == known + 1 and slum.history.first().history_user == administrator


def test_a_column_that_a_file_has_not_keeps_its_values(slum, administrator):
    brought(CommunityResource(user=administrator), ("id", "name", "district"), (slum.pk, "ใหม่", "1026"))
    slum.refresh_from_db()
    assert (slum.name, slum.population, slum.type_id) == ("ใหม่", 360, "slum")


def test_the_row_for_places_outside_neither_goes_out_nor_comes_in(administrator):
    outside = Community.objects.filter(is_outside=True, district_id="1026").first()
    outside = outside or Community.objects.create(district_id="1026", name="นอกชุมชน", is_outside=True)
    assert str(outside.pk) not in {told["id"] for told in rows_of(CommunityResource(user=administrator))}
    assert "ไม่มีแถวที่มีรหัสนี้" in wrongs(load(row("ก", id=str(outside.pk)), by=administrator))[0][2]


def test_a_person_of_one_district_takes_and_brings_that_district_alone(slum, other_slum, head):
    assert {told["district"] for told in rows_of(CommunityResource(user=head))} == {"1026"}
    assert "เขตอื่น" in wrongs(load(row("ก", district="1006"), by=head))[0][2]
    assert wrongs(load(row("ก", id=str(other_slum.pk), district="1006"), by=head)) != []
    assert wrongs(load(row("ก", id=str(slum.pk)), by=head)) == []


def test_a_person_of_one_district_does_not_give_a_community_away(slum, head):
    assert "เขตอื่น" in wrongs(load(row(slum.name, id=str(slum.pk), district="1006"), by=head))[0][2]


def test_a_file_that_others_made_wrong_meanwhile_is_not_called_done(client, slum):
    page = sent(client, REGISTER, "name,district,type\nวัดใหม่,1026,slum\n".encode())
    factories.community("1026", "ชุมชนวัดใหม่")
    answer = confirmed(client, REGISTER, page).content.decode()
    assert "ข้อมูลในระบบเปลี่ยนไป" in answer and Community.objects.filter(match_key="วัดใหม่").count() == 1


def test_a_second_press_of_confirm_writes_nothing_more(client, slum):
    page = sent(client, REGISTER, "name,district,type\nวัดใหม่,1026,slum\n".encode())
    confirmed(client, REGISTER, page)
    again = confirmed(client, REGISTER, page)
    assert again.status_code == 200 and Community.objects.filter(name="วัดใหม่").count() == 1


def test_the_page_says_how_many_rows_were_added_changed_and_left(client, slum):
    content = f"id,name,district,type\n,ใหม่,1026,slum\n{slum.pk},อื่น,1026,slum\n".encode()
    answer = confirmed(client, REGISTER, sent(client, REGISTER, content)).content.decode()
    assert "เพิ่ม 1 แถว แก้ 1 แถว" in answer


def test_a_code_that_a_spreadsheet_shortened_keeps_the_file_out(client, slum):
    page = sent(client, REGISTER, "name,code,district\nใหม่,1.02601E+08,1026\n".encode())
    (line,) = page.context["result"].told
    assert line.row == 1 and line.sentence.startswith("code: ") and "confirm_form" not in page.context


@pytest.mark.parametrize("page", ["import", "export", "process_import"])
@pytest.mark.parametrize("role", ["officer", "head", "department", "analyst"])
def test_who_does_not_enter_the_admin_reaches_none_of_its_file_pages(role, page, reference):
    user = factories.person(role, "1026" if role in ("officer", "head") else None)
    answer = factories.client_of(user).post(reverse(f"admin:{REGISTER}_{page}"), {})
    assert answer.status_code == 302 and "login" in answer.url


def test_an_export_takes_what_the_page_shows_and_says_by_what_it_was_chosen(client, slum, other_slum):
    text = fetched(client, REGISTER, district__code__exact="1006").content.decode("utf-8-sig")
    assert other_slum.name in text and slum.name not in text
    scope = AccessRecord.objects.get().scope
    assert scope["filters"] == {"district__code__exact": "1006"} and scope["columns"][:2] == ["id", "code"]


def test_one_who_may_look_and_not_change_takes_files_out_and_brings_none_in(analyst, slum):
    type(analyst).objects.filter(pk=analyst.pk).update(is_staff=True)
    analyst.user_permissions.add(Permission.objects.get(codename="view_community"))
    client = factories.client_of(analyst)
    assert client.get(reverse(f"admin:{REGISTER}_export")).status_code == 200
    assert client.get(reverse(f"admin:{REGISTER}_import")).status_code == 403


def test_no_export_goes_out_that_is_not_written_down(client, slum, monkeypatch):
    monkeypatch.setattr(register_admin, "_recorders", [])
    answer = fetched(client, REGISTER)
    assert slum.name not in answer.content.decode() and "attachment" not in str(answer.headers)


def test_looking_at_the_pages_is_no_export(client, slum, administrator):
    for page in ("changelist", "import", "export"):
        client.get(reverse(f"admin:{REGISTER}_{page}"))
    assert not AccessRecord.objects.exists() and keeper(administrator).is_superuser
