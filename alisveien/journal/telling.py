"""The journal's own deed in words: a change taken back is told as the change was."""

from django.utils.translation import gettext as _

from alisveien.journal.handed import handed
from alisveien.journal.models import Entry
from alisveien.journal.words import Telling, Told, turned


def tell(entry: Entry) -> Told:
    """An entry in words, by the telling of its kind."""
    return handed.tellings[entry.kind](entry)


def _undone(entry: Entry) -> Told:
    if entry.undoes is None:
        return Told(_("Endring angret"))
    was = tell(entry.undoes)
    return Told(_("Angret: {what}").format(what=was.text), turned(was.changes), was.href)


def _scrubbed(entry: Entry) -> Told:
    return Told(_("Personopplysninger som ikke trengs lenger, er slettet"), href="/personvern/")


TELLINGS: dict[str, Telling] = {"journal.undone": _undone, "journal.scrubbed": _scrubbed}
