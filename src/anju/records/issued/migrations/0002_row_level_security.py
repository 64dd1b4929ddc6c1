"""The second wall: a row is there only for who may work in its area.

The bounds are settings of the transaction, made by ``anju.access.scope``. While they are unset the
comparison is null and no row is there. FORCE binds the tables' owner as well.
"""

from django.db import migrations

TABLES = (
    "issued_paper",
)

ENABLE = """
ALTER TABLE {0} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {0} FORCE ROW LEVEL SECURITY;
CREATE POLICY area_in_scope ON {0}
    USING (area >= current_setting('anju.area_from', true)
       AND area < current_setting('anju.area_to', true))
    WITH CHECK (area >= current_setting('anju.area_from', true)
       AND area < current_setting('anju.area_to', true));
"""
DISABLE = """
DROP POLICY area_in_scope ON {0};
ALTER TABLE {0} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {0} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("issued", "0001_papers_and_numbers")]

    operations = [
        migrations.RunSQL(ENABLE.format(table), DISABLE.format(table)) for table in TABLES
    ]
