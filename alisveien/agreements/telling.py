"""What the journal says about cooperation agreements, and how each change is taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.agreements import rules
from alisveien.agreements.models import Agreement, Covers
from alisveien.agreements.rules import Stands
from alisveien.journal.handed import Reader, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of

_FIELD: dict[str, Any] = {field.name: field for field in Agreement._meta.concrete_fields}
_NAMES = ("covers", "about", "reference", "signed_on", "from_on", "until_on")
LABELS: Labels = {
    **{name: _FIELD[name].verbose_name for name in _NAMES},
    "document_id": _FIELD["document"].verbose_name,
}
SHOWS: Shows = {
    "covers": lambda value: covers_in_words(value or []),
    "document_id": lambda value: _("lagt ved") if value else _("tomt"),
}
STANDS: dict[str, Any] = {
    Stands.UNSIGNED: gettext_lazy("ikke signert"),
    Stands.COMING: gettext_lazy("kommer"),
    Stands.IN_FORCE: gettext_lazy("gjelder"),
    Stands.ENDS_SOON: gettext_lazy("slutter snart"),
    Stands.ENDED: gettext_lazy("avsluttet"),
}


def covers_in_words(covers: list[str]) -> str:
    """What an agreement is about, in the order of the choices."""
    return ", ".join(str(one.label) for one in Covers if one in covers)


def period_in_words(agreement: Agreement) -> str:
    """«fra 1. januar 2024 til og med 31. desember 2027»."""
    start = _("fra {day}").format(day=day_in_words(agreement.from_on))
    if agreement.until_on is None:
        return start
    return _("{start} til og med {end}").format(start=start, end=day_in_words(agreement.until_on))


def day_in_words(day: date) -> str:
    """«1. mars 2027»."""
    return date_format(day, "j. F Y")


def between(agreement: Agreement) -> str:
    """The two parties."""
    return _("{one} og {other}").format(one=agreement.municipality.name, other=agreement.other.name)


def _told(words: Callable[[], str]) -> Telling:
    """A telling: the deed, the parties, what changed, and the way to the record."""

    def telling(entry: Entry) -> Told:
        agreement = entry.thing or Agreement.objects.filter(pk=entry.about_id).first()
        changes = changes_of(entry, LABELS, SHOWS)
        if not isinstance(agreement, Agreement):
            return Told(words(), changes)
        href = reverse("agreements:agreement", args=[agreement.pk])
        return Told(f"{words()}, {between(agreement)}", changes, href)

    return telling


CHANGES: dict[str, Telling] = {
    "agreements.agreement.changed": _told(lambda: _("Samarbeidsavtale endret")),
    "agreements.agreement.ended": _told(lambda: _("Samarbeidsavtale avsluttet")),
}
TELLINGS: dict[str, Telling] = {
    **CHANGES,
    "agreements.agreement.made": _told(lambda: _("Samarbeidsavtale skrevet ned")),
}
UNDOINGS: dict[str, Undoing] = {kind: Undoing(may=rules.may_change, labels=LABELS) for kind in CHANGES}
READERS: dict[str, Reader] = {"agreements.agreement": rules.may_see}
NAMED: dict[str, tuple[str, ...]] = {"agreements.agreement": ("municipality", "other")}
