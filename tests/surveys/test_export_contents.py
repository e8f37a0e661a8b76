"""What a person may choose of an export: place, parts, words, eras, sheets, the long form and CSV in a zip."""

import csv
import io
from zipfile import ZipFile

import pytest

from surveys import exporting
from surveys.choices.exporting import Era, Words
from surveys.exporting import layout
from surveys.exporting.contents import ALL_PARTS, EVERYTHING, Contents
from surveys.models import Debt, Member, Survey
from surveys.questionnaire import MODELS, questions
from tests import factories
from tests.surveys import exported
from tests.surveys.checksums import sums_in, sums_of

SENTENCE = 'เขา "บอก" ว่า, =1+1\nแถวใหม่\tแท็บ \\ ทับ'


@pytest.fixture
def surveys(round_2570, officer, other_officer, slum, other_slum):
    """One sent in from each of two districts, and a draft with an answer refused and one unreadable in CSV."""
    factories.submitted_survey(by=other_officer, place=other_slum)
    factories.saved_survey(by=officer, place=slum, rent_land="refused")
    Survey.objects.filter(state="draft").update(comment=SENTENCE)
    return factories.submitted_survey(
        by=officer, place=slum, received_before="nha_rent", received_year="2560"
    )


def take(path, contents=EVERYTHING, **chosen):
    return exported.export(path, contents=contents, **{"state": "all", "full": True, **chosen})


def titles(path, name=exported.SURVEYS) -> list[str]:
    return exported.through_openpyxl(path, name)[0]


def files(path) -> dict[str, list[list[str]]]:
    """The tables of a zip by their names."""
    with ZipFile(path) as archive:
        assert all(archive.read(name).startswith(b"\xef\xbb\xbf") for name in archive.namelist())
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
        }


def test_a_group_of_districts_is_all_that_comes(tmp_path, surveys, slum):
    group = slum.district.group
    assert take(tmp_path / "x.xlsx", group=group).surveys == 2
    assert {row["district"] for row in exported.sheet(tmp_path / "x.xlsx")} == {"1026"}
    assert exported.facts(tmp_path / "x.xlsx")["พื้นที่"][0] == group.name


def test_a_community_is_all_that_comes(tmp_path, surveys, other_slum):
    assert take(tmp_path / "x.xlsx", community=other_slum, district=other_slum.district).surveys == 1
    place = exported.facts(tmp_path / "x.xlsx")["พื้นที่"][0]
    assert other_slum.name in place and other_slum.district.name in place


def test_a_chosen_section_brings_its_questions_and_no_others(tmp_path, surveys):
    take(tmp_path / "x.xlsx", Contents(parts=frozenset("E")))
    found = set(titles(tmp_path / "x.xlsx"))
    assert {"รหัสแบบสำรวจ", "district", "state", "house_tenure", "land_tenure"} <= found
    assert not {"dwelling", "want", "target_groups", "ตอบแล้ว (%)", "comment"} & found


def columns(*parts: str) -> list[str]:
    """The titles of the sheet of surveys with these parts and no others."""
    found = layout.survey_columns(layout.read_names(), full=True, contents=Contents(parts=frozenset(parts)))
    return [column.title for column in found]


def test_the_parts_together_are_the_whole_and_share_only_what_is_in_every_file(reference):
    every, always = columns(*ALL_PARTS), set(columns())
    own = {part: set(columns(part)) - always for part in ALL_PARTS}
    assert always.union(*own.values()) == set(every)
    assert sum(map(len, own.values())) + len(always) == len(every)
    assert all(own[part] for part in ALL_PARTS - {"imported"})


def test_labels_alone_and_codes_alone_divide_the_columns(tmp_path, surveys):
    for words in Words.values:
        take(tmp_path / f"{words}.xlsx", Contents(words=words))
    both, labels, codes = (set(titles(tmp_path / f"{one}.xlsx")) for one in ("both", "labels", "codes"))
    assert both == labels | codes
    label = str(questions()["house_tenure"].label)
    assert label in labels - codes and "house_tenure" in codes - labels
    assert "รหัสแบบสำรวจ" in labels & codes


