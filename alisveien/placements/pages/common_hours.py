"""The common hour of a region on the page where a trust sets how its offers are sent."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from alisveien.placements import queries_common_hours as queries
from alisveien.placements import rules_common_hours as rules
from alisveien.placements.models import Round
from alisveien.placements.telling.offers import moment_with_weekday


def common_of(round_: Round, at: datetime) -> dict[str, Any]:
    """How it stands in sentences, and what the trust can do now: propose, say yes or no, leave."""
    hour = queries.standing_hour(round_.trust, round_.year)
    region = round_.trust.parent.name if round_.trust.parent else ""
    if hour is None:
        return {"region": region, "lines": [], "propose": not rules.against_proposing(round_, None, at)}
    trusts = queries.joined_trusts(hour)
    joined = {one.pk for one in trusts}
    words = {"hour": moment_with_weekday(hour.shown_from), "trusts": _names(trusts)}
    lines = [_("Felles dag og time: {hour}.").format(**words), _("Har sagt ja: {trusts}.").format(**words)]
    missing = [one for one in queries.needed_trusts(hour) if one.pk not in joined]
    if missing:
        said = _("Er ikke med: {trusts}.") if hour.agreed_at else _("Har ikke svart: {trusts}.")
        lines.append(said.format(trusts=_names(missing)))
    lines.append(_standing(agreed=hour.agreed_at is not None, own=round_.trust_id in joined))
    return {
        "region": region,
        "lines": lines,
        "join": not rules.against_joining(round_, hour, joined, at),
        "decline": round_.trust_id not in joined and not rules.against_declining(round_, hour),
        "leave": not rules.against_leaving(round_, hour, joined),
    }


def _standing(*, agreed: bool, own: bool) -> str:
    if agreed and own:
        return _("Foretakene er enige. Utfallet vises da, også om fordelingen frigis før.")
    if agreed:
        return _("De andre foretakene er enige. Dere kan bli med.")
    return _("Det gjelder når alle har sagt ja. Til da gjelder det hvert foretak har satt selv.")


def _names(trusts: list[Any]) -> str:
    return ", ".join(one.short_name or one.name for one in trusts)
