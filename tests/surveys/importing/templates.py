"""Templates filled in as people do it: with labels, dates of the Buddhist era and several answers in a cell."""

from io import BytesIO

from openpyxl import load_workbook

from bkkhousing.lib import thai
from communities.models import Community
from districts.models import District, Subdistrict
from surveys.choices import NonAnswer
from surveys.exporting.template import template
from surveys.importing import template_layout as layout
from surveys.models import Round
from surveys.questionnaire import questions
from tests.surveys.importing import walking

NON_ANSWERS = dict(NonAnswer.choices)
FIRST = layout.EXAMPLE_ROW + 1


def blank(round: str = "2570", district: str | None = "1026"):
    """A fresh template, opened."""
    place = District.objects.filter(pk=district or "").first()
    return load_workbook(BytesIO(template(Round.objects.get(pk=round), district=place)))


def filled(*contents: dict, **given):
    """A template with one household for each content of an entry."""
    book = blank(**given)
    for number, content in enumerate(contents, start=1):
        add(book, content, number=number)
    return book


def add(book, content: dict, *, number: int) -> None:
    answers = content["answers"]
    community = Community.objects.select_related("district").get(pk=answers["community"])
    place = {"district": community.district.name_th, "community": community.name}
    told = {layout.NUMBER: number, **place, **words_of(answers, "survey")}
    append(book[layout.HOUSEHOLDS], told)
    for level, name in layout.ROSTERS.items():
        for row in content[name]:
            append(book[layout.SHEETS[level]], {layout.NUMBER: number, **words_of(row, level)})


def cell(book, level: str, row: int, key: str):
    sheet = book[layout.SHEETS[level]]
    place = next(c.column for c in sheet[layout.KEY_ROW] if c.value == key)
    return sheet.cell(row, place)


def append(sheet, told: dict) -> None:
    keys = [cell.value for cell in sheet[layout.KEY_ROW]]
    assert told.keys() <= set(keys), told.keys() - set(keys)
    sheet.append([told.get(key) for key in keys])


def words_of(answers: dict, level: str) -> dict:
    """The answers as a person writes them."""
    known = questions(level)
    return {
        key: written(known[key], value)
        for key, value in answers.items()
        if key not in ("round", "community") and value not in ("", None)
    }


def written(question, value):
    labels = {code: str(label) for code, label in question.choices} or NON_ANSWERS
    if question.kind == "multi":
        return layout.BETWEEN_ANSWERS.join(labels[code] for code in value)
    if value in labels:
        return str(labels[value])
    if question.kind == "date":
        return thai.format_date_numeric(thai.parse_date(value))
    if question.kind == "year":
        return thai.be_year(int(value)) if int(value) < 2400 else value
    return Subdistrict.objects.get(pk=value).name_th if question.kind == "subdistrict" else value


def content_of(book) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def received(book, *, by):
    return walking.received(by=by, name="แบบฟอร์ม.xlsx", content=content_of(book))


def tried(book, *, by):
    return walking.try_again(received(book, by=by), by=by)


def imported(book, *, by):
    return walking.write(tried(book, by=by), by=by)