def test_one_era_alone_holds_days_and_years_of_that_era(tmp_path, surveys):
    cells = {}
    for era in (Era.BUDDHIST, Era.COMMON):
        take(tmp_path / f"{era}.xlsx", Contents(era=era))
        rows = exported.sheet(tmp_path / f"{era}.xlsx")
        cells[era] = next(row for row in rows if row["รหัสแบบสำรวจ"] == str(surveys.pk))
    label = str(questions()["received_year"].label)
    short = label.removesuffix(" (พ.ศ.)")
    assert cells[Era.BUDDHIST][label] == 2560 and f"{short} (ค.ศ.)" not in cells[Era.BUDDHIST]
    assert cells[Era.COMMON][f"{short} (ค.ศ.)"] == 2017 and label not in cells[Era.COMMON]


@pytest.mark.parametrize("rows", [(), ("members",), ("debts",), ("members", "debts")])
def test_members_and_debts_come_when_they_are_wanted(tmp_path, surveys, rows):
    written = take(tmp_path / "x.xlsx", Contents(rows=frozenset(rows)))
    wanted = [Member.objects.count() * ("members" in rows), Debt.objects.count() * ("debts" in rows)]
    assert [written.members, written.debts] == wanted
    facts = exported.facts(tmp_path / "x.xlsx")
    assert (exported.MEMBERS in facts, exported.DEBTS in facts) == ("members" in rows, "debts" in rows)


def answers_stored(model, level: str) -> int:
    """How many answers the stored rows hold, counted from the model alone."""
    count = 0
    for row in model.objects.all():
        for question in questions(level).values():
            value = getattr(row, question.column) if question.key not in ("round", "community") else None
            count += len(value) if question.kind == "multi" else value not in (None, "")
        count += len(row.not_answered)
    return count


def test_the_long_form_has_a_row_for_every_answer(tmp_path, surveys):
    written = take(tmp_path / "x.xlsx", Contents(shape="long"))
    stored = {level: answers_stored(model, level) for level, model in MODELS.items()}
    names = {"survey": "คำตอบ", "member": "คำตอบของสมาชิก", "debt": "คำตอบของหนี้สิน"}
    found = {level: len(exported.sheet(tmp_path / "x.xlsx", name)) for level, name in names.items()}
    assert found == stored and written.answers == sum(stored.values())


def test_an_answer_of_the_long_form_says_question_code_and_label(tmp_path, surveys):
    take(tmp_path / "x.xlsx", Contents(shape="long"))
    rows = exported.sheet(tmp_path / "x.xlsx", "คำตอบ")
    own = [row for row in rows if row["รหัสแบบสำรวจ"] == str(surveys.pk)]
    said = {(row["รหัสข้อ"], row["รหัสคำตอบ"], row["คำตอบ"]) for row in own}
    label = dict(questions()["problems"].choices)
    assert {("problems", "flood", label["flood"]), ("problems", "crowded", label["crowded"])} <= said
    assert {("rent_house", None, 3000), ("received_year", "2017", 2560)} <= said
    every = {(row["รหัสข้อ"], row["รหัสคำตอบ"], row["คำตอบ"]) for row in rows}
    assert ("rent_land", "refused", "ไม่ประสงค์ตอบ") in every


def test_a_masked_long_form_leaves_out_what_a_masked_table_leaves_out(tmp_path, surveys):
    take(tmp_path / "x.xlsx", Contents(shape="long"), full=False)
    keys = {
        row["รหัสข้อ"]
        for name in ("คำตอบ", "คำตอบของสมาชิก")
        for row in exported.sheet(tmp_path / "x.xlsx", name)
    }
    assert keys and not {"house_no", "comment", "lat", "birth_date", "disability", "welfare"} & keys
    said = exported.texts(tmp_path / "x.xlsx")
    assert "สมชาย" not in said and "สม…" in said


@pytest.mark.parametrize("contents", [EVERYTHING, Contents(shape="long")])
def test_a_zip_holds_the_cells_of_the_workbook(tmp_path, surveys, contents):
    take(tmp_path / "x.xlsx", contents)
    take(tmp_path / "x.zip", contents)
    tables = files(tmp_path / "x.zip")
    for name in [name for name in exported.facts(tmp_path / "x.xlsx") if f"{name}.csv" in tables]:
        cells = exported.through_calamine(tmp_path / "x.xlsx", name)
        assert [[as_csv(value) for value in row] for row in cells] == tables[f"{name}.csv"]


