"""The sealed side: protected files have an area of their own, the ground under them has not.

Rows that tell of nobody (homes, households, blank cards and their batches) are bound by settings
of their own, so that whoever works on protected files still sees them. A number is looked up on
the caller's side alone, and so are the sides of a pair. ``withheld_numbers`` tells the acts of
registering that somebody of the other side stands behind one of these numbers, and nothing more.
``area_of_document`` tells where a permit or slip is kept: it is verified in any county.
"""

from importlib import import_module

from django.db import migrations

finders = import_module("anju.access.migrations.0002_finders")
before = import_module("anju.access.migrations.0012_number_finder_keeps_its_plan")
duplicates = import_module("anju.access.migrations.0006_duplicates")

GROUND = (
    "places_standardaddress",
    "places_dwelling",
    "registrations_household",
    "permits_blankdelivery",
    "permits_productionbatch",
    "permits_blankcard",
    "permits_handoverlist",
)

POLICY = """
DROP POLICY area_in_scope ON {table};
CREATE POLICY area_in_scope ON {table}
    USING (area >= current_setting('anju.{kind}_from', true)
       AND area < current_setting('anju.{kind}_to', true))
    WITH CHECK (area >= current_setting('anju.{kind}_from', true)
       AND area < current_setting('anju.{kind}_to', true));
"""

ON_GROUND = finders.IN_SCOPE.replace("anju.area_", "anju.ground_")
FIND_ADDRESSES = finders.FIND_ADDRESSES.replace("CREATE", "CREATE OR REPLACE", 1)

OWN_SIDE = "(living.area >= '9') = (coalesce(current_setting('anju.area_from', true), '') >= '9')"

FIND_PEOPLE_BY_NUMBERS = before.FIND_PEOPLE_BY_NUMBERS.replace(
    "WHERE k.blind_index = ANY (digests)",
    "WHERE k.blind_index = ANY (digests)\n       AND OWN_SIDE",
)

SIDES_OF_PAIR = duplicates.SIDES_OF_PAIR.replace("CREATE", "CREATE OR REPLACE", 1)

WITHHELD_NUMBERS = """
CREATE FUNCTION withheld_numbers(digests uuid[])
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM people_identitykey k JOIN people_person living ON living.id = k.person_id
         WHERE k.blind_index = ANY (digests) AND NOT (OWN_SIDE))
$$
"""

AREA_OF_DOCUMENT = """
CREATE FUNCTION area_of_document(document text)
RETURNS TABLE (kind text, area varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT 'permit', p.area FROM permits_residencepermit p WHERE p.number = document
    UNION ALL
    SELECT 'slip', i.area FROM issued_paper i
     WHERE i.number = document AND i.kind = 'slip'
$$
"""

NEW = {
    "withheld_numbers(uuid[])": WITHHELD_NUMBERS,
    "area_of_document(text)": AREA_OF_DOCUMENT,
}


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0013_ratings"),
        ("places", "0002_row_level_security"),
        ("registrations", "0002_row_level_security"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                POLICY.format(table=table, kind="ground"), POLICY.format(table=table, kind="area")
            )
            for table in GROUND
        ),
        migrations.RunSQL(
            FIND_ADDRESSES.replace("IN_SCOPE", ON_GROUND),
            FIND_ADDRESSES.replace("IN_SCOPE", finders.IN_SCOPE),
        ),
        migrations.RunSQL(
            SIDES_OF_PAIR.replace("WHERE d.id = pair", f"WHERE d.id = pair AND {OWN_SIDE}"),
            SIDES_OF_PAIR,
        ),
        migrations.RunSQL(
            FIND_PEOPLE_BY_NUMBERS.replace("OWN_SIDE", OWN_SIDE), before.FIND_PEOPLE_BY_NUMBERS
        ),
        *(
            migrations.RunSQL(
                [text.replace("OWN_SIDE", OWN_SIDE), finders.OPEN_TO_APPLICATION.format(signature)],
                f"DROP FUNCTION {signature}",
            )
            for signature, text in NEW.items()
        ),
    ]
