"""What a doctor has said is not right, as plain values for the templates."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from alisveien.base.actor import Actor
from alisveien.base.registers import Tone
from alisveien.placements import queries_disputes as queries
from alisveien.placements import rules_disputes as rules
from alisveien.placements.models import Dispute, Nomination
from alisveien.placements.pages.nomination_record import moment
from alisveien.placements.telling.reasons import day

State = Dispute.State
TONES: dict[str, Tone] = {
    State.OPEN: "warning",
    State.CORRECTED: "success",
    State.UPHELD: "neutral",
    State.WITHDRAWN: "neutral",
}


def line_of(one: Dispute) -> dict[str, Any]:
    """One of them: what, how it stands, when it was raised, by when it is to be answered, and the answer."""
    return {
        "criterion": one.criterion,
        "title": capfirst(str(one.get_criterion_display())),
        "code": str(one.get_code_display()).capitalize(),
        "words": one.words,
        "state": str(one.get_state_display()).capitalize(),
        "tone": TONES[one.state],
        "is_open": one.state == State.OPEN,
        "raised": moment(one.raised_at),
        "due": day(one.due_on),
        "settled": moment(one.settled_at) if one.settled_at else "",
        "why": one.settled_why,
        "name": one.nomination.name,
        "home": one.nomination.municipality.name,
        "href": reverse("placements:dispute", args=[one.nomination_id, one.pk]),
    }


def lines_of(disputes: Iterable[Dispute]) -> list[dict[str, Any]]:
    """Several, in their order."""
    return [line_of(one) for one in disputes]


def disputes_part(actor: Actor, nomination: Nomination) -> dict[str, Any]:
    """What the pages of a nomination and of a card show of it."""
    open_one = nomination.state == Nomination.State.OPEN
    return {
        "disputes": lines_of(queries.disputes_of(actor, nomination)),
        "may_dispute": open_one and rules.may_dispute(actor, nomination),
        "nomination_pk": nomination.pk,
    }
