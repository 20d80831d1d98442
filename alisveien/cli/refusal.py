"""Why a command could not be done, in words for the one who gave it."""

from gettext import gettext as _

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import DatabaseError, InterfaceError

from alisveien.base.postgres.programs import ServerFailed


class CannotBeDone(Exception):
    """The command cannot be done; the text is for the person, and says what to do."""


def refusal_for(error: Exception) -> str:
    """The sentence a person gets for an error. Unknown errors name themselves and how to see more."""
    first = str(error).strip().split("\n")[0]
    if isinstance(error, (CannotBeDone, CommandError)):
        return str(error)
    if isinstance(error, ServerFailed):
        return _("Databasen som følger med, kunne ikke startes.\n{why}").format(why=error)
    if isinstance(error, (DatabaseError, InterfaceError)):
        return _("Databasen svarer ikke som den skal: {why}\nKjør «alisveien check».").format(why=first)
    if isinstance(error, (ImproperlyConfigured, ValueError)) and "DATABASE_URL" in str(error):
        return _("DATABASE_URL må se ut som postgresql://bruker:passord@vert:5432/navn")
    if isinstance(error, (FileNotFoundError, PermissionError)):
        words = _("Fant ikke {path}.") if isinstance(error, FileNotFoundError) else _("Får ikke bruke {path}.")
        return words.format(path=error.filename)
    return _("Noe uventet skjedde: {kind}: {why}\nSett ALISVEIEN_TRACEBACK=1 for å se hele forløpet.").format(
        kind=type(error).__name__, why=first
    )
