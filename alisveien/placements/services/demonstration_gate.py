"""The demonstration's conditions: two trusts that ask different things, and rounds tried again under them."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.errors import NotAllowed
from alisveien.placements.models import GateRules, Level, Round
from alisveien.placements.services.demonstration import SYSTEM
from alisveien.placements.services.rounds import try_rules
from alisveien.places.models import Place

UNN, STAVANGER = "983974899", "983974678"
WARN, STOP, OFF = Level.WARN, Level.STOP, Level.OFF


def load_gate(*, at: datetime) -> int:
    """Decide the demonstration's conditions when there are none, and try the drafted rounds again. How many versions.

    In the rounds that ship they only warn, so nobody's place changes. Raises NotAllowed elsewhere.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if GateRules.objects.exists():
            return 0
        trusts = {one.code: one for one in Place.objects.filter(kind=Place.Kind.TRUST, code__in=(UNN, STAVANGER))}
        made = GateRules.objects.bulk_create(
            [
                _version(trusts[UNN], 1, 365, OFF, WARN, _("Øvingsdata: slik rapporten fra 2021 sier."), at),
                _version(trusts[UNN], 2, 365, WARN, WARN, _("Øvingsdata: kommunene varsles før det blir krav."), at),
                _version(trusts[UNN], 3, 365, STOP, STOP, _("Øvingsdata: fra 2029 må begge deler være på plass."), at),
                _version(trusts[STAVANGER], 1, 1095, STOP, WARN, _("Øvingsdata: tre år i stilling først."), at),
            ]
        )
        drafted = Round.objects.filter(trust__in=trusts.values(), state=Round.State.DRAFTED, runs__isnull=False)
        for round_ in drafted.distinct():
            try_rules(round_=round_, by=SYSTEM, at=at)
    return len(made)


def _version(
    trust: Place, number: int, floor: int, registration: Level, agreement: Level, why: str, at: datetime
) -> GateRules:
    """A version; the first is for the round of 2027, the next for 2028 and so on."""
    return GateRules(
        trust=trust,
        version=number,
        valid_from=date(2026 + number, 3, 1),
        floor_days=floor,
        notice_months=12,
        registration=registration,
        agreement=agreement,
        scheme=STOP,
        why=why,
        decided_at=at,
    )
