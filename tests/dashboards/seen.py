"""An overview of the figures made by hand, without a database."""

from datetime import date

from dashboards.readers.overview import Other, Overview
from dashboards.readers.places import Standing, city
from dashboards.totals import Totals
from surveys.models import Round
from surveys.readers.figures import Sums


def totals_of(surveys: int = 0, expected: int = 0, outside: int = 0, **measures: int) -> Totals:
    """Totals with measures written as `land_tenure__rent`."""
    named = {name.replace("__", "."): number for name, number in measures.items()}
    return Totals(Sums(surveys, outside, named), expected)


def round_called(code: str, *questions: str, year: int = 0) -> Round:
    """A round of the fiscal year its code says; no questions means all."""
    year = year or int(code)
    opens, closes = date(year - 544, 10, 1), date(year - 543, 9, 30)
    return Round(code=code, fiscal_year=year, opens_on=opens, closes_on=closes, questions=list(questions))


def overview_of(
    now: Totals,
    before: Totals | None = None,
    *,
    asked: tuple[str, ...] = (),
    asked_before: tuple[str, ...] = (),
) -> Overview:
    """The city in 2570, beside 2569 when there was anything."""
    other = Other("รอบ 2569", before, round_called("2569", *asked_before)) if before else None
    return Overview(Standing((city(),), ()), round_called("2570", *asked), now, (), other)
