"""«Hvem kan se dette?» as rows: who, in which role, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text
from alisveien.placements import queries_who as facts
from alisveien.placements.queries_who import Seer

WHY: dict[str, Text] = {
    facts.SELF: _("Det er legen selv."),
    facts.UNIT: _("Legen er ansatt her."),
    facts.REQUEST: _("Kommunen har bedt om hjelp. Oppdraget er kort og står i loggen."),
    facts.SUPERVISED: _("Veileder legen."),
    facts.TRUST: _("Legen er meldt inn til helseforetaket."),
    facts.PLACED: _("Legen har fått plass her."),
}
LOOKED: dict[str, Text] = {
    "doctor_card": _("kortet i runden"),
    "nomination": _("innmeldingen"),
    "stay": _("plassen i sykehus"),
}
"""Code of a page → what it is called where it is told who has looked."""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody who may see, in one role. ``place`` is empty for the whole country."""

    name: str
    role: str
    place: str
    why: Text


def rows_of(seers: Iterable[Seer]) -> list[Row]:
    """A row for each person, role and reason, in the order they were found; the same once."""
    rows = [Row(one.holder.name, _capital(one.holder.role), one.holder.place, WHY[one.why]) for one in seers]
    return list(dict.fromkeys(rows))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
