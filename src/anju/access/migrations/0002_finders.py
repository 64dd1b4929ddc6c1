"""The few functions that look where row-level security does not let an index help, or beyond it.

They run as the tables' owner (SECURITY DEFINER) and are the only way to search text, because
LIKE and array containment are not leakproof and lose their index under a policy, which is 150
to 3,000 times slower. Each carries the area predicate itself, so it finds what the policy would
have let through and nothing else. The one exception is ``find_people_by_numbers``: it answers a
digest that only a holder of the key can make, looks beyond the area so that one human being is
not registered twice, and tells only who is responsible.
"""

from django.db import migrations

IN_SCOPE = """area >= current_setting('anju.area_from', true)
          AND area < current_setting('anju.area_to', true)"""

FIND_PEOPLE_BY_NUMBERS = """
CREATE FUNCTION find_people_by_numbers(digests uuid[])
RETURNS TABLE (blind_index uuid, person_id bigint, ref varchar, area varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT k.blind_index, living.id, living.ref, living.area
      FROM people_identitykey k
      JOIN people_person p ON p.id = k.person_id
      JOIN people_person living ON living.id = coalesce(p.merged_into_id, p.id)
     WHERE k.blind_index = ANY (digests)
$$
"""

# Dynamic, so that each call is planned for its own text: a short prefix and a long one differ.
FIND_PEOPLE = """
CREATE FUNCTION find_people(by text, words text, after_pinyin text, after_id bigint, most integer)
RETURNS TABLE (person_id bigint, name varchar, pinyin varchar, born_on date, area varchar)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    matches text;
BEGIN
    matches := CASE by
        WHEN 'name' THEN 'name >= $1 AND name < $1 || chr(1114111)'
        WHEN 'pinyin' THEN 'pinyin >= $1 AND pinyin < $1 || chr(1114111)'
        WHEN 'initials' THEN 'initials >= $1 AND initials < $1 || chr(1114111)'
        WHEN 'grams' THEN $m$ grams @> string_to_array($1, ' ')::varchar[] $m$
    END;
    IF matches IS NULL OR words = '' THEN
        RAISE EXCEPTION 'find_people searches by name, pinyin, initials or grams, for some text';
    END IF;
    RETURN QUERY EXECUTE
        $q$ SELECT person_id, name, pinyin, born_on, area FROM people_residentsearch
          WHERE IN_SCOPE
            AND $q$ || matches || $q$ AND (pinyin, person_id) > ($2, $3)
          ORDER BY pinyin, person_id LIMIT $4 $q$
        USING words, after_pinyin, after_id, least(most, 200);
END
$$
"""

FIND_ADDRESSES = """
CREATE FUNCTION find_addresses(by text, words text, after_text text, after_id bigint, most integer)
RETURNS TABLE (id bigint, text varchar, area varchar, township varchar, state varchar)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    matches text;
BEGIN
    matches := CASE by
        WHEN 'initials' THEN 'initials >= $1 AND initials < $1 || chr(1114111)'
        WHEN 'grams' THEN $m$ grams @> string_to_array($1, ' ')::varchar[] $m$
    END;
    IF matches IS NULL OR words = '' THEN
        RAISE EXCEPTION 'find_addresses searches by initials or grams, for some text';
    END IF;
    RETURN QUERY EXECUTE
        $q$ SELECT id, text, area, township, state FROM places_standardaddress
          WHERE IN_SCOPE
            AND state <> 'retired' AND $q$ || matches || $q$ AND (text, id) > ($2, $3)
          ORDER BY text, id LIMIT $4 $q$
        USING words, after_text, after_id, least(most, 200);
END
$$
"""

# A person who moved keeps the history: who may see the person now may see what was done before.
JOURNAL_OF_PERSON = """
CREATE FUNCTION journal_of_person(person bigint)
RETURNS SETOF journal_journalentry
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.* FROM journal_journalentry e
     WHERE e.person_id = person
       AND EXISTS (SELECT FROM people_person WHERE id = person AND IN_SCOPE)
     ORDER BY e.at, e.id
$$
"""
VIEWS_OF_PERSON = JOURNAL_OF_PERSON.replace("journal_of_person", "views_of_person").replace(
    "journal_journalentry", "journal_viewentry"
)

FINDERS = {
    "find_people_by_numbers(uuid[])": FIND_PEOPLE_BY_NUMBERS,
    "find_people(text, text, text, bigint, integer)": FIND_PEOPLE,
    "find_addresses(text, text, text, bigint, integer)": FIND_ADDRESSES,
    "journal_of_person(bigint)": JOURNAL_OF_PERSON,
    "views_of_person(bigint)": VIEWS_OF_PERSON,
}

OPEN_TO_APPLICATION = """
REVOKE ALL ON FUNCTION {0} FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'anju_app') THEN
        GRANT EXECUTE ON FUNCTION {0} TO anju_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_privileges")]

    operations = [
        migrations.RunSQL(
            [text.replace("IN_SCOPE", IN_SCOPE), OPEN_TO_APPLICATION.format(signature)],
            f"DROP FUNCTION {signature}",
        )
        for signature, text in FINDERS.items()
    ]