def as_csv(value) -> str:
    """A cell as a field: a whole number without a point, a day in digits, a would-be formula defused."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"'{value}" if str(value).startswith("=") else str(value)


def test_a_text_with_quotes_commas_and_line_ends_comes_back_from_a_zip(tmp_path, surveys):
    take(tmp_path / "x.zip")
    rows = files(tmp_path / "x.zip")["แบบสำรวจ.csv"]
    assert SENTENCE in {row[rows[0].index("หมายเหตุ")] for row in rows[1:]}


def test_the_checksums_of_the_cover_can_be_worked_out_from_the_workbook(tmp_path, surveys):
    take(tmp_path / "x.xlsx")
    told = sums_in(tmp_path / "x.xlsx")
    assert told.keys() == {exported.SURVEYS, exported.MEMBERS, exported.DEBTS}
    assert sums_of(tmp_path / "x.xlsx", told) == told


def test_another_cell_gives_another_checksum(tmp_path, surveys):
    take(tmp_path / "x.xlsx")
    Survey.objects.filter(pk=surveys.pk).update(moo="99")
    take(tmp_path / "y.xlsx")
    before, after = sums_in(tmp_path / "x.xlsx"), sums_in(tmp_path / "y.xlsx")
    assert before.pop(exported.SURVEYS) != after.pop(exported.SURVEYS) and before == after


def test_the_checksums_of_a_zip_are_those_of_its_files(tmp_path, surveys):
    take(tmp_path / "x.zip")
    told = {row[0]: row[4] for row in files(tmp_path / "x.zip")["ปก.csv"] if len(row[4]) == 64}
    assert set(told) == {"แบบสำรวจ.csv", "สมาชิก.csv", "หนี้สิน.csv"}
    assert sums_of(tmp_path / "x.zip", told) == told


def test_rows_past_the_limit_go_on_in_a_further_part_and_the_cover_says_so(tmp_path, surveys, monkeypatch):
    monkeypatch.setattr(exporting.book, "ROWS_PER_SHEET", 5)
    written = take(tmp_path / "x.xlsx")
    facts = exported.facts(tmp_path / "x.xlsx")
    assert facts["สมาชิก ทุกส่วน"][1:3] == (written.members, written.members)
    parts = [facts[name][2] for name in facts if name in ("สมาชิก", "สมาชิก (2)", "สมาชิก (3)")]
    assert parts == [5, 5, written.members - 10]
    told = sums_in(tmp_path / "x.xlsx")
    assert sums_of(tmp_path / "x.xlsx", told) == told


def test_the_cover_tells_the_moment_to_the_second_and_what_was_chosen(tmp_path, surveys):
    take(tmp_path / "x.xlsx", Contents(parts=frozenset("AE"), words="codes", era="ce", rows=frozenset()))
    facts = exported.facts(tmp_path / "x.xlsx")
    assert facts["ข้อมูล ณ"][0].count(":") == 2
    assert facts["ส่วนของแบบ"][0].startswith("ก. ") and "จ. " in facts["ส่วนของแบบ"][0]
    assert (facts["แผ่นประกอบ"][0], facts["คำตอบที่เลือกจากรายการ"][0], facts["วันและปี"][0]) == (
        "ไม่มี",
        "รหัส",
        "ค.ศ.",
    )


@pytest.mark.parametrize(
    "contents", [EVERYTHING, Contents(shape="long", parts=frozenset("BD"), rows=frozenset({"debts"}))]
)
def test_what_was_chosen_is_kept_and_read_back(contents):
    assert Contents.from_stored(contents.as_stored) == contents


def test_a_part_that_is_no_more_is_let_go():
    stored = EVERYTHING.as_stored | {"parts": ["A", "Z"], "rows": ["members", "pets"]}
    found = Contents.from_stored(stored)
    assert (found.parts, found.rows) == ({"A"}, {"members"})
