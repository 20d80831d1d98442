"""``alisveien check``: is everything in place, and if not, what is to be done."""

import argparse
import os
from collections.abc import Callable, Iterator
from gettext import gettext as _

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from alisveien.cli.ground import ground

Outcome = tuple[str, str]
LATE_JOBS = """
    SELECT EXISTS (
        SELECT 1 FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
        WHERE j.status = 'todo' AND GREATEST(e.at, j.scheduled_at) < now() - interval '10 minutes'
    )
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked for."""


def run(args: argparse.Namespace) -> int:
    """Say of each thing whether it is in place. Returns 1 when something is not."""
    with ground():
        wrong = [name for name, remedy in outcomes() if remedy]
    print()
    if wrong:
        print(_("Dette må rettes før alt er på plass: {count}.").format(count=len(wrong)))
        return 1
    print(_("Alt er på plass."))
    return 0


def outcomes() -> Iterator[Outcome]:
    """Each thing looked at, printed as it is found, with what to do about it (empty: nothing).

    The later questions are asked of the database, so they are left out when it does not answer.
    """
    answered = said(_("Databasen svarer"), database_remedy)
    yield answered
    if answered[1]:
        return
    yield said(_("PostgreSQL er versjon 15 eller nyere"), version_remedy)
    yield said(_("Databasen kjenner norske bokstaver"), letters_remedy)
    yield said(_("Rollen i databasen er ikke superbruker"), superuser_remedy)
    yield said(_("Databasen er klar for denne versjonen"), migrations_remedy)
    yield said(_("Registeret er lest inn"), register_remedy)
    yield said(_("Feilsøking er slått av"), debug_remedy)
    yield said(_("Den hemmelige nøkkelen er satt"), key_remedy)
    yield said(_("E-post kan sendes"), mail_remedy)
    yield said(_("Jobber som venter, blir gjort"), jobs_remedy)


def said(name: str, remedy_of: Callable[[], str]) -> Outcome:
    """Print one line, and what to do when it is not in place."""
    remedy = remedy_of()
    print(f"  {_('ok   ') if not remedy else _('FEIL ')} {name}" + (f"\n        {remedy}" if remedy else ""))
    return name, remedy


def asked(question: str) -> object:
    """The one value a question to the database gives."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row[0] if row else None


def database_remedy() -> str:
    """Empty when the database answers."""
    try:
        asked("SELECT 1")
    except DatabaseError as error:
        return _("Se etter at DATABASE_URL er riktig og at tjeneren går: {why}").format(
            why=str(error).strip().split("\n")[0]
        )
    return ""


def version_remedy() -> str:
    """Empty when the server is new enough."""
    found = connection.pg_version  # type: ignore[attr-defined]
    return "" if found >= 150000 else _("Bruk PostgreSQL 15 eller nyere.")


def letters_remedy() -> str:
    """Empty when the database knows that Å and å are one letter; search for names rests on it."""
    if asked("SELECT lower('Å') = 'å'"):
        return ""
    return _("Lag databasen på nytt med tegnsettet UTF-8 og et språk som kjenner æ, ø og å (for eksempel C.UTF-8).")


def superuser_remedy() -> str:
    """Empty when our role cannot do everything."""
    if not asked("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        return ""
    return _("Lag en egen rolle uten superbruker, la den eie databasen, og bruk den i DATABASE_URL.")


def migrations_remedy() -> str:
    """Empty when no migration is missing."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _("Kjør «alisveien migrate».") if plan else ""


def register_remedy() -> str:
    """Empty when the places have been loaded."""
    tables = connection.introspection.table_names()
    if "places_place" in tables and asked("SELECT EXISTS (SELECT 1 FROM places_place)"):
        return ""
    return _("Kjør «alisveien load-register».")


def debug_remedy() -> str:
    """Empty when no page shows the inside of the program."""
    return _("Sett DEBUG til False i innstillingene.") if settings.DEBUG else ""


def key_remedy() -> str:
    """Empty when the key is one's own, or when only this machine is served."""
    if not os.environ.get("DATABASE_URL", "").strip() or os.environ.get("SECRET_KEY"):
        return ""
    return _("Sett SECRET_KEY til en lang, tilfeldig tekst som ingen andre kjenner.")


def mail_remedy() -> str:
    """Empty when there is a mail server, or when only this machine is served and letters are merely kept."""
    if settings.MAIL is not None or not os.environ.get("DATABASE_URL", "").strip():
        return ""
    return _("Sett ALISVEIEN_MAIL til e-posttjeneren: smtps://bruker:passord@vert/?from=navn@example.no")


def jobs_remedy() -> str:
    """Empty when no job that may be done by now has waited for ten minutes."""
    if "procrastinate_jobs" not in connection.introspection.table_names() or not asked(LATE_JOBS):
        return ""
    return _("Ingen gjør jobbene. Kjør «alisveien worker», eller «alisveien serve» som starter en.")
