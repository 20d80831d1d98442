"""The page where a municipality is asked about its arenas."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.access.queries_who import last_links
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.establishments.queries_arenas import arenas_of
from alisveien.establishments.rules_arenas import CONFIRM, against_confirming
from alisveien.outreach.pages import check
from alisveien.places.models import Place
from alisveien.workbench.cells import shown


def asking(actor: Actor, place: Place, now: datetime) -> dict[str, Any]:
    """To whom the link would go, the arenas it is about, when they were asked last, and what speaks against it."""
    arenas = [one for one in arenas_of(actor, place) if one.closed_on is None]
    last = last_links(actor, CONFIRM, [str(place.pk)]).get(str(place.pk))
    waits = last is not None and last.done_at is None and last.expires_at > now
    asked = check.asking(place, norwegian_day(now))
    return {
        **asked,
        "place": place,
        "arenas": arenas,
        "waits_since": shown(norwegian_day(last.at)) if last is not None and waits else "",
        "against": [*against_confirming(arenas), *asked["against"]],
        "crumbs": [
            (_("Læringsarenaer"), reverse("establishments:arenas")),
            (place.name, reverse("establishments:arenas_together", args=[place.code])),
            (_("Spør kommunen"), ""),
        ],
    }
