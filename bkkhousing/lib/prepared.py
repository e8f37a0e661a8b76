"""Questions that are asked with every request: their SQL is put together once for the whole process.

Django puts a statement together anew each time, which for a hundred columns takes longer than the database does.
Only the text is kept, never a row.  What belongs to a row comes with it (`Rows`): one statement instead of several.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.query import get_related_populators

from bkkhousing.lib.sealed_fields import is_sealed_column


class Slot(models.Expression):
    """Stands in a queryset for a value that is given when the queryset is asked."""

    def __init__(self, name: str, output_field: models.Field, place: int | None = None) -> None:
        super().__init__(output_field)
        self.name, self.place = name, place

    @classmethod
    def several(cls, name: str, output_field: models.Field, number: int) -> list["Slot"]:
        """Slots for a list of so many values."""
        return [cls(name, output_field, place) for place in range(number)]

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        return "%s", [self]

    def filled(self, values: dict[str, object]) -> object:
        """The value as the database takes it."""
        value = values[self.name] if self.place is None else values[self.name][self.place]
        return self.output_field.get_db_prep_value(value, connection)


class Rows(models.Subquery):
    """The rows of another question as one column: a list of lists, one for each row, in the question's order.

    Values are in JSON types: days and moments as text, several codes as they are stored.  No rows are None or empty.
    """

    FUNCTIONS = {"postgresql": ("json_agg", "json_build_array"), "sqlite": ("json_group_array", "json_array")}
    template = "(SELECT CAST(%(gather)s(%(row)s(%(columns)s)) AS text) FROM (%(subquery)s) found)"

    def __init__(self, queryset: models.QuerySet, *columns: str) -> None:
        own = {field.attname: field for field in queryset.model._meta.concrete_fields}
        super().__init__(
            queryset.values_list(*columns), output_field=Opened([own.get(name) for name in columns])
        )
        self.columns = [(name, isinstance(own.get(name), models.JSONField)) for name in columns]

    def as_sql(self, compiler, connection, **extra) -> tuple[str, list]:
        gather, row = self.FUNCTIONS[connection.vendor]
        return super().as_sql(compiler, connection, gather=gather, row=row, columns=self._written(connection))

    def _written(self, connection) -> str:
        """The columns; SQLite keeps JSON as text and has to be told that it is none."""
        unpacked = "json(found.{})" if connection.vendor == "sqlite" else "found.{}"
        quoted = ((connection.ops.quote_name(name), packed) for name, packed in self.columns)
        return ", ".join((unpacked if packed else "found.{}").format(name) for name, packed in quoted)


class Opened(models.JSONField):
    """Rows as JSON, with what was sealed in them opened."""

    def __init__(self, columns: Sequence[models.Field | None] = ()) -> None:
        super().__init__()
        self._sealed = [(place, field) for place, field in enumerate(columns) if is_sealed_column(field)]

    def from_db_value(self, value, expression, connection) -> list | None:
        rows = super().from_db_value(value, expression, connection)
        for place, field in self._sealed if rows else ():
            for row in rows:
                row[place] = field.opened(row[place])
        return rows


def padded(values: Iterable) -> list:
    """The values, the last one repeated until there are 1, 2, 4, 8 …: few statements serve lists of any length."""
    found = list(values)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found))


def blanks_written(statement: str, parameters: Iterable) -> tuple[str, list]:
    """The statement with blank text written out.

    The database plans a statement that it keeps without looking at what it is given, and uses an index of the rows that are
    not blank only when the statement itself says so.
    """
    first, *others = statement.split("%s")
    found = [(value, rest) for value, rest in zip(parameters, others, strict=True)]
    written = "".join(f"''{rest}" if value == "" else f"%s{rest}" for value, rest in found)
    return first + written, [value for value, _rest in found if value != ""]


class Prepared:
    """A queryset with slots.  It may join other models and carry annotations; prefetches are left out."""

    def __init__(self, queryset: models.QuerySet) -> None:
        self._compiler = queryset.query.get_compiler(connection=connection)
        try:
            self._statement, self._parameters = blanks_written(*self._compiler.as_sql())
        except EmptyResultSet:
            self._statement, self._parameters = "", ()

    def rows(self, **values: object) -> list[list]:
        """The answer in columns, each as its field gives it back."""
        if not self._statement:
            return []
        given = [part.filled(values) if isinstance(part, Slot) else part for part in self._parameters]
        with connection.cursor() as cursor:
            cursor.execute(self._statement, given)
            return [self._converted(list(row)) for row in cursor.fetchall()]

    def objects(self, **values: object) -> list[models.Model]:
        """The answer in objects, with those that the queryset joins."""
        return list(self._built(self.rows(**values)))

    def _converted(self, row: list) -> list:
        for position, (steps, expression) in self._converters:
            for step in steps:
                row[position] = step(row[position], expression, connection)
        return row

    def _built(self, rows: list[list]) -> Iterator[models.Model]:
        for row in rows:
            found = self._model.from_db(connection.alias, self._names, row[: len(self._names)])
            for populator in self._populators:
                populator.populate(row, found)
            for name, place in self._compiler.annotation_col_map.items():
                setattr(found, name, row[place])
            yield found

    @cached_property
    def _converters(self) -> list[tuple[int, tuple]]:
        columns = [column for column, *_ in self._compiler.select]
        return list(self._compiler.get_converters(columns).items())

    @cached_property
    def _model(self) -> type[models.Model]:
        return self._compiler.klass_info["model"]

    @cached_property
    def _names(self) -> list[str]:
        """The attributes of the model; its columns come first."""
        select = self._compiler.select
        return [select[place][0].target.attname for place in self._compiler.klass_info["select_fields"]]

    @cached_property
    def _populators(self) -> list:
        return get_related_populators(self._compiler.klass_info, self._compiler.select, connection.alias)
