"""The columns of a question: how many, under which titles, in which words and era, and how much they show."""

import json
from datetime import date
from decimal import Decimal

import pytest

from surveys.choices.exporting import Era, Words
from surveys.exporting import columns, layout, shown
from surveys.exporting.columns import ExportColumn
from surveys.exporting.contents import ALL_PARTS, EVERYTHING, Contents, part_choices
from surveys.exporting.disclosure import Disclosure, disclosure_of
from surveys.questionnaire import SECTIONS, every_question, questions

NAMES = layout.Names({"1026": "ดินแดง"}, {"102601": "ดินแดง"}, {7: "ร่วมใจ"})
EVERY = [question for _section, question in every_question()]


def of(key: str, level: str = "survey", *, full: bool = True) -> list[ExportColumn]:
    found = questions(level)[key]
    return columns.of_question(found, full=full, subdistricts=NAMES.subdistricts)


def first_of(kind: str) -> str:
    return next(key for key, question in questions().items() if question.kind == kind)


@pytest.mark.parametrize(
    ("kind", "kinds", "words", "eras"),
    [
        ("choice", ["text", "text"], ["labels", "codes"], ["", ""]),
        ("multi", ["text", "text"], ["labels", "codes"], ["", ""]),
        ("date", ["date", "text"], ["", ""], ["ce", "be"]),
        ("year", ["integer", "integer"], ["", ""], ["be", "ce"]),
        ("subdistrict", ["text", "text"], ["labels", "codes"], ["", ""]),
        ("money", ["integer"], [""], [""]),
        ("integer", ["integer"], [""], [""]),
        ("coordinate", ["decimal"], [""], [""]),
        ("phone", ["text"], [""], [""]),
        ("house_code", ["text"], [""], [""]),
        ("long_text", ["text"], [""], [""]),
    ],
)
def test_a_question_of_each_kind_has_its_columns(kind, kinds, words, eras):
    found = of(first_of(kind))
    assert [column.kind for column in found] == kinds
    assert [(column.words, column.era) for column in found] == list(zip(words, eras, strict=True))
    assert {column.key for column in found} == {first_of(kind)}


@pytest.mark.parametrize("question", EVERY, ids=lambda one: f"{one.level}.{one.key}")
def test_how_many_columns_a_masked_file_gives_a_question_follows_what_it_may_show(question):
    masked = columns.of_question(question, full=False, subdistricts={})
    many = len(columns.of_question(question, full=True, subdistricts={}))
    wanted = {Disclosure.LEFT_OUT: 0, Disclosure.MASKED: 1, Disclosure.SHOWN: many}
    assert len(masked) == wanted[disclosure_of(question, full=False)]


@pytest.mark.parametrize(
    ("key", "level", "stored", "masked"),
    [
        ("phone", "survey", "0812345678", "xxx-xxx-x678"),
        ("first_name", "member", "สมชาย", "สม…"),
        ("citizen_id", "member", "1234567890121", "x-xxxx-xxxxx-12-1"),
    ],
)
def test_a_masked_column_shows_the_mask_and_a_full_one_what_is_stored(key, level, stored, masked):
    (column,) = of(key, level, full=False)
    assert column.show(stored) == masked
    assert of(key, level)[0].show is None


def test_a_year_is_told_in_both_eras_under_titles_that_say_which():
    buddhist, common = of("received_year")
    assert (buddhist.show(2017), common.show) == (2560, None)
    assert buddhist.title.endswith("(พ.ศ.)") and common.title.endswith("(ค.ศ.)")
    assert "(พ.ศ.)" not in common.title


@pytest.mark.parametrize(("code", "name"), [("102601", "ดินแดง"), ("999999", "999999")])
def test_a_subdistrict_is_shown_by_its_name_and_an_unknown_one_by_its_code(code, name):
    label, plain = of(first_of("subdistrict"))
    assert (label.show(code), plain.show, label.source) == (name, None, plain.source)


def test_the_unit_stands_in_the_title_of_an_amount():
    question = questions()["rent_house"]
    assert of("rent_house")[0].title == f"{question.label} ({question.unit})"


@pytest.mark.parametrize(
    ("value", "label", "code"), [(True, "ใช่", "yes"), (False, "ไม่ใช่", "no"), (None, None, None)]
)
def test_a_computed_yes_or_no_is_label_and_code(value, label, code):
    in_words, in_code = columns.yes_no("แออัด", "overcrowded")
    assert (in_words.show(value), in_code.show(value)) == (label, code)


COLUMN = {"title": "ก", "source": "a"}


