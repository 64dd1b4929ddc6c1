"""A second hand on the database: as its owner, or as the application once more."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def connected_as(role: str) -> Iterator[psycopg.Connection]:
    """A connection of its own to the database of the test, outside Django."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"],
        user=role,
        dbname=settings["NAME"],
        passfile=settings["OPTIONS"]["passfile"],
        autocommit=True,
    ) as made:
        yield made
