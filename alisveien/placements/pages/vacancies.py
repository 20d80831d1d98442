"""An empty post and who is in line for it, as plain values for the templates."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.placements.queries_vacancies import Candidate, Ways
from alisveien.placements.rules_vacancies import waived_title

SHOWN = 30
"""How many of those in line the page shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in line as the page shows one."""

    place: int
    nomination: int
    hpr_number: str
    name: str
    home: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    declined: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One way to fill what stands empty: what it is, what it gives, and its price."""

    title: str
    gives: str
    price: str


def rows_of(line: Sequence[Candidate]) -> list[Row]:
    """The first of those in line."""
    return [row_of(one) for one in line[:SHOWN]]


def row_of(one: Candidate) -> Row:
    """One in line, with the reasons in words."""
    found = one.found
    wished = _("ønsker halvåret ({number}. ønske)").format(number=found.wish.number) if found.wish else ""
    reasons = (
        wished or _("har ikke ønsket halvåret"),
        _("nærmeste sykehus") if found.near else "",
        _("kan på kort varsel") if found.willing else "",
        "" if found.inside else _("utenfor tidsrommet kommunen har satt"),
        _("har svart nei til plassen") if one.declined else "",
    )
    return Row(
        one.place,
        one.nomination.pk,
        one.nomination.hpr_number,
        one.nomination.name,
        one.nomination.municipality.name,
        tuple(words for words in reasons if words),
        tuple(waived_title(code) for code in found.missing),
        one.declined,
    )


def ways_of(ways: Ways | None) -> list[Way]:
    """The three ways to fill what stands empty, each with its price; none where no round is released."""
    if ways is None:
        return []
    called = ways.wider + ways.longer
    return [
        Way(
            _("Be om flere eller videre ønsker"),
            ngettext(
                "{count} lege som venter, kunne fått plass.", "{count} leger som venter, kunne fått plass.", called
            ).format(count=called),
            _("Pris: ingen. Ingen andre flyttes."),
        ),
        _fullest(ways),
        Way(
            _("Tilby plassen for seg, her"),
            _("Den første i lista får tilbudet."),
            _("Pris: ingen, så lenge kravene er fylt. Settes et krav til side, skal det begrunnes."),
        ),
    ]


def _fullest(ways: Ways) -> Way:
    """The way that fills most posts, in words; that it helps nobody when it does not."""
    title = _("Fyll flest mulig plasser")
    if not ways.placed:
        return Way(
            title,
            _("Ingen flere får plass på den måten."),
            _("Ønskene til dem som venter, når ikke fram til det som er ledig."),
        )
    return Way(
        title,
        ngettext("{count} lege til får plass.", "{count} leger til får plass.", ways.placed).format(count=ways.placed),
        _("Pris: {moved} får noe de ønsker mindre, og rekkefølgen brytes for {broken}.").format(
            moved=ways.gave_way, broken=ways.broken
        ),
    )