@pytest.mark.parametrize(
    ("column", "given", "taken"),
    [
        ({}, {"parts": frozenset()}, True),
        ({"part": "record"}, {"parts": frozenset()}, False),
        ({"part": "record"}, {"parts": frozenset({"record"})}, True),
        ({"words": Words.LABELS}, {"words": Words.CODES}, False),
        ({"words": Words.LABELS}, {"words": Words.LABELS}, True),
        ({"words": Words.LABELS}, {"words": Words.BOTH}, True),
        ({"era": Era.BUDDHIST}, {"era": Era.COMMON}, False),
        ({"era": Era.BUDDHIST}, {"era": Era.BOTH}, True),
        ({"words": Words.CODES, "era": Era.COMMON}, {"words": Words.CODES, "era": Era.BUDDHIST}, False),
        ({"part": "A", "words": Words.CODES}, {"parts": frozenset("B"), "words": Words.CODES}, False),
    ],
)
def test_a_file_has_a_column_when_part_words_and_era_are_all_wanted(column, given, taken):
    assert Contents(**given).takes(ExportColumn(**COLUMN, **column)) is taken


@pytest.mark.parametrize("wrong", [{"words": "emoji"}, {"era": "ac"}, {"shape": "round"}])
def test_a_choice_that_never_was_is_not_read_back(wrong):
    with pytest.raises(ValueError, match="is not a valid"):
        Contents.from_stored(EVERYTHING.as_stored | wrong)


def test_what_is_kept_can_be_written_as_json_and_is_always_in_one_order():
    kept = Contents(parts=frozenset("CAB"), rows=frozenset({"members", "debts"})).as_stored
    assert json.loads(json.dumps(kept)) == kept
    assert (kept["parts"], kept["rows"]) == (["A", "B", "C"], ["debts", "members"])


def test_the_parts_are_offered_in_the_order_of_the_form_and_all_of_them():
    offered = [code for code, _label in part_choices()]
    assert offered[: len(SECTIONS)] == [section.code for section in SECTIONS]
    assert set(offered) == ALL_PARTS and len(offered) == len(ALL_PARTS)
    picked = Contents(parts=frozenset({offered[-1], offered[0]}))
    assert picked.shown_parts == [str(part_choices()[0][1]), str(part_choices()[-1][1])]


@pytest.mark.parametrize(
    ("make", "full", "has", "has_not"),
    [
        (
            layout.survey_columns,
            False,
            {"confirmed", "target_groups", "photos"},
            {"confirmed_reasons", "raw_answers", "vulnerability_parts"},
        ),
        (layout.survey_columns, True, {"confirmed_reasons", "raw_answers", "vulnerability_parts"}, set()),
        (layout.member_columns, False, {"age", "refused"}, {"raw_answers", "birth_date"}),
        (layout.member_columns, True, {"raw_answers", "birth_date"}, set()),
        (layout.debt_columns, False, {"balance", "unknown"}, {"raw_answers"}),
    ],
)
def test_free_text_and_the_score_are_in_full_sheets_alone(make, full, has, has_not):
    keys = {column.key for column in make(NAMES, full=full)}
    assert has <= keys and not has_not & keys


@pytest.mark.parametrize("full", [True, False])
def test_refused_and_unknown_speak_of_no_question_that_the_file_leaves_out(full):
    refused = next(c for c in layout.member_columns(NAMES, full=full) if c.key == "refused")
    told = refused.show(json.dumps({"disability": "refused", "nationality": "refused"}))
    assert told == ("disability; nationality" if full else "nationality")


@pytest.mark.parametrize(("title", "called"), [("ชุมชน", "ชุมชน (แฟ้มนำเข้า)"), ("hhsize", "hhsize")])
def test_an_imported_column_called_like_ours_says_that_it_was_imported(title, called):
    found = layout.survey_columns(NAMES, full=True, extra=[title])
    assert found[-1].title == called
    assert found[-1].show(json.dumps({title: "5"})) == "5"


@pytest.mark.parametrize("parts", [frozenset(), ALL_PARTS - {"imported"}])
def test_imported_columns_stay_out_when_they_are_not_wanted(parts):
    found = layout.survey_columns(NAMES, full=True, extra=["hhsize"], contents=Contents(parts=parts))
    assert "hhsize" not in {column.title for column in found}


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("2026-11-21 14:02:33", date(2026, 11, 21), "21 พ.ย. 2569 14:02 น."),
        ("2024-02-29 00:00:00.12", date(2024, 2, 29), "29 ก.พ. 2567 00:00 น."),
    ],
)
def test_a_moment_that_comes_as_the_text_of_bangkok_is_told_without_another_shift(text, day, words):
    assert (shown.day_of(text), shown.be_text_of(text)) == (day, words)


@pytest.mark.parametrize(
    ("value", "text"),
    [("ก", "ก"), (1, "1"), (None, "null"), (True, "true"), (["ก"], '["ก"]'), (float(Decimal("1.5")), "1.5")],
)
def test_a_value_of_json_is_told_as_text_in_thai_letters(value, text):
    assert shown.plain(value) == text
