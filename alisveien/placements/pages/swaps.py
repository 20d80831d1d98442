"""A swap in mid-term on the page of a placement, and the pages where it is proposed, answered and taken back."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.registers import Text
from alisveien.placements import queries_swaps as queries
from alisveien.placements import rules_swaps as rules
from alisveien.placements.models import Placement, Swap, SwapSide
from alisveien.placements.rules_stays_deeds import may_decide_stay, middle_of
from alisveien.placements.telling.reasons import day
from alisveien.placements.telling.stays import days, ward_name

State = Swap.State


PROPOSAL: dict[str, Text] = {
    "heading": gettext_lazy("Foreslå et bytte midtveis"),
    "lead": gettext_lazy("To leger bytter avdeling de siste tre månedene. Begge svarer, og foretaket avgjør."),
    "button": gettext_lazy("Spør begge legene"),
    "told": gettext_lazy("Begge legene får brev og svarer ja eller nei. Ingen får vite hvem den andre er."),
}
"""The words of the page where a swap is proposed, as `stay_deed.html` asks for them."""


def swap_offered(actor: Actor, placement: Placement, today: date) -> list[dict[str, Any]]:
    """The way to propose a swap, for who may, when nothing speaks against this side of it."""
    if not may_decide_stay(actor, placement) or rules.against_swapping(placement, today):
        return []
    return [{"label": PROPOSAL["heading"], "href": reverse("placements:stay_swap", args=[placement.pk])}]


def would_of(placement: Placement, answers: Mapping[str, Any]) -> list[str]:
    """What a swap with the chosen placement would do, in sentences."""
    return [_line(placement, answers["other"]), _line(answers["other"], placement)]


def _line(placement: Placement, other: Placement) -> str:
    mine, theirs = rules.second_unit(placement), rules.second_unit(other)
    assert mine is not None, "only placements with a department are offered"
    assert theirs is not None, "only placements with a department are offered"
    return _("{doctor}: {to} i stedet for {before}, {days}.").format(
        doctor=placement.doctor.name,
        to=theirs.department,
        before=mine.department,
        days=days(middle_of(placement), placement.to_on),
    )


def swap_of(actor: Actor, placement: Placement, today: date) -> dict[str, Any] | None:
    """The latest swap of a placement as its page shows it; None when there is none.

    With whom stands only for the trust. ``steps`` are the ways to answer and to take it back, for who may now.
    """
    side = queries.side_of(placement)
    if side is None:
        return None
    swap = side.swap
    return {
        "status": _status(swap, today),
        "what": _("{to} i stedet for {before} fra {day}.").format(
            to=ward_name(side.to_ward), before=ward_name(side.from_ward), day=day(swap.from_on)
        ),
        "why": swap.ended_why or swap.why,
        "answers": _answers(actor, side),
        "steps": _steps(actor, side, today),
    }


def _status(swap: Swap, today: date) -> str:
    if swap.state == State.PROPOSED and today >= swap.from_on:
        return _("Forslaget ble ikke besvart i tide. Byttet ble ikke noe av.")
    return rules.how_it_stands(swap)


def _answers(actor: Actor, side: SwapSide) -> list[str]:
    """Who has said what: the doctor of the page, and for the trust the other one too."""
    sides = [side, queries.other_side(side)] if rules.may_see_swap(actor, side.placement) else [side]
    return [_answer(one) for one in sides]


def _answer(side: SwapSide) -> str:
    said = str(side.get_answer_display()) if side.answer else _("ikke svart")
    how = _(" ({how})").format(how=side.asked_how) if side.asked_how else ""
    return _("{doctor}: {answer}").format(doctor=side.placement.doctor.name, answer=said) + how


def _steps(actor: Actor, side: SwapSide, today: date) -> list[dict[str, str]]:
    swap, pk = side.swap, side.placement_id
    found = []
    if rules.may_answer_swap(actor, side.placement) and not rules.against_answering(swap, side, today):
        own = rules.may_answer_self(actor, side.placement)
        label = _("Svar på forslaget") if own else _("Svar for legen")
        found.append({"label": label, "href": reverse("placements:stay_swap_answer", args=[pk])})
    begun = swap.state == State.MADE and today >= swap.from_on
    if may_decide_stay(actor, side.placement) and side.live and not begun:
        label = _("Angre byttet") if swap.state == State.MADE else _("Trekk forslaget")
        found.append({"label": label, "href": reverse("placements:stay_swap_end", args=[pk])})
    return found


def answer_page(side: SwapSide, *, own: bool) -> dict[str, Any]:
    """The words of the page where a swap is answered."""
    last = side.swap.from_on - timedelta(days=1)
    return {
        "heading": _("Vil du bytte avdeling?") if own else _("Svar for legen"),
        "lead": _("Helseforetaket foreslår at du bytter avdeling de siste tre månedene.")
        if own
        else _("Legen har bedt deg svare på forslaget om å bytte avdeling."),
        "facts": [
            {"label": _("Nå"), "value": ward_name(side.from_ward)},
            {"label": _("Forslag"), "value": ward_name(side.to_ward)},
            {"label": _("Når"), "value": days(side.swap.from_on, side.placement.to_on)},
            {"label": _("Slik legger foretaket til rette"), "value": side.swap.why},
        ],
        "follows": [
            _("Svarer begge legene ja, er byttet avtalt. Begge får brev."),
            _("Sier en av dere nei, blir alt som før. Ingen spør hvorfor, og plassen er like trygg."),
            _("Svar innen {day}. Kommer det ikke svar, blir alt som før.").format(day=day(last)),
        ],
        "button": _("Send svaret"),
    }


def end_page(side: SwapSide) -> dict[str, Any]:
    """The words of the page where a swap is taken back or undone."""
    made = side.swap.state == State.MADE
    back = _("Begge legene blir ved avdelingen de hadde, hele halvåret eller slik plassen var delt.")
    return {
        "heading": _("Angre byttet") if made else _("Trekk forslaget"),
        "lead": _("Det kan gjøres til byttet begynner {day}.").format(day=day(side.swap.from_on)),
        "facts": [],
        "follows": [
            *([back] if made else [_("Ingen trenger å svare lenger.")]),
            _("Begge legene får brev med begrunnelsen."),
        ],
        "button": _("Angre byttet") if made else _("Trekk forslaget"),
        "danger": True,
    }
