"""What the journal says about kept views, and which of it can be taken back."""

from collections.abc import Callable
from urllib.parse import parse_qs

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.journal.handed import Reader, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of
from alisveien.workbench.models import SavedView
from alisveien.workbench.rules import may_change_view

LABELS: Labels = {
    "shared_with": gettext_lazy("Kan åpnes av"),
    "is_default": gettext_lazy("Åpnes først"),
}
SHOWS: Shows = {"shared_with": lambda value: str(dict(SavedView.SharedWith.choices).get(value, value))}


def _told(words: Callable[[], str], *, gone: bool = False) -> Telling:
    """A telling of a deed on a view. A view that is removed has no page."""

    def telling(entry: Entry) -> Told:
        changes = changes_of(entry, LABELS, SHOWS) if entry.before and entry.after else ()
        return Told(words(), changes, "/visninger/" if gone else f"/visninger/{entry.about_id}/")

    return telling


def _against_undoing(view: SavedView) -> list[str]:
    """A view that now holds a search stays as it is: it may have been shared before."""
    if parse_qs(view.query).get("q"):
        return [_("Visningen har fått en søketekst siden. Den kan være et navn.")]
    return []


TELLINGS: dict[str, Telling] = {
    "workbench.view.kept": _told(lambda: _("Visning lagret")),
    "workbench.view.changed": _told(lambda: _("Visning endret")),
    "workbench.view.updated": _told(lambda: _("Nye filtre eller kolonner lagret i visningen")),
    "workbench.view.removed": _told(lambda: _("Visning slettet"), gone=True),
}
UNDOINGS: dict[str, Undoing] = {
    "workbench.view.changed": Undoing(may=may_change_view, labels=LABELS, against=_against_undoing)
}
READERS: dict[str, Reader] = {"workbench.savedview": may_change_view}
