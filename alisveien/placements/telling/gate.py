"""A trust's conditions in words: what each asks, what a version changed, and what the journal says."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of
from alisveien.placements.models import GateRules, Level
from alisveien.placements.rules_gate import FIELDS

_FIELD: dict[str, Any] = {field.name: field for field in GateRules._meta.concrete_fields}
LABELS: Labels = {name: _FIELD[name].verbose_name for name in FIELDS}


def level_in_words(value: Any) -> str:
    """What a condition does: «det er et krav»."""
    return str(dict(Level.choices).get(value, value))


SHOWS: Shows = dict.fromkeys(("registration", "agreement", "scheme"), level_in_words)


def value_in_words(name: str, value: Any) -> str:
    """The value of a field of `FIELDS`, in words."""
    if name == "floor_days":
        return _("{days} dager").format(days=value)
    if name == "notice_months":
        return _("{months} måneder (varsel)").format(months=value)
    return level_in_words(value)


def _decided(entry: Entry) -> Told:
    found = entry.thing or GateRules.objects.select_related("trust").filter(pk=entry.about_id).first()
    changes = changes_of(entry, LABELS, SHOWS)
    if not isinstance(found, GateRules):
        return Told(_("Vilkår for å være med vedtatt"), changes)
    words = _("Vilkår for å være med vedtatt, versjon {number}").format(number=found.version)
    return Told(words, changes, reverse("placements:gate_rules", args=[found.trust.code]))


TELLINGS: dict[str, Telling] = {"placements.gate.decided": _decided}
NAMED: dict[str, tuple[str, ...]] = {"placements.gaterules": ("trust",)}
