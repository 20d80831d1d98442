"""Who decides a trust's conditions for taking part, and what speaks against a version."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.journal.handed import Reader
from alisveien.placements.models import GateRules
from alisveien.placements.models.gate import LONGEST_FLOOR, LONGEST_NOTICE, Level
from alisveien.places.models import Place

FLOOR, NOTICE = 365, 12
"""Days and months of the report of 2021, proposed where a trust has decided nothing."""
FIELDS = ("floor_days", "notice_months", "registration", "agreement", "scheme")


def may_decide_gate(actor: Actor, trust: Place) -> bool:
    """True for those who choose the rule set of the trust's list."""
    return actor.link is None and actor.may(Permission.CHOOSE_RULES, trust.pk)


def may_read_gate_log(actor: Actor, rules: GateRules) -> bool:
    """True for those who may read the trust's log."""
    return actor.may(Permission.READ_LOG, rules.trust_id)


def against_deciding_gate(
    trust: Place,
    *,
    valid_from: date,
    floor_days: int,
    notice_months: int,
    levels: tuple[str, str, str],
    why: str,
    today: date,
) -> list[str]:
    """Every reason why a version cannot be decided. ``levels``: of registration, agreement and scheme."""
    reasons = []
    if trust.has_ended_by(today):
        reasons.append(_("{trust} står ikke lenger i registeret.").format(trust=trust.name))
    if valid_from <= today:
        reasons.append(_("Velg en runde som ikke har begynt."))
    if not 0 <= floor_days <= LONGEST_FLOOR:
        reasons.append(_("Dager i ALIS-stilling må være fra 0 til {most}.").format(most=LONGEST_FLOOR))
    if not 0 <= notice_months <= LONGEST_NOTICE:
        reasons.append(_("Måneder fra innmelding må være fra 0 til {most}.").format(most=LONGEST_NOTICE))
    if set(levels) - set(Level.values):
        reasons.append(_("Velg krav, varsel eller ingenting for hvert vilkår."))
    if levels[-1] == Level.OFF:
        reasons.append(_("Ordningen kan gi et varsel eller være et krav. Den kan ikke tas bort."))
    if not why.strip():
        reasons.append(_("Skriv hvorfor vilkårene er slik."))
    return reasons


READERS: dict[str, Reader] = {"placements.gaterules": may_read_gate_log}
"""Label of a model → who may read its journal."""
