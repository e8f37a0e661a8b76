"""The questionnaire laid out for pen and paper, from the same questions as the entry page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.choices import NonAnswer
from surveys.exporting.conditions import sentence
from surveys.questionnaire import SECTIONS, Question, Section, questions

ROWS_OF_MEMBERS, ROWS_OF_DEBTS = 6, 5
BOXES = {
    "date": (2, 2, 4),
    "year": (4,),
    "citizen_id": (1, 4, 5, 2, 1),
    "house_code": (4, 6, 1),
    "phone": (3, 3, 4),
    "digits": (5,),
}
SHORT = ("integer", "money", "decimal")
WRITTEN_ONCE = ("relation", "title", "first_name", "last_name", "sex", "id_kind", "citizen_id", "birth_date")
ROOM_OF_HALF = 26
"""Letters that fit beside the label of half a line."""
PREFILLED = ("round", "community", "subdistrict", "house_no")


@dataclass(frozen=True)
class PaperChoice:
    """A box to tick, with the number that is written where there is no room for words."""

    number: int
    label: str


@dataclass(frozen=True)
class PaperQuestion:
    """One question with its number and the room for its answer."""

    number: str
    question: Question
    only_if: str

    @property
    def choices(self) -> list[PaperChoice]:
        own = [pair for pair in self.question.choices if pair not in NonAnswer.choices]
        return [PaperChoice(number, str(label)) for number, (_code, label) in enumerate(own, 1)]

    @property
    def room(self) -> str:
        """boxes, digits, lines, line or short."""
        if self.question.choices:
            return "boxes"
        if self.question.kind in BOXES:
            return "digits"
        if self.question.kind == "long_text":
            return "lines"
        return "short" if self.question.kind in SHORT else "line"

    @property
    def digits(self) -> list[range]:
        """Groups of boxes for single digits."""
        return [range(size) for size in BOXES[self.question.kind]]

    @property
    def may_be_unanswered(self) -> bool:
        """Whether refused and unknown are answers to it; a coded question says so itself."""
        if self.question.choices:
            return any(pair in NonAnswer.choices for pair in self.question.choices)
        return not self.question.required and self.question.key not in (*PREFILLED, "enumerator")

    @property
    def is_short(self) -> bool:
        """Two of these share a line."""
        narrow = self.room in ("line", "short") or self.question.kind in ("digits", "year")
        few = self.room == "boxes" and sum(len(choice.label) + 4 for choice in self.choices) < ROOM_OF_HALF
        has_more = self.only_if or (self.question.help and self.room != "line")
        return (narrow or few) and not has_more and self.question.key not in PREFILLED[:2]

    @property
    def fill(self) -> str:
        """The name under which a known answer is printed."""
        return self.question.key if self.question.key in PREFILLED else ""


@dataclass(frozen=True)
class PaperSection:
    """A section with its questions; `rows` names the table that follows them."""

    section: Section
    only_if: str
    questions: list[PaperQuestion]
    who: list[PaperQuestion]
    details: list[PaperQuestion]

    @property
    def title(self) -> str:
        return f"{self.section.mark}. {self.section.title}"

    @property
    def detail_tables(self) -> list[list[PaperQuestion]]:
        """What is asked about each person, in tables that fit where half a page is left."""
        half = (len(self.details) + 1) // 2
        return [part for part in (self.details[:half], self.details[half:]) if part]

    @property
    def lines(self) -> list[list[PaperQuestion]]:
        """The questions as they stand under each other, short ones side by side."""
        found: list[list[PaperQuestion]] = []
        for one in self.questions:
            is_second = found and len(found[-1]) == 1 and found[-1][0].is_short and one.is_short
            found[-1].append(one) if is_second else found.append([one])
        return found


def paper_sections(asked: frozenset[str]) -> list[PaperSection]:
    """Every section with the questions that a round asks, numbered through."""
    numbers = _numbers(asked)
    return [_section(section, asked, numbers) for section in SECTIONS]


def _numbers(asked: frozenset[str]) -> dict[str, str]:
    """The number of each question: the letter of its section and a running number."""
    found: dict[str, str] = {}
    for section in SECTIONS:
        rows = [q for q in section.row_questions if f"{section.rows}.{q.key}" in asked]
        drawn = [q for q in section.questions if q.key in asked or q.kind in ("round", "community")]
        found |= {q.key: f"{section.mark}{place}" for place, q in enumerate((*drawn, *rows), 1)}
    return found


def _section(section: Section, asked: frozenset[str], numbers: Mapping[str, str]) -> PaperSection:
    rows = [_paper(q, numbers) for q in section.row_questions if f"{section.rows}.{q.key}" in asked]
    is_roster = section.rows == "members"
    who = [one for one in rows if is_roster and one.question.key in WRITTEN_ONCE]
    return PaperSection(
        section=section,
        only_if=_in_words(section.shown_when, numbers),
        questions=[_paper(q, numbers) for q in section.questions if q.key in numbers],
        who=who,
        details=[one for one in rows if one not in who],
    )


def _paper(question: Question, numbers: Mapping[str, str]) -> PaperQuestion:
    return PaperQuestion(numbers[question.key], question, _in_words(question.shown_when, numbers))


def _in_words(condition: Mapping | None, numbers: Mapping[str, str]) -> str:
    """ "จ2 สิทธิในที่ดิน เป็น เช่า มีสัญญา"; nothing for a question that is always asked."""

    def named(question: Question) -> str:
        number = numbers.get(question.key)
        return (
            _("ข้อ %(number)s %(question)s") % {"number": number, "question": question.label}
            if number
            else str(question.label)
        )

    return sentence(_turned(condition), named) if condition else ""


def _turned(condition: Mapping) -> Mapping:
    """ "Is one of these" where that is shorter to say than "is none of those"; on paper blank is no answer."""
    if "all" in condition or "any" in condition:
        return {key: [_turned(part) for part in parts] for key, parts in condition.items()}
    if "not_in" not in condition:
        return condition
    unwanted = [code for code in condition["not_in"] if code]
    wanted = [code for code in _codes(condition["question"]) if code not in unwanted]
    if wanted and len(wanted) <= len(unwanted):
        return {"question": condition["question"], "in": wanted}
    return {"question": condition["question"], "not_in": unwanted}


def _codes(key: str) -> tuple[str, ...]:
    question = next(found[key] for found in map(questions, ("survey", "member", "debt")) if key in found)
    return tuple(
        code for code in question.codes if code not in NonAnswer.values or question.key == "visit_result"
    )
