"""Where a nomination went and where it came from, as it is printed on its record."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.placements import queries_leaving as queries
from alisveien.placements import rules_leaving as rules
from alisveien.placements.models import Nomination, TrustMove
from alisveien.placements.rules_nomination import against_changing
from alisveien.placements.telling.reasons import day


def leaving_of(actor: Actor, one: Nomination) -> dict[str, Any]:
    """What the record says of moves and service at home, and whether the actor may move, leave or take it back."""
    may = rules.may_leave(actor, one)
    is_open = not against_changing(one)
    came, went = queries.move_to(one), None if is_open else queries.move_from(one)
    service = None if is_open else queries.home_service_of(one)
    return {
        "may_leave": may and is_open,
        "may_take_back": may and (went is not None or service is not None),
        "leaving": [
            *([_came(came)] if came else []),
            *([_went(went)] if went else []),
            *([_home(service)] if service else []),
        ],
    }


def _came(move: TrustMove) -> dict[str, str]:
    words = _("Flyttet hit fra {trust}: {why}.").format(trust=move.old.trust.name, why=move.get_code_display())
    return {"text": words, "href": reverse("placements:nomination", args=[move.old_id])}


def _went(move: TrustMove) -> dict[str, str]:
    words = _("Flyttet til {trust}: {why}.").format(trust=move.new.trust.name, why=move.get_code_display())
    return {"text": words, "href": reverse("placements:nomination", args=[move.new_id])}


def _home(service: Any) -> dict[str, str]:
    place = service.institution or _("kommunal institusjon")
    if service.to_on is None:
        words = _("Tjeneste i {place} fra {start}.").format(place=place, start=day(service.from_on))
    else:
        words = _("Tjeneste i {place} fra {start} til {end}.").format(
            place=place, start=day(service.from_on), end=day(service.to_on)
        )
    return {"text": words, "href": ""}
