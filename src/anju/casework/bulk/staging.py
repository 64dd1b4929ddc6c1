"""Rows written as a set: sent by COPY into a temporary table, then inserted in one statement.

COPY cannot write into a table under row-level security, and the policy is wanted: what is staged
passes it when it is inserted, row by row, as from any other statement.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

__all__ = ["Stack", "draw_ids", "staged"]


@dataclass(slots=True)
class Stack:
    """Rows of one model waiting to be written; a field not given has the model's default."""

    model: type[models.Model]
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, **values: Any) -> None:
        """Put one row on the stack, its values by attribute (`person_id`, not `person`)."""
        self.rows.append(values)

    def write(self) -> int:
        """Insert all rows of the stack; how many there were."""
        if not self.rows:
            return 0
        columns = [column for column in self.model._meta.concrete_fields if self.is_written(column)]
        names = [column.column for column in columns]
        table = sql.Identifier(self.model._meta.db_table)
        with staged(table, names, self.values(columns)) as source, connection.cursor() as cursor:
            listed = sql.SQL(", ").join(map(sql.Identifier, names))
            statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} ORDER BY 1")
            cursor.cursor.execute(statement.format(table, listed, listed, source))
        count = len(self.rows)
        self.rows.clear()
        return count

    def is_written(self, column: "models.Field[Any, Any]") -> bool:
        """Whether the column comes from here rather than from its sequence."""
        return not isinstance(column, models.AutoField) or column.attname in self.rows[0]

    def values(self, columns: Sequence["models.Field[Any, Any]"]) -> Iterator[tuple[Any, ...]]:
        """The rows in the order of the columns, defaults filled in."""
        plan = [(column.attname, column.get_default(), is_json(column)) for column in columns]
        for row in self.rows:
            yield tuple(
                Jsonb(row.get(name, default)) if json else row.get(name, default)
                for name, default, json in plan
            )


def is_json(column: "models.Field[Any, Any]") -> bool:
    """Whether the column holds JSON."""
    return isinstance(column, models.JSONField)


class staged:  # noqa: N801 - read as a phrase: with staged(...) as source
    """A temporary table with the columns of another, filled by COPY and dropped at the end."""

    def __init__(
        self, table: sql.Identifier, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> None:
        self.table = table
        self.columns = sql.SQL(", ").join(map(sql.Identifier, columns))
        self.rows = rows
        self.name = sql.Identifier("staged_rows")

    def __enter__(self) -> sql.Identifier:
        """Make the table and send the rows."""
        with connection.cursor() as cursor:
            raw = cursor.cursor
            create = "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA"
            raw.execute(sql.SQL(create).format(self.name, self.columns, self.table))
            copy = sql.SQL("COPY {} ({}) FROM STDIN").format(self.name, self.columns)
            with raw.copy(copy) as target:
                for row in self.rows:
                    target.write_row(row)
        return self.name

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Drop the table; a failed transaction has done so already."""
        if kind is None:
            with connection.cursor() as cursor:
                cursor.cursor.execute(sql.SQL("DROP TABLE {}").format(self.name))


def draw_ids(model: type[models.Model], count: int) -> list[int]:
    """Keys drawn in a block from the model's sequence, before the first row is sent."""
    key = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, key.column, count],
        )
        return [number for (number,) in cursor.fetchall()]
