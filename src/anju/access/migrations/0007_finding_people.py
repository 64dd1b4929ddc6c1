"""How people are found by text: sounds, days of birth, and those who live here first.

``find_people_by_text`` takes the place of ``find_people``. It looks at no more than a thousand
rows of what fits, in the territory alone, and puts those with a current residence first: a list
too long to be read is cut before it costs anything. Why a function: see ``0002_finders``.
"""

from importlib import import_module

from django.db import migrations

finders = import_module("anju.access.migrations.0002_finders")

OLD = "find_people(text, text, text, bigint, integer)"

FIND_PEOPLE_BY_TEXT = """
CREATE FUNCTION find_people_by_text(
    by text, words text, born_from date, born_to date, most integer
)
RETURNS TABLE (
    person_id bigint, name varchar, pinyin varchar, born_on date, area varchar, is_resident boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    matches text;
BEGIN
    matches := CASE by
        WHEN 'name' THEN 'name >= $1 AND name < $1 || chr(1114111)'
        WHEN 'sound' THEN 'pinyin = $1'
        WHEN 'pinyin' THEN 'pinyin >= $1 AND pinyin < $1 || chr(1114111)'
        WHEN 'initials' THEN 'initials >= $1 AND initials < $1 || chr(1114111)'
        WHEN 'grams' THEN $m$ grams @> string_to_array($1, ' ')::varchar[] $m$
        WHEN 'born' THEN $m$ $1 = 'born' AND $2 IS NOT NULL $m$
    END;
    IF matches IS NULL OR words = '' THEN
        RAISE EXCEPTION 'find_people_by_text searches by name, sound, pinyin, initials, grams'
            ' or born, for some text';
    END IF;
    IF born_from IS NOT NULL THEN
        matches := matches || ' AND born_on >= $2 AND born_on < $3';
    END IF;
    RETURN QUERY EXECUTE
        $q$ WITH met AS MATERIALIZED (
                SELECT person_id, name, pinyin, born_on, area FROM people_residentsearch
                 WHERE IN_SCOPE AND $q$ || matches || $q$
                 LIMIT 1000
            )
            SELECT met.*, r.person_id IS NOT NULL
              FROM met LEFT JOIN registrations_currentresidence r USING (person_id)
             ORDER BY r.person_id IS NULL, met.pinyin, met.person_id
             LIMIT $4 $q$
        USING words, born_from, born_to, least(most, 1000);
END
$$
"""

SIGNATURE = "find_people_by_text(text, text, date, date, integer)"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_duplicates"),
        ("people", "0005_found_by_birth"),
        ("registrations", "0002_row_level_security"),
    ]

    operations = [
        migrations.RunSQL(
            [
                FIND_PEOPLE_BY_TEXT.replace("IN_SCOPE", finders.IN_SCOPE),
                finders.OPEN_TO_APPLICATION.format(SIGNATURE),
            ],
            f"DROP FUNCTION {SIGNATURE}",
        ),
        migrations.RunSQL(
            f"DROP FUNCTION {OLD}",
            [
                finders.FIND_PEOPLE.replace("IN_SCOPE", finders.IN_SCOPE),
                finders.OPEN_TO_APPLICATION.format(OLD),
            ],
        ),
    ]
