"""Deciding what a trust asks before a nomination takes part: a new version, never a change of an old one."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.services import record
from alisveien.placements import queries_gate, rules_gate
from alisveien.placements.models import GateRules
from alisveien.places.models import Place


@transaction.atomic
def decide_gate(
    *,
    trust: Place,
    valid_from: date,
    floor_days: int,
    notice_months: int,
    registration: str,
    agreement: str,
    scheme: str,
    why: str,
    by: Actor,
    at: datetime,
) -> GateRules:
    """Decide a trust's conditions for the rounds that begin on a day or later. Raises NotAllowed, RuleBroken.

    A round that is frozen keeps what it was frozen with.
    """
    allow(rules_gate.may_decide_gate(by, trust), _("Helseforetaket vedtar sine egne vilkår."))
    levels = (registration, agreement, scheme)
    agree(
        rules_gate.against_deciding_gate(
            trust,
            valid_from=valid_from,
            floor_days=floor_days,
            notice_months=notice_months,
            levels=levels,
            why=why,
            today=norwegian_day(at),
        )
    )
    version = queries_gate.latest_version(trust)
    before = queries_gate.rules_on(trust, valid_from)
    decided = GateRules.objects.create(
        trust=trust,
        version=version + 1,
        valid_from=valid_from,
        floor_days=floor_days,
        notice_months=notice_months,
        registration=registration,
        agreement=agreement,
        scheme=scheme,
        why=why.strip(),
        decided_by=by.user_id,
        decided_at=at,
    )
    record(
        "placements.gate.decided",
        about=decided,
        by=by,
        at=at,
        why=decided.why,
        before=picture(before, *rules_gate.FIELDS) if before else {},
        after=picture(decided, *rules_gate.FIELDS),
        places=[trust.pk],
    )
    return decided
