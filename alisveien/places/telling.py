"""What the journal says about deeds on the register of places."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.journal.handed import Reader
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Telling, Told
from alisveien.places.models import RegisterChange
from alisveien.places.rules import may_read_change

NAMING_LABELS: Labels = {"name": gettext_lazy("Navn"), "code": gettext_lazy("Nummer eller kode")}


def _title(entry: Entry) -> str:
    change = entry.thing or RegisterChange.objects.filter(pk=entry.about_id).first()
    return change.title if isinstance(change, RegisterChange) else _("en endring")


def _changed(entry: Entry) -> Told:
    return Told(_title(entry), href=reverse("places:change", args=[entry.about_id]))


def _undone(entry: Entry) -> Told:
    words = _("Angret: {title}").format(title=_title(entry))
    return Told(words, href=reverse("places:change", args=[entry.about_id]))


TELLINGS: dict[str, Telling] = {"places.register.changed": _changed, "places.register.undone": _undone}
READERS: dict[str, Reader] = {"places.registerchange": may_read_change}
