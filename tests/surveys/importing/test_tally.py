"""Counting rows, and the words of counts: no database is asked."""

import json

import pytest

from bkkhousing.lib.row_problems import RowProblem
from surveys.choices.files import Deed
from surveys.importing.kinds import Judged, left_out
from surveys.importing.names import decided, key_of, undecided
from surveys.importing.saved import headers_key
from surveys.importing.tally import Tally
from surveys.importing.trial import questions
from surveys.importing.undoing import edited_since, listed
from surveys.models import FileImport, ImportedRow


def told(code: str, *, refuses: bool = True) -> RowProblem:
    return RowProblem(2, 1, "ก", code, "ผิด", refuses=refuses)


def judged(deed: str, *codes: str) -> Judged:
    return Judged(2, Deed(deed), problems=[told(code) for code in codes])


def test_a_tally_of_nothing_counts_nothing():
    empty = dict.fromkeys(Deed.values, 0)
    assert Tally().as_dict == {"rows": 0, **empty, "soft": 0, "codes": {}}


def test_every_row_is_counted_under_its_one_deed():
    tally = Tally()
    tally.add(judged(deed) for deed in ("created", "created", "updated", "unchanged", "refused", "skipped"))
    counted = tally.as_dict
    assert [counted[deed] for deed in Deed.values] == [2, 1, 1, 1, 1] and tally.rows == 6


def test_a_code_told_twice_of_one_row_counts_one_row():
    tally = Tally()
    tally.add([judged("refused", "late", "late", "rent"), judged("created", "late")])
    assert tally.as_dict["codes"] == {"late": 2, "rent": 1}


def test_only_rows_that_are_taken_with_a_remark_are_soft():
    tally = Tally()
    tally.add([judged("refused", "a"), judged("created", "a"), judged("created"), judged("skipped", "a")])
    assert tally.as_dict["soft"] == 2


def test_a_tally_goes_on_from_a_checkpoint_as_if_it_had_never_stopped():
    rows = [judged("created", "a"), judged("refused", "b"), judged("updated", "a"), judged("skipped")]
    at_once, first = Tally(), Tally()
    at_once.add(rows)
    first.add(rows[:2])
    second = Tally(json.loads(json.dumps(first.as_dict)))
    second.add(rows[2:])
    assert second.as_dict == at_once.as_dict


@pytest.mark.parametrize(
    ("updated", "existing", "asked"),
    [(0, 0, False), (0, 9, False), (10, 100, False), (11, 100, True), (1, 1, True), (1, 0, True)],
)
def test_a_change_of_more_than_the_share_is_asked_about(settings, updated, existing, asked):
    settings.IMPORT_ASKS_ABOVE = 0.1
    found = questions({"updated": updated, "existing": existing})
    assert [one["code"] for one in found] == (["changes_many"] if asked else [])


def test_the_question_about_many_changes_says_how_many_and_which_share(settings):
    settings.IMPORT_ASKS_ABOVE = 0.1
    (asked,) = questions({"updated": 1_250, "existing": 3_000})
    assert "1,250" in asked["sentence"] and "3,000" in asked["sentence"] and "(41%)" in asked["sentence"]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        ([7], "7"),
        ([2, 1234], "2, 1,234"),
        (list(range(1, 11)), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
        (list(range(1, 12)), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 และอีก 1 แถว"),
        (list(range(1, 2011)), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 และอีก 2,000 แถว"),
    ],
)
def test_ten_rows_are_named_and_the_others_counted(numbers, said):
    assert listed(numbers) == said


def test_the_sentence_about_edited_rows_names_them_and_says_what_to_do():
    sentence = edited_since([3, 5])
    assert "แถวที่ 3, 5" in sentence and "แก้แถวเหล่านี้ทีละแบบ" in sentence


@pytest.mark.parametrize(
    ("problems", "deed", "codes"),
    [
        ([], "skipped", ["left_out"]),
        ([told("soft", refuses=False)], "skipped", ["soft"]),
        ([told("hard")], "refused", ["hard"]),
        ([told("soft", refuses=False), told("hard")], "refused", ["soft", "hard"]),
    ],
)
def test_a_row_that_is_left_out_says_whether_by_choice_or_by_fault(problems, deed, codes):
    found = left_out(9, problems)
    assert (found.number, found.deed, [one.code for one in found.problems]) == (9, deed, codes)


def test_a_row_refused_after_all_keeps_what_was_told_of_it():
    row = judged("created", "rent")
    row.refuse("changed", "เปลี่ยนไป")
    assert row.deed == Deed.REFUSED and [one.code for one in row.problems] == ["rent", "changed"]
    assert (row.problems[1].column, row.problems[1].refuses) == (0, True)


@pytest.mark.parametrize(
    ("deed", "is_written", "stands"),
    [("created", True, True), ("updated", True, True), ("created", False, False), ("refused", True, False)],
)
def test_a_stored_row_is_written_only_when_it_changed_something(deed, is_written, stands):
    row = judged(deed).stored(ImportedRow(number=0), is_written=is_written)
    assert (row.is_written, row.deed, row.number, row.is_told) == (stands, deed, 2, False)


def test_a_stored_row_tells_its_problems_as_plain_words():
    row = judged("refused", "rent").stored(ImportedRow(number=0), is_written=False)
    assert row.is_told and json.loads(json.dumps(row.problems))[0]["code"] == "rent"


def test_what_a_person_approves_is_the_deed_the_row_and_its_revision():
    one = Judged(2, Deed.UPDATED, subject="a", revision_before=3, problems=[told("x")])
    assert one.approval == ("updated", "a", 3)
    assert one.approval != Judged(2, Deed.UPDATED, subject="a", revision_before=4).approval


@pytest.mark.parametrize("name", ["ร่วมใจ", "ก|ข", "", "ริม|ทาง|รถไฟ"])
def test_a_decision_is_found_again_whatever_signs_the_name_holds(name):
    key = ("1026", name)
    assert decided(FileImport(decisions={key_of(key): "skip"})) == {key: "skip"}


def test_a_name_decided_in_one_district_is_still_open_in_another():
    file_import = FileImport(decisions={"1026|ร่วมใจ": 5})
    found = undecided(file_import, {("1026", "ร่วมใจ"): 3, ("1006", "ร่วมใจ"): 2})
    assert found == {("1006", "ร่วมใจ"): 2}


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        (("ชุมชน", "เขต"), True),
        ((" เขต ", "ชุ มชน"), True),
        (("เขต", "ชุมชน", ""), False),
        (("เขต", "ชุมชน", "เขต"), False),
        (("เขตชุมชน",), False),
    ],
)
def test_headers_are_the_same_in_any_order_and_spacing_but_not_one_more(headers, same):
    assert (headers_key(headers) == headers_key(("เขต", "ชุมชน"))) is same


def test_headers_with_thai_digits_are_those_with_arabic_ones():
    assert headers_key(["ข้อ ๑๒"]) == headers_key(["ข้อ 12"])
