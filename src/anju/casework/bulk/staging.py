"""Rows written as a set: sent by COPY into a temporary table, then inserted in one statement.

COPY cannot write into a table under row-level security, and the policy is wanted: what is staged
passes it when it is inserted, row by row, as from any other statement.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from operator import itemgetter
from typing import Any

from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField
from django.db import connection, models
from psycopg import Connection, sql
from psycopg.copy import Copy, FileWriter
from psycopg.types.range import Range

__all__ = ["Dispatch", "Stack", "dispatching", "draw_ids", "staged_rows"]

STAGED = "staged_rows"
Row = tuple[Any, ...]


@dataclass(slots=True)
class Stack:
    """Rows of one model waiting to be written; a field not given has the model's default."""

    model: type[models.Model]
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, **values: Any) -> None:
        """Put one row on the stack, its values by attribute (`person_id`, not `person`)."""
        self.rows.append(values)

    def write(self) -> int:
        """Insert all rows of the stack in the order of their first column; how many there were."""
        raw = raw_connection()
        with connection.wrap_database_errors:
            return self.packed(raw).insert(raw)

    def packed(self, raw: "Connection[Row]") -> "Packed":
        """The rows as COPY takes them, the stack empty again."""
        if not self.rows:
            return Packed(self.model, (), b"", 0)
        columns = [column for column in self.model._meta.concrete_fields if self.is_written(column)]
        count, file = len(self.rows), BytesIO()
        with raw.cursor() as cursor, Copy(cursor, writer=FileWriter(file)) as copy:
            for row in self.values(columns):
                copy.write_row(row)
        self.rows.clear()
        return Packed(self.model, tuple(c.column for c in columns), file.getvalue(), count)

    def is_written(self, column: "models.Field[Any, Any]") -> bool:
        """Whether the column comes from here rather than from its sequence."""
        return not isinstance(column, models.AutoField) or column.attname in self.rows[0]

    def values(self, columns: Sequence["models.Field[Any, Any]"]) -> Iterator[Row]:
        """The rows in the order of the columns, defaults filled in."""
        defaults = {column.attname: column.get_default() for column in columns}
        in_order = itemgetter(*defaults)
        written = [
            (place, write)
            for place, column in enumerate(columns)
            if (write := WRITTEN.get(type(column))) is not None
        ]
        for row in self.rows:
            values = list(in_order(defaults | row))
            for place, write in written:
                if values[place] is not None:
                    values[place] = write(values[place])
            yield tuple(values)


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows of one model ready to be sent, by whichever thread."""

    model: type[models.Model]
    columns: tuple[str, ...]
    content: bytes
    count: int

    def insert(self, raw: "Connection[Row]") -> int:
        """Insert them in the order of their first column; how many there were."""
        if not self.count:
            return 0
        statement = sql.SQL("INSERT INTO {table} ({columns}) SELECT {columns} FROM {source}")
        with filled(raw, self.model, self.columns, self.content) as source:
            raw.execute(
                statement.format(
                    table=sql.Identifier(self.model._meta.db_table),
                    columns=sql.SQL(", ").join(map(sql.Identifier, self.columns)),
                    source=sql.Identifier(source),
                )
            )
        return self.count


@dataclass(slots=True)
class Dispatch:
    """Stacks on their way, one after the other, in a thread of their own.

    While the database checks and stores one set of rows the next is being made. Until `deliver`
    the connection belongs to this thread: nobody else asks it anything.
    """

    raw: "Connection[Row]"
    thread: ThreadPoolExecutor
    under_way: list["Future[int]"] = field(default_factory=list)

    def send(self, stack: Stack) -> None:
        """Let the rows of a stack go; it is empty afterwards."""
        self.under_way.append(self.thread.submit(stack.packed(self.raw).insert, self.raw))

    def deliver(self) -> None:
        """Wait until everything is there; what the database refused is raised here."""
        with connection.wrap_database_errors:
            for sent in self.under_way:
                sent.result()
        self.under_way.clear()


@contextmanager
def dispatching() -> Iterator[Dispatch]:
    """A dispatch within the present transaction; everything is delivered when it ends."""
    with ThreadPoolExecutor(1, thread_name_prefix="rows") as thread:
        dispatch = Dispatch(raw_connection(), thread)
        try:
            yield dispatch
            dispatch.deliver()
        finally:
            thread.shutdown(cancel_futures=True)


def raw_connection() -> "Connection[Row]":
    """The driver's connection below the one that is open."""
    connection.ensure_connection()
    raw: Connection[Row] = connection.connection
    return raw


@lru_cache(maxsize=16_384)
def range_text(span: Range[Any]) -> str:
    """A range as PostgreSQL reads it; the same few days and moments stand in most rows."""
    if span.isempty:
        return "empty"
    lower, upper = ("" if end is None else f'"{end}"' for end in (span.lower, span.upper))
    return f"{span.bounds[0]}{lower},{upper}{span.bounds[1]}"


def array_text(items: Sequence[object]) -> str:
    """A list of words or numbers as PostgreSQL reads an array."""
    quoted = (str(item).replace("\\", r"\\").replace('"', r"\"") for item in items)
    return "{" + ",".join(f'"{item}"' for item in quoted) + "}"


#: How the values of a kind of column are written; the others write themselves.
WRITTEN: dict[type, Callable[[Any], str]] = {
    models.JSONField: json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode,
    ArrayField: array_text,
    DateRangeField: range_text,
    DateTimeRangeField: range_text,
}


@contextmanager
def staged_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]
) -> Iterator[str]:
    """The rows in a temporary table whose size the planner knows, to be joined; gives its name."""
    raw, file = raw_connection(), BytesIO()
    with raw.cursor() as cursor, Copy(cursor, writer=FileWriter(file)) as copy:
        for row in rows:
            copy.write_row(row)
    with filled(raw, model, columns, file.getvalue()) as source:
        raw.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(source)))
        yield source


@contextmanager
def filled(
    raw: "Connection[Row]", model: type[models.Model], columns: Sequence[str], content: bytes
) -> Iterator[str]:
    """A temporary table with some columns of a model's, filled by COPY; gives its name."""
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    target = sql.Identifier(STAGED)
    create = "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA"
    raw.execute(sql.SQL(create).format(target, listed, sql.Identifier(model._meta.db_table)))
    with (
        raw.cursor() as cursor,
        cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(target, listed)) as copy,
    ):
        copy.write(content)
    yield STAGED
    raw.execute(sql.SQL("DROP TABLE {}").format(target))


def draw_ids(model: type[models.Model], count: int) -> list[int]:
    """Keys drawn in a block from the model's sequence, before the first row is sent."""
    key = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, key.column, count],
        )
        return [number for (number,) in cursor.fetchall()]
