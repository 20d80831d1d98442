"""What speaks against proposing, joining or leaving the common hour of a region. Who may: `rules_offers.may_handle`."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from alisveien.base.days import NORWAY
from alisveien.engines.calendar.working_days import is_working_day
from alisveien.placements.models import CommonHour, Round

FEWEST = 2
"""How many trusts it takes for an hour to be common."""


def against_proposing(
    round_: Round, standing: CommonHour | None, at: datetime, shown_from: datetime | None = None
) -> list[str]:
    """Why a trust cannot propose a common hour (a certain one, or at all)."""
    reasons = _against_released(round_)
    if standing is not None:
        reasons.append(_("Det er alt foreslått en felles dag og time. Svar på den."))
    if shown_from is not None and shown_from <= at:
        reasons.append(_("Velg en dag og time som ikke er gått."))
    if shown_from is not None and not is_working_day(shown_from.astimezone(NORWAY).date()):
        reasons.append(_("Tilbudene vises fra en virkedag."))
    return reasons


def against_joining(round_: Round, standing: CommonHour | None, joined: Collection[int], at: datetime) -> list[str]:
    """Why a trust cannot say yes to the hour that stands. ``joined``: the trusts that have."""
    if standing is None:
        return [_("Det er ikke foreslått noen felles dag og time.")]
    reasons = _against_released(round_)
    if round_.trust_id in joined:
        reasons.append(_("Foretaket er alt med."))
    if standing.shown_from <= at:
        reasons.append(_("Dagen og timen er gått."))
    return reasons


def against_declining(round_: Round, standing: CommonHour | None) -> list[str]:
    """Why a trust cannot say no: an hour others have agreed on stands, and a trust may stay outside it."""
    if standing is None:
        return [_("Det er ikke foreslått noen felles dag og time.")]
    if standing.agreed_at is not None:
        return [_("De andre foretakene er enige alt. Foretaket kan stå utenfor uten å svare.")]
    return _against_released(round_)


def against_leaving(round_: Round, standing: CommonHour | None, joined: Collection[int]) -> list[str]:
    """Why a trust cannot leave the common hour."""
    if standing is None or round_.trust_id not in joined:
        return [_("Foretaket er ikke med på en felles dag og time.")]
    return _against_released(round_)


def is_common(needed: Collection[int], joined: Collection[int]) -> bool:
    """Whether the trusts that have said yes are enough: at least two, and all whose round is not released."""
    return len(joined) >= FEWEST and set(needed) <= set(joined)


def _against_released(round_: Round) -> list[str]:
    return [_("Fordelingen er frigitt. Vilkårene står fast.")] if round_.state == Round.State.RELEASED else []
