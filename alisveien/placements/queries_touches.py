"""Nominations as touches of the municipality they came from: how many, on which day, never of whom."""

from datetime import date

from django.db.models import Count
from django.utils.translation import ngettext

from alisveien.base.actor import Actor
from alisveien.base.touches import NOMINATION, Latest, Source, Touch
from alisveien.placements.models import Nomination
from alisveien.placements.queries_missing import doctors_not_nominated


def touches_of(actor: Actor, municipality: int, day: date) -> list[Touch]:
    """The days a municipality nominated somebody, up to a day. Who may see them is asked by who calls. One query."""
    rows = Nomination.objects.filter(municipality=municipality, nominated_on__lte=day)
    counted = rows.order_by("-nominated_on").values_list("nominated_on").annotate(Count("pk"))
    return [
        Touch(
            on=on,
            kind=NOMINATION,
            what=ngettext("Meldte inn {n} lege", "Meldte inn {n} leger", count).format(n=count),
        )
        for on, count in counted
    ]


def latest_touches(actor: Actor, day: date) -> dict[int, Latest]:
    """Municipality → the last day it nominated somebody, up to a day. One query."""
    rows = Nomination.objects.filter(nominated_on__lte=day).order_by("municipality", "-nominated_on")
    newest = rows.distinct("municipality").values_list("municipality", "nominated_on")
    return {place: (on, NOMINATION) for place, on in newest}


def hints_for(actor: Actor, day: date) -> dict[int, list[str]]:
    """Municipalities within reach with doctors in training who are not nominated. One query."""
    rows = doctors_not_nominated(actor).order_by().values_list("municipality").annotate(Count("pk"))
    return {place: [_not_nominated(count)] for place, count in rows}


def _not_nominated(count: int) -> str:
    words = ngettext(
        "{n} lege i spesialisering er ikke meldt inn til sykehustjeneste. Spør om det er riktig.",
        "{n} leger i spesialisering er ikke meldt inn til sykehustjeneste. Spør om det er riktig.",
        count,
    )
    return words.format(n=count)


SOURCE = Source(of=touches_of, latest=latest_touches, hints=hints_for)
"""What placements tell the contact network."""
