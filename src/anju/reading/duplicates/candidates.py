"""Pairs of a territory worth comparing, found by the database as a set."""

from collections.abc import Iterator

from django.db import connection

__all__ = ["candidates"]

# A slip of one digit in the birthday changes the year, the month or the day alone. Everything
# else is on the same day, and either sounds the same or has the same surname (a misread given
# name beside a number with a slip) or the same telephone.
WORTH_COMPARING = """
SELECT greatest(a.person_id, b.person_id), least(a.person_id, b.person_id)
  FROM people_residentsearch a
  JOIN people_residentsearch b ON b.pinyin = a.pinyin AND b.person_id < a.person_id
 WHERE (extract(year FROM a.born_on) = extract(year FROM b.born_on))::int
     + (extract(month FROM a.born_on) = extract(month FROM b.born_on))::int
     + (extract(day FROM a.born_on) = extract(day FROM b.born_on))::int >= 2
UNION
SELECT greatest(a.person_id, b.person_id), least(a.person_id, b.person_id)
  FROM people_residentsearch a
  JOIN people_residentsearch b ON b.born_on = a.born_on AND b.person_id < a.person_id
   AND left(b.name, 1) = left(a.name, 1)
UNION
SELECT greatest(a.person_id, b.person_id), least(a.person_id, b.person_id)
  FROM people_contact c
  JOIN people_contact d ON d.blind_index = c.blind_index AND d.person_id < c.person_id
  JOIN people_residentsearch a ON a.person_id = c.person_id
  JOIN people_residentsearch b ON b.person_id = d.person_id AND b.born_on = a.born_on
 WHERE upper_inf(c.recorded) AND upper_inf(d.recorded)
"""


def candidates() -> Iterator[tuple[int, int]]:
    """The pairs of the present territory, the later record first."""
    with connection.cursor() as cursor:
        cursor.execute(WORTH_COMPARING)
        yield from cursor.fetchall()
