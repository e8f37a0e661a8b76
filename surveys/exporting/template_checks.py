"""What Excel itself refuses while a template is filled in, and the words it says beside each cell."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.worksheet.datavalidation import DataValidation

from surveys.choices import NonAnswer
from surveys.exporting.template_lists import Lists
from surveys.importing.template_layout import BETWEEN_ANSWERS
from surveys.questionnaire import MODELS, Question

LONGEST_TITLE, LONGEST_WORDS = 32, 255
BOX = {"lat": (13, 15), "lng": (99, 102)}
DIGITS = {"citizen_id": (13,), "house_code": (11,), "phone": (9, 10), "digits": (5,)}
AS_TEXT = frozenset(("text", "long_text", "date", *DIGITS))
"""Kinds whose columns are text, so that Excel neither drops a leading zero nor makes a date of 12/3."""


@dataclass(frozen=True)
class Check:
    """A formula that holds for a good cell (`{cell}` stands for it), or a list to choose from, and what is said."""

    words: str
    formula: str = ""
    choices: str = ""
    refuses: bool = True

    def over(self, first: str, last: str, title: str) -> DataValidation:
        """The same as a validation of these cells."""
        formula = self.choices or self.formula.format(cell=first)
        made = DataValidation(
            type="list" if self.choices else "custom",
            formula1=formula,
            allow_blank=True,
            showErrorMessage=self.refuses,
            showInputMessage=True,
            errorTitle=title[:LONGEST_TITLE],
            error=self.words[:LONGEST_WORDS],
            promptTitle=title[:LONGEST_TITLE],
            prompt=self.words[:LONGEST_WORDS],
        )
        made.add(f"{first}:{last}")
        return made


class Checks:
    """The checks of the questions; non-answers pass wherever there are no codes."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        told = [word for code, label in NonAnswer.choices for word in (str(label), code)]
        self._is_no_answer = f"COUNTIF({lists.range_of(told)},{{cell}})>0"

    def one_of(self, words: list[str], *, refuses: bool = True) -> Check:
        return Check(_("เลือกจากรายการ"), choices=self._lists.range_of(words), refuses=refuses)

    def number_of_household(self, sheet: str, rows: int) -> Check:
        """In a roster: a number that a household has."""
        said = _("ใส่ลำดับของครัวเรือนให้ตรงกับแผ่น “%(sheet)s”") % {"sheet": sheet}
        return Check(said, f"COUNTIF('{sheet}'!$A$5:$A${rows},{{cell}})>0")

    def own_number(self, rows: int) -> Check:
        """On the sheet of households: a number that no other household has."""
        return Check(_("ลำดับของครัวเรือน ห้ามซ้ำกัน"), f"COUNTIF($A$5:$A${rows},{{cell}})=1")

    def of(self, question: Question) -> Check:
        if question.kind == "multi":
            return self._several(question)
        if question.choices:
            return self.one_of([str(label) for _code, label in question.choices])
        make: Callable[[Question], Check] = {
            "integer": self._whole,
            "money": self._whole,
            "decimal": self._decimal,
            "coordinate": self._decimal,
            "date": self._date,
            "year": self._year,
            **dict.fromkeys(DIGITS, self._digits),
        }.get(question.kind, self._text)
        return make(question)

    def _several(self, question: Question) -> Check:
        labels = [str(label) for _code, label in question.choices]
        said = _("เลือกหนึ่งข้อ หรือพิมพ์หลายข้อคั่นด้วย %(sign)s") % {"sign": BETWEEN_ANSWERS.strip()}
        return Check(said, choices=self._lists.range_of(labels), refuses=False)

    def _or_no_answer(self, formula: str, words: str) -> Check:
        said = _("%(words)s หรือ %(others)s") % {
            "words": words,
            "others": " / ".join(map(str, NonAnswer.labels)),
        }
        return Check(said, f"OR({formula},{self._is_no_answer})")

    def _whole(self, question: Question) -> Check:
        said = _("จำนวนเต็มตั้งแต่ 0 ไม่ใส่หน่วย")
        return self._or_no_answer(
            "IF(ISNUMBER({cell}),AND({cell}>=0,{cell}=INT({cell})),FALSE)", _with_unit(said, question)
        )

    def _decimal(self, question: Question) -> Check:
        least, most = BOX.get(question.key, (0, 100_000_000))
        words = _with_unit(_("ตัวเลข %(least)s ถึง %(most)s") % {"least": least, "most": f"{most:,}"}, question)
        return self._or_no_answer(
            f"IF(ISNUMBER({{cell}}),AND({{cell}}>={least},{{cell}}<={most}),FALSE)", words
        )

    def _date(self, question: Question) -> Check:
        """A real date of Excel, or day/month/year of the Buddhist era as text."""
        parts = 'LEN({cell})-LEN(SUBSTITUTE({cell},"/",""))=2'
        year = "AND(VALUE(RIGHT({cell},4))>=2400,VALUE(RIGHT({cell},4))<=2700)"
        typed = f"IF({parts},IFERROR({year},FALSE),FALSE)"
        return self._or_no_answer(
            f"ISNUMBER({{cell}}),{typed}", _("วัน/เดือน/ปี พ.ศ. เช่น 21/11/2569 พิมพ์เป็นข้อความได้")
        )

    def _year(self, question: Question) -> Check:
        return self._or_no_answer(
            "IF(ISNUMBER({cell}),AND({cell}>=2400,{cell}<=2700,{cell}=INT({cell})),FALSE)",
            _("ปี พ.ศ. 4 หลัก เช่น 2530"),
        )

    def _digits(self, question: Question) -> Check:
        lengths = DIGITS[question.kind]
        bare = 'SUBSTITUTE(SUBSTITUTE({cell},"-","")," ","")'
        is_long = ",".join(f"LEN({bare})={length}" for length in lengths)
        said = _("ตัวเลข %(lengths)s หลัก เก็บเป็นข้อความ") % {"lengths": "/".join(map(str, lengths))}
        return self._or_no_answer(f"AND(OR({is_long}),ISNUMBER(VALUE({bare})))", said)

    def _text(self, question: Question) -> Check:
        longest = getattr(MODELS[question.level]._meta.get_field(question.key), "max_length", None) or 2_000
        said = str(question.help) or _("ข้อความไม่เกิน %(longest)s ตัวอักษร") % {"longest": f"{longest:,}"}
        return Check(said, f"LEN({{cell}})<={longest}")


def _with_unit(words: str, question: Question) -> str:
    return f"{words} ({question.unit})" if question.unit else words
