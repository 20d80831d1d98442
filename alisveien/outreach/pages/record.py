"""One municipality: who is who, every touch, how fragile it stands and why, and what to bring up."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.accounts.queries import names_of
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.touches import KINDS, Touch
from alisveien.engines.fragility.weigh import CONTACT, LOCUMS, Component, Fragility
from alisveien.outreach import queries, queries_letters, queries_network, queries_standing, rules
from alisveien.outreach.models import Check
from alisveien.outreach.pages import rows
from alisveien.outreach.pages.rows import SeatRow
from alisveien.outreach.queries_network import Seat, town_of
from alisveien.places.columns import short_office
from alisveien.places.models import Place
from alisveien.workbench.cells import shown

MOST = 60
"""Touches shown on the page; older ones are counted."""


def record_of(actor: Actor, place: Place, day: date, today: date) -> dict[str, Any]:
    """The page of a municipality on a day."""
    town, touches = town_of(place), queries.touches_of(actor, place, day)
    follows = rules.may_follow_up_place(actor, place.pk)
    latest = {town.pk: (touches[0].on, touches[0].kind)} if touches else {}
    standing = queries_standing.standings_of(actor, [town], day, latest)[0] if follows else None
    return {
        "place": place,
        "title": _("{name}: kontakt").format(name=place.name),
        "crumbs": [(_("Kontaktnett"), reverse("outreach:network")), (place.name, "")],
        "subtitle": _("{county}. Følges opp av {office}.").format(county=town.county, office=short_office(town.office)),
        "seats": seats_of(place, day, today, standing.seats if standing else None),
        "events": [event_of(one) for one in touches[:MOST]],
        "older": max(0, len(touches) - MOST),
        "follows": follows,
        "is_today": day == today,
        "day": day,
        "asked": asked_words(queries_letters.asked_for(actor, [place.pk]).get(place.pk)),
        "hints": standing.hints() if standing else [],
        "fragility": fragility_of(standing.fragility) if standing else None,
        "last": last_words(standing.months if standing else None, touches),
    }


def seats_of(place: Place, day: date, today: date, known: Sequence[Seat] | None = None) -> list[dict[str, Any]]:
    """The key roles of a municipality for ``outreach/_seats.html``; names lead to persons today only.

    Whether the actor may see them is asked by the view. ``known``: the roles of that day when they are read already.
    """
    seats = known
    if seats is None:
        seats = queries_network.seats_of([town_of(place)], queries_network.network_on([place.pk], day))
    users = {seat.held.confirmed_by for seat in seats if seat.held and seat.held.confirmed_by}
    return [_seat(row, now=day == today) for row in rows.seat_rows(seats, names_of(users), day)]


def _seat(row: SeatRow, *, now: bool) -> dict[str, Any]:
    confirmed = shown(row.confirmed) if row.confirmed else ""
    return {
        "role": rows.begun(row.role_words),
        "name": row.name,
        "person": row.seat.held.person if now and row.seat.held else None,
        "email": row.email,
        "phone": row.phone,
        "state": rows.SEAT_STATES[row.state],
        "tone": rows.SEAT_TONES[row.state],
        "confirmed": f"{confirmed} {row.confirmed_note}".strip(),
        "since": shown(row.since) if row.since else "",
        "vacant": row.seat.held is None,
    }


def event_of(touch: Touch) -> dict[str, Any]:
    """A touch for ``base/_timeline.html``."""
    kind = str(KINDS[touch.kind])
    what = str(touch.what)
    text = what if kind.lower() in what.lower() else f"{rows.begun(kind)}: {what}"
    note = ". ".join(part for part in (rows.begun(str(touch.who)), str(touch.note)) if part)
    return {"when": shown(touch.on), "text": text, "note": note, "href": touch.href}


def asked_words(check: Check | None) -> str:
    """When the municipality was last asked, and whether it has answered."""
    if check is None:
        return _("Kommunen er ikke spurt om kontaktene stemmer.")
    if check.answered_at is not None:
        return _("Kommunen svarte sist {day}.").format(day=shown(norwegian_day(check.answered_at)))
    return _("Kommunen ble spurt {day}, og har ikke svart.").format(day=shown(norwegian_day(check.asked_at)))


def last_words(months: int | None, touches: Iterable[Touch]) -> str:
    """«Siste kontakt 3. mars 2026, for 8 måneder siden»."""
    newest = next(iter(touches), None)
    if newest is None:
        return _("Ingen kontakt er ført ennå.")
    words = _("Siste kontakt {day} ({kind})").format(day=shown(newest.on), kind=KINDS[newest.kind])
    if not months:
        return f"{words}."
    ago = ngettext("for {n} måned siden", "for {n} måneder siden", months).format(n=months)
    return f"{words}, {ago}."


def fragility_of(fragility: Fragility) -> dict[str, Any]:
    """The sum with each of its reasons, for ``outreach/_fragility.html``."""
    return {
        "level": rows.LEVELS[fragility.level],
        "tone": rows.LEVEL_TONES[fragility.level],
        "points": fragility.points,
        "most": fragility.most,
        "parts": [_part(one) for one in fragility.components if one.weight],
    }


def _part(one: Component) -> dict[str, Any]:
    state, words = one.state, _part_words(one)
    since = _("kjent fra {day}").format(day=shown(one.since)) if one.since else ""
    points = _("{points} av {weight} poeng").format(points=one.points, weight=one.weight)
    return {"state": state, "text": words, "since": since, "points": points, "weak": state == "weak"}


def _part_words(one: Component) -> str:
    """A component in words, as it stands."""
    if one.name == LOCUMS and one.value is not None:
        return _("{n} prosent av fastlegelistene er uten fast lege").format(n=one.value)
    if one.name == CONTACT:
        return (
            _("Ingen kontakt er ført")
            if one.value is None
            else ngettext("{n} måned siden siste kontakt", "{n} måneder siden siste kontakt", one.value).format(
                n=one.value
            )
        )
    words = {
        ("specialist", "weak"): _("Ingen spesialist i kommunen"),
        ("specialist", "fine"): _("Har spesialist"),
        ("specialist", "unknown"): _("Ikke kjent om kommunen har spesialist"),
        ("supervisor", "weak"): _("Ingen veileder i kommunen"),
        ("supervisor", "fine"): _("Har veileder"),
        ("supervisor", "unknown"): _("Ikke kjent om kommunen har veileder"),
        ("registered", "weak"): _("Tjenesten teller ikke i allmennmedisin"),
        ("registered", "fine"): _("Tjenesten teller i allmennmedisin"),
        ("registered", "unknown"): _("Ikke kjent om kommunen er registrert i allmennmedisin"),
        ("locums", "weak"): _("Drives hovedsakelig med vikarer, etter det kontoret har notert"),
        ("locums", "unknown"): _("Ikke kjent hvor mange lister som er uten fast lege"),
    }
    return words[one.name, one.state]
