"""What the application's role may do with pairs and notices, and two looks beyond the territory.

``similar_people`` answers who in the actor's county has a name of this sound and this day of
birth; what is asked is what is told, beside where the record is kept. ``sides_of_pair`` tells
where the two living records of a pair stand, to whom the pair itself is open.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

privileges = import_module("anju.access.migrations.0001_privileges")
finders = import_module("anju.access.migrations.0002_finders")

GRANTS = {
    "people_duplicatepair": privileges.CHANGE,
    "people_mergenotice": privileges.CHANGE,
}

# Station by station, so that each look goes by the index of area and pinyin.
SIMILAR_PEOPLE = """
CREATE FUNCTION similar_people(sound text, day_of_birth date, phone_digest uuid, most integer)
RETURNS TABLE (person_id bigint, ref varchar, area varchar, name varchar, pinyin varchar,
               sex varchar, hukou_division varchar, has_phone boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.person_id, p.ref, s.area, s.name, s.pinyin, f.sex, f.hukou_division,
           phone_digest IS NOT NULL AND EXISTS (
               SELECT FROM people_contact c
                WHERE c.person_id = s.person_id AND c.blind_index = phone_digest
                  AND upper_inf(c.recorded) AND upper_inf(c.valid))
      FROM agencies_agency a
      JOIN people_residentsearch s ON s.area = a.code AND s.pinyin = sound
      JOIN people_person p ON p.id = s.person_id
      JOIN people_personfacts f ON f.person_id = s.person_id
           AND upper_inf(f.recorded) AND upper_inf(f.valid)
     WHERE s.born_on = day_of_birth
       AND a.code LIKE left(current_setting('anju.area_from', true), 6) || '%'
     ORDER BY s.person_id LIMIT least(most, 50)
$$
"""

SIDES_OF_PAIR = """
CREATE FUNCTION sides_of_pair(pair bigint)
RETURNS TABLE (recorded_id bigint, person_id bigint, ref varchar, area varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT own.id, living.id, living.ref, living.area
      FROM people_duplicatepair d
      JOIN people_person own ON own.id IN (d.person_id, d.other_id)
      JOIN people_person living ON living.id = coalesce(own.merged_into_id, own.id)
     WHERE d.id = pair
       AND d.area >= current_setting('anju.area_from', true)
       AND d.area < current_setting('anju.area_to', true)
     ORDER BY own.id DESC
$$
"""

FINDERS = {
    "similar_people(text, date, uuid, integer)": SIMILAR_PEOPLE,
    "sides_of_pair(bigint)": SIDES_OF_PAIR,
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the application's role what the list says."""
    with schema_editor.connection.cursor() as cursor:
        if not privileges.role_exists(cursor):
            return
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO anju_app")
        for table, allowed in GRANTS.items():
            cursor.execute(f"REVOKE ALL ON {table} FROM anju_app")
            cursor.execute(f"GRANT {allowed} ON {table} TO anju_app")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_second_notices"),
        ("people", "0004_duplicates_row_level_security"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        *(
            migrations.RunSQL(
                [text, finders.OPEN_TO_APPLICATION.format(signature)], f"DROP FUNCTION {signature}"
            )
            for signature, text in FINDERS.items()
        ),
    ]
