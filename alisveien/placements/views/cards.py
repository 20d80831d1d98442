"""A doctor's card: the trust's while the list is made, the doctor's and the municipality's when it is released."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.journal.services import looked
from alisveien.placements import queries
from alisveien.placements.pages import card, faults, parts
from alisveien.placements.pages.disputes import disputes_part
from alisveien.placements.pages.gate import gate_of_card
from alisveien.placements.queries_nomination import nomination_seen
from alisveien.placements.rules_who import may_see_who
from alisveien.placements.telling.languages import LANGUAGES, explanation_in
from alisveien.placements.views.asking import actor_of, now


@require_safe
def doctor_card(request: HttpRequest, year: int, hpr_number: str) -> HttpResponse:
    """The place, the evidence, what came of each wish. Nobody else's values."""
    actor, at = actor_of(request), now()
    found = queries.card_for(actor, year, hpr_number, at)
    if found is None:
        return _refused(request, year, hpr_number)
    looked(about=found.nomination.doctor, by=actor, at=at, page="doctor_card")
    if found.run is None:
        waiting = disputes_part(actor, found.nomination) | {
            "found": found,
            "may_see_who": may_see_who(actor, found.nomination),
            "embargo": queries.is_released(found.round) and not queries.is_shown(found.round, at),
        }
        return render(request, "placements/doctor_waiting.html", waiting | {"crumbs": parts.card_crumbs(found)})
    distribution = queries.distribution_of(found.run)
    nomination, released = parts.nomination_of(distribution, hpr_number), queries.is_released(found.round)
    language = request.GET.get("sprak", "")
    context = {
        "round": found.round,
        "run": found.run,
        "person": found.nomination,
        "may_see_who": may_see_who(actor, found.nomination),
        "page": card.card_of(distribution, nomination, released=released),
        "languages": [(code, name) for code, name in LANGUAGES.items() if code != "nb"],
        "explained": explanation_in(language, nomination, distribution, released=released)
        if language in LANGUAGES and language != "nb"
        else None,
        "list_tabs": parts.tabs(year, found.round.trust.code, "") if found.sees_list else (),
        "crumbs": parts.card_crumbs(found),
        **disputes_part(actor, found.nomination),
        **gate_of_card(actor, found.nomination, distribution.frozen, sees_nomination=_sees(actor, found.nomination)),
    }
    return render(request, "placements/doctor_card.html", context)


def _sees(actor: Actor, nomination: Any) -> bool:
    """Whether the nomination's own page opens for the actor."""
    return nomination_seen(actor, nomination.pk, norwegian_day(now())) is not None


def _refused(request: HttpRequest, year: int, hpr_number: str) -> HttpResponse:
    """What is said in place of a card when the doctor's row was refused. 404 when there is no such row either."""
    rows = queries.rejected_with(actor_of(request), year, hpr_number)
    if not rows:
        raise Http404
    context = {
        "year": year,
        "hpr_number": hpr_number,
        "intake": rows[0].intake,
        "rows": faults.faulty_rows(rows, rows[0].intake.mapping),
        "crumbs": [(_("Innlesinger"), ""), (f"HPR {hpr_number}", "")],
    }
    return render(request, "placements/doctor_refused.html", context)
