"""What the first sheet of a file says of it."""

from datetime import UTC, datetime

import pytest

from bkkhousing.lib.workbooks import Tab
from communities.models import Community
from districts.models import District, DistrictGroup
from surveys.choices.exporting import Era, Rows, Words
from surveys.exporting.contents import ALL_PARTS, EVERYTHING, Contents
from surveys.exporting.cover import Asked, cover, moment
from surveys.exporting.selection import Selection
from surveys.models import Round

GROUP = DistrictGroup(pk="central", name_th="กลุ่มกรุงเทพกลาง")
DISTRICT = District(pk="1026", name_th="ดินแดง", group=GROUP)
COMMUNITY = Community(pk=7, name="ร่วมใจพัฒนา", district=DISTRICT)
ROUND = Round(code="2570", name="รอบ ๒๕๗๐")
AT = datetime(2026, 11, 20, 17, 0, 5, tzinfo=UTC)
SUM = "a" * 64


def rows(contents: Contents = EVERYTHING, expected=None, tabs=(), of_bytes=False, **chosen) -> list[tuple]:
    asked = Asked(Selection(ROUND, **chosen), contents, "หัวหน้า", AT)
    return list(cover(asked, expected or {}, tabs, of_bytes=of_bytes).rows)


def facts(contents: Contents = EVERYTHING, **chosen) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(contents, **chosen)}


@pytest.mark.parametrize(
    ("chosen", "place"),
    [
        ({}, "ทั้งกรุงเทพมหานคร"),
        ({"group": GROUP}, "กลุ่มกรุงเทพกลาง"),
        ({"district": DISTRICT}, "เขตดินแดง"),
        ({"district": DISTRICT, "group": GROUP}, "เขตดินแดง"),
        ({"district": DISTRICT, "community": COMMUNITY}, "ร่วมใจพัฒนา · เขตดินแดง"),
        ({"community": COMMUNITY}, "ร่วมใจพัฒนา"),
    ],
)
def test_the_place_is_told_from_the_narrowest_to_the_widest(chosen, place):
    assert facts(**chosen)["พื้นที่"] == place


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("counted", "ส่งแล้วขึ้นไป"),
        ("passed", "อนุมัติแล้วขึ้นไป"),
        ("draft", "ร่าง"),
        ("accepted", "สำนักรับแล้ว"),
        ("all", "ทุกสถานะ รวมร่าง"),
    ],
)
def test_the_state_is_told_in_the_words_of_the_page(state, words):
    assert facts(state=state)["สถานะแบบ"] == words


@pytest.mark.parametrize(("full", "words"), [(True, "แสดงครบ"), (False, "ปิดบัง")])
def test_the_cover_says_whether_it_shows_whose_data_it_is(full, words):
    assert facts(full=full)["ข้อมูลส่วนบุคคล"].startswith(words)


@pytest.mark.parametrize(
    ("parts", "words"),
    [(ALL_PARTS, "ทุกส่วน"), (frozenset(), "เฉพาะรหัสและพื้นที่ของแบบ"), (frozenset({"computed"}), "ผลที่ระบบคำนวณ")],
)
def test_the_parts_are_named_or_said_to_be_all_or_none(parts, words):
    assert facts(Contents(parts=parts))["ส่วนของแบบ"] == words


@pytest.mark.parametrize(
    ("kept", "words"),
    [((), "ไม่มี"), ((Rows.DEBTS,), "หนี้สิน"), ((Rows.DEBTS, Rows.MEMBERS), "สมาชิก; หนี้สิน")],
)
def test_the_sheets_beside_are_named_in_one_order(kept, words):
    assert facts(Contents(rows=frozenset(kept)))["แผ่นประกอบ"] == words


def test_the_long_form_says_so_and_nothing_of_words_and_eras():
    found = facts(Contents(shape="long", words=Words.CODES, era=Era.COMMON))
    assert "แบบยาว" in found["รูปแบบ"]
    assert not {"คำตอบที่เลือกจากรายการ", "วันและปี"} & found.keys()


def test_by_whom_and_when_to_the_second_in_bangkok():
    found = facts()
    assert (found["ส่งออกโดย"], found["ข้อมูล ณ"]) == ("หัวหน้า", "21 พ.ย. 2569 00:00:05 น.")
    assert moment(AT.replace(month=12, day=31)) == "1 ม.ค. 2570 00:00:05 น."


@pytest.mark.parametrize(
    ("of_bytes", "says", "says_not"), [(True, "ไฟล์ .csv", "แท็บ"), (False, "แท็บ", "ไฟล์ .csv")]
)
def test_how_the_checksums_are_made_is_told_for_each_kind_of_file(of_bytes, says, says_not):
    notes = " ".join(row[1] for row in rows(of_bytes=of_bytes) if row[0] == "หมายเหตุ")
    assert says in notes and says_not not in notes


def test_a_sheet_of_one_tab_is_one_row_with_both_counts_and_its_checksum():
    tabs = [Tab("แบบสำรวจ", "แบบสำรวจ", 3, SUM), Tab("คำอธิบายข้อมูล", "คำอธิบายข้อมูล", 9, "b" * 64)]
    found = [row for row in rows(expected={"แบบสำรวจ": 3}, tabs=tabs) if row[3] is not None]
    assert found == [("แบบสำรวจ", "", 3, 3, SUM)]


def test_a_sheet_of_several_tabs_is_summed_and_then_told_tab_by_tab():
    tabs = [Tab("ก", "ก", 5, SUM), Tab("ข", "ข", 1, SUM), Tab("ก (2)", "ก", 2, "b" * 64)]
    found = [row for row in rows(expected={"ก": 7, "ข": 1}, tabs=tabs) if row[3] is not None]
    assert [(row[0], row[2], row[3], row[4]) for row in found] == [
        ("ก ทุกส่วน", 7, 7, ""),
        ("ก", None, 5, SUM),
        ("ก (2)", None, 2, "b" * 64),
        ("ข", 1, 1, SUM),
    ]
    assert "2 ส่วน" in found[0][1]


def test_a_zip_names_its_files_and_not_its_sheets():
    found = rows(expected={"ก": 2}, tabs=[Tab("ก.csv", "ก", 2, SUM)], of_bytes=True)
    assert ("ก.csv", "", 2, 2, SUM) in found


def test_every_row_of_the_cover_has_a_value_for_every_column():
    sheet = cover(Asked(Selection(ROUND), EVERYTHING, "ก", AT), {"ก": 1}, [Tab("ก", "ก", 1, SUM)])
    assert {len(row) for row in sheet.rows} == {len(sheet.columns)}
