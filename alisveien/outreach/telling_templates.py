"""What the journal says about an office's letter templates, and how each deed is taken back."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.journal.handed import Reader, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Telling, Told, changes_of
from alisveien.outreach.rules_letters import may_change_template

LABELS: Labels = {
    "name": gettext_lazy("Navn på malen"),
    "subject": gettext_lazy("Emne"),
    "body": gettext_lazy("Tekst"),
    "ended_on": gettext_lazy("Ute av bruk fra"),
}


def _told(words: Callable[[], str]) -> Telling:
    def telling(entry: Entry) -> Told:
        href = reverse("outreach:template", args=[entry.about_id])
        return Told(words(), changes_of(entry, LABELS), href)

    return telling


TELLINGS: dict[str, Telling] = {
    "outreach.template.kept": _told(lambda: _("Brevmal lagt til")),
    "outreach.template.changed": _told(lambda: _("Brevmal endret")),
    "outreach.template.ended": _told(lambda: _("Brevmal tatt ut av bruk")),
}
UNDOINGS: dict[str, Undoing] = {kind: Undoing(may=may_change_template, labels=LABELS) for kind in TELLINGS}
READERS: dict[str, Reader] = {"outreach.lettertemplate": may_change_template}
NAMED: dict[str, tuple[str, ...]] = {"outreach.lettertemplate": ("office",)}
