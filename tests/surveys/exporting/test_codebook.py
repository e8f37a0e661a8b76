"""What the sheet that explains a file says of questions, codes and what is shown."""

import pytest

from surveys.choices import IncomeBand, Severity, State, TargetGroup
from surveys.exporting.codebook import COMPUTED, _kinds, codebook, english
from surveys.exporting.disclosure import STATISTICAL, Disclosure, disclosure_of
from surveys.models import Survey
from surveys.questionnaire import every_question
from surveys.rules import RULES

EVERY = list(every_question())
KEY, PLACE, LABEL, IN_ENGLISH, KIND, UNIT, CODE, ANSWER, SHOWN = 0, 1, 2, 3, 5, 6, 7, 8, 11


def rows(*, full: bool = True) -> list[tuple]:
    return [*codebook("ก", full=full).rows]


def of(key: str, *, full: bool = True) -> list[tuple]:
    return [row for row in rows(full=full) if row[KEY] == key]


def test_every_row_has_a_text_for_every_column():
    sheet = codebook("ก", full=False)
    found = list(sheet.rows)
    assert {len(row) for row in found} == {len(sheet.columns)}
    assert all(isinstance(value, str) for row in found for value in row)


def test_every_question_stands_under_its_section_in_the_order_of_the_form():
    found = [row for row in rows() if row[KIND]]
    assert [row[KEY] for row in found] == [question.key for _section, question in EVERY]
    assert [row[PLACE] for row in found] == [f"{part.letter}. {part.title}" for part, _question in EVERY]


@pytest.mark.parametrize("full", [True, False])
def test_it_says_of_each_question_what_the_file_shows_of_it(full):
    words = {Disclosure.SHOWN: "แสดง", Disclosure.MASKED: "ปิดบังบางส่วน", Disclosure.LEFT_OUT: "ตัดออก"}
    told = [row[SHOWN] for row in rows(full=full) if row[KIND]]
    assert told == [words[disclosure_of(question, full=full)] for _part, question in EVERY]
    assert set(told) == ({"แสดง"} if full else set(words.values()))


@pytest.mark.parametrize("one", sorted(STATISTICAL))
def test_what_is_kept_for_statistics_is_said_to_be_shown_in_a_masked_file(one):
    level, _dot, key = one.partition(".")
    question = next(q for _part, q in EVERY if (q.level, q.key) == (level, key))
    assert "แสดง" in {row[SHOWN] for row in of(key, full=False) if row[LABEL] == str(question.label)}


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        ("state", State.choices),
        ("target_groups", TargetGroup.choices),
        ("income_bracket", IncomeBand.choices),
    ],
)
def test_the_codes_of_what_nobody_is_asked_are_explained_too(key, choices):
    assert [(row[CODE], row[ANSWER]) for row in of(key) if row[CODE]] == [
        (c, str(label)) for c, label in choices
    ]


@pytest.mark.parametrize("key", COMPUTED)
def test_what_is_computed_is_called_as_in_the_model(key):
    (row, *_codes) = [row for row in of(key) if row[PLACE] == "ระบบคำนวณ"]
    assert row[LABEL] == str(Survey._meta.get_field(key).verbose_name)


def test_only_the_rules_that_can_be_confirmed_are_explained():
    told = {row[CODE] for row in of("confirmed")}
    soft = {rule.code for rule in RULES if rule.severity == Severity.SOFT}
    assert told == soft and soft < {rule.code for rule in RULES}


def test_every_kind_of_question_has_a_word_of_its_own_language():
    used = {question.kind for _part, question in EVERY}
    assert used <= _kinds().keys() and all(not word.isascii() for word in _kinds().values())


def test_an_amount_tells_its_unit():
    assert of("rent_house")[0][UNIT] == "บาท/เดือน"


def test_english_stands_beside_the_thai_whatever_the_language():
    label = next(question.label for _part, question in EVERY if question.key == "rent_house")
    assert (english(label), str(label)) == ("House rent", "ค่าเช่าบ้าน")
    assert of("rent_house")[0][IN_ENGLISH] == "House rent"
