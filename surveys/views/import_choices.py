"""What was sent from the page of columns, read into choices."""

from collections.abc import Mapping

from surveys.importing.assigning import Choices
from surveys.readers.import_columns import ColumnTable, values_of

ADDED = range(3)


def no_choices(table: ColumnTable) -> Choices:
    """The page as it is found."""
    return Choices(dict(table.base.fields), {}, table.district, table.base.declaration.get("dates", ""))


def choices_of(given: Mapping[str, str], table: ColumnTable) -> Choices:
    """A field for every column: as sent, else as the table began; and the meanings that were sent."""
    headers = table.sketch.headers
    fields = {}
    for number, header in enumerate(headers):
        fields[header] = given.get(f"field-{number}", table.base.fields.get(header, ""))
    for number in ADDED:
        column, key = given.get(f"added-column-{number}", ""), given.get(f"added-field-{number}", "")
        if key and column.isascii() and column.isdigit() and int(column) < len(headers):
            fields[headers[int(column)]] = key
    codes = {
        key: told
        for number, header in enumerate(headers)
        if (key := fields[header]) and (told := _codes(given, number, table))
    }
    return Choices(fields, codes, _district(given, table), given.get("dates", ""))


def _district(given: Mapping[str, str], table: ColumnTable) -> str:
    """The person's own district, or the one that was sent where there is such a district."""
    said = given.get("district", "")
    return table.user.district_id or (said if said in dict(table.districts()) else "")


def _codes(given: Mapping[str, str], number: int, table: ColumnTable) -> dict[str, str]:
    cells = values_of(table.sketch.column(number))
    names = {f"code-{number}-{place}": cell for place, cell in enumerate(cells)}
    return {cell: given[name] for name, cell in names.items() if name in given}


def has_unseen_codes(given: Mapping[str, str], said: Choices, table: ColumnTable) -> bool:
    """Whether a newly chosen question has values whose meaning nobody has been asked."""
    for line in table.lines(said.fields, said.codes):
        if any(
            value.is_unknown and f"code-{line.number}-{value.number}" not in given for value in line.values
        ):
            return True
    return False
