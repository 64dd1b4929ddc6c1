"""What the application's database role may do with each table, and nothing else.

Web and worker sign in as ``anju_app``, which the provisioning of the server makes. It owns nothing
and cannot go round row-level security. Where it is missing, nothing is granted to nobody.

The list names each table, rather than a loop over all of them: a table added later is out of
reach until a migration names it.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper

READ = "SELECT"
KEEP = "SELECT, INSERT"  # a row once written stays as it is
HISTORY = "SELECT, INSERT, UPDATE (recorded, superseded_by_act_id, area)"
MOVED_WITH_PERSON = "SELECT, INSERT, UPDATE (area)"
CHANGE = "SELECT, INSERT, UPDATE"
DERIVED = "SELECT, INSERT, UPDATE, DELETE"  # can be made again from other rows

GRANTS = {
    # The journal. Unsealed entries are a work list; remembered requests expire after seven days.
    "journal_journalentry": KEEP,
    "journal_viewentry": KEEP,
    "journal_journalblock": KEEP,
    "journal_unsealedentry": "SELECT, INSERT, DELETE",
    "journal_rememberedrequest": "SELECT, INSERT, DELETE",
    "places_standardaddress": CHANGE,
    "places_dwelling": CHANGE,
    "agencies_agency": CHANGE,
    "agencies_entrustment": CHANGE,
    "agencies_staff": CHANGE,
    "agencies_posting": CHANGE,
    "agencies_signinfailures": CHANGE,
    # Persons. A number corrected as mistyped frees its key for the one it belongs to.
    "people_person": "SELECT, INSERT, UPDATE (area, merged_into_id)",
    "people_personfacts": HISTORY,
    "people_identitydocument": HISTORY,
    "people_identitykey": "SELECT, INSERT, UPDATE (area, person_id), DELETE",
    "people_contact": HISTORY,
    "people_relation": HISTORY,
    "people_personmerge": "SELECT, INSERT, UPDATE (area, undone_at, undone_by_act_id)",
    "people_residentsearch": DERIVED,
    "registrations_household": CHANGE,
    "registrations_residenceregistration": CHANGE,
    "registrations_registrationfacts": HISTORY,
    "registrations_currentresidence": DERIVED,
    "registrations_recognisedstart": HISTORY,
    "registrations_stayconfirmation": MOVED_WITH_PERSON,
    "registrations_departureproposal": CHANGE,
    "permits_residencepermit": "SELECT, INSERT, UPDATE (area, person_id, ended_on)",
    "permits_permitfacts": HISTORY,
    "permits_card": CHANGE,
    "permits_endorsement": "SELECT, INSERT, UPDATE (area, written_to_card_at)",
    "cases_case": CHANGE,
    "cases_casestep": MOVED_WITH_PERSON,
    "cases_evidence": CHANGE,
    "cases_deficiencynotice": MOVED_WITH_PERSON,
    "cases_decision": MOVED_WITH_PERSON,
    "cases_correction": "SELECT, INSERT, UPDATE (area, state, decided_by, decided_at, act_id)",
    "issued_paper": "SELECT, INSERT, UPDATE (area, printed, voided_at, voided_reason)",
    "issued_numberledger": CHANGE,
    # Django's and its libraries' own.
    "django_migrations": READ,
    "django_content_type": READ,
    "django_session": DERIVED,
    "otp_totp_totpdevice": DERIVED,
    "otp_static_staticdevice": DERIVED,
    "otp_static_statictoken": DERIVED,
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the application's role what the list says."""
    with schema_editor.connection.cursor() as cursor:
        if not role_exists(cursor):
            return
        forget_defaults(cursor)
        cursor.execute("GRANT USAGE ON SCHEMA public TO anju_app")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO anju_app")
        for table, privileges in GRANTS.items():
            cursor.execute(f"REVOKE ALL ON {table} FROM anju_app")
            cursor.execute(f"GRANT {privileges} ON {table} TO anju_app")
        for table in queue_tables(cursor):
            cursor.execute(f"GRANT {DERIVED} ON {table} TO anju_app")


def take_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back: the role may do nothing again."""
    with schema_editor.connection.cursor() as cursor:
        if role_exists(cursor):
            cursor.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM anju_app")
            cursor.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM anju_app")


def role_exists(cursor: CursorWrapper) -> bool:
    """Whether the server knows the application's role."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'anju_app'")
    return cursor.fetchone() is not None


def forget_defaults(cursor: CursorWrapper) -> None:
    """Let no table to come be open to the application by itself."""
    cursor.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anju_app")


def queue_tables(cursor: CursorWrapper) -> list[str]:
    """The tables of the job queue, which belong to its library and change with it."""
    cursor.execute(
        "SELECT tablename FROM pg_tables"
        " WHERE schemaname = 'public' AND tablename LIKE 'procrastinate\\_%'"
    )
    return [name for (name,) in cursor.fetchall()]


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_row_level_security"),
        ("places", "0002_row_level_security"),
        ("agencies", "0001_agencies_and_staff"),
        ("people", "0002_row_level_security"),
        ("registrations", "0002_row_level_security"),
        ("permits", "0002_row_level_security"),
        ("cases", "0002_row_level_security"),
        ("issued", "0002_row_level_security"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sessions", "0001_initial"),
        ("otp_totp", "0003_add_timestamps"),
        ("otp_static", "0003_add_timestamps"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunPython(grant, take_back),
    ]
