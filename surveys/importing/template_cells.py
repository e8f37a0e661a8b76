"""One cell of a template as an answer: labels and codes alike, several of them in a cell, names of แขวง."""

import re
from collections.abc import Callable

from bkkhousing.lib import thai
from districts.models import Subdistrict
from surveys.choices import NonAnswer
from surveys.importing.fields import codes_of
from surveys.questionnaire import Question

BREAKS = re.compile(r"[;\n|]")
SEVERAL_CODES = re.compile(r"[a-z0-9_]+(?:[ ,]+[a-z0-9_]+)+")
Read = Callable[[str], str]


class AnswerCells:
    """Reads cells of any question; what is no known answer stays as typed, and the rules say so."""

    def __init__(self) -> None:
        names = Subdistrict.objects.values_list("district_id", "name_th", "pk")
        self._subdistricts = {(district, thai.match_key(name)): pk for district, name, pk in names}
        self._others = {thai.normalise(str(label)): code for code, label in NonAnswer.choices}

    def answer(self, question: Question, cell: object, district: str) -> str:
        """The answer as a payload says it; several codes come with commas between them."""
        text = str(cell)
        if question.kind == "multi":
            return ",".join(several(text, codes_of(question)))
        if question.choices:
            return codes_of(question).get(thai.normalise(text), text)
        if question.kind == "subdistrict":
            return self._subdistricts.get((district, thai.match_key(text)), text)
        return self._others.get(thai.normalise(text), text)


def several(cell: str, codes: dict[str, str]) -> list[str]:
    """The codes of a cell in which answers stand one after the other; unknown parts stay as typed."""
    return [code for part in BREAKS.split(cell) for code in _codes(part, codes) if code]


def _codes(part: str, codes: dict[str, str]) -> list[str]:
    """A part is one answer, or several with commas between them, or codes with blanks between them."""
    words = thai.normalise(part)
    if words in codes or not words:
        return [codes.get(words, "")]
    if SEVERAL_CODES.fullmatch(words):
        return [codes.get(word, word) for word in re.split("[ ,]+", words)]
    return [codes.get(thai.normalise(word), thai.normalise(word)) for word in words.split(",")]
