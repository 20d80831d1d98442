"""A nomination's record and receipt, as plain values for the templates."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.registers import Tone
from alisveien.people.models import Move
from alisveien.placements.models import Nomination
from alisveien.placements.pages.nomination_rows import Row
from alisveien.placements.telling.reasons import day

State = Nomination.State
HALF_A_YEAR = 6
TONES: dict[str, Tone] = {State.OPEN: "accent", State.WITHDRAWN: "neutral", State.CLOSED: "neutral"}


def record_of(one: Nomination, rows: list[Row]) -> dict[str, Any]:
    """The record: heading, badges, facts, rows, how it ended."""
    doctor, home = one.doctor, one.municipality
    return {
        "title": doctor.name,
        "subtitle": " · ".join(part for part in (doctor.unit.name if doctor.unit else "", home.name) if part),
        "badges": [{"text": str(State(one.state).label).capitalize(), "tone": TONES[one.state]}],
        "facts": [
            {"label": _("Helseforetak"), "value": one.trust.name, "href": f"/helseforetak/{one.trust.code}/"},
            {"label": _("Ansvarlig"), "value": _("{name} kommune").format(name=home.name)},
            {"label": _("Meldt inn"), "value": day(one.nominated_on)},
            {"label": _("Sist bekreftet"), "value": moment(one.confirmed_at)},
            {"label": _("Kommunens prioritet"), "value": str(doctor.municipal_order or "")},
        ],
        "answers": rows,
        "ended": _ended(one),
        "crumbs": [(_("Innmeldinger"), "/innmeldinger/"), (doctor.name, "")],
    }


def _ended(one: Nomination) -> str:
    if one.state == State.OPEN or one.ended_at is None:
        return ""
    if one.state == State.CLOSED:
        return _("Innmeldingen ble avsluttet {when}.").format(when=moment(one.ended_at))
    why = one.ended_why or str(Nomination.Ended(one.ended_code).label)
    return _("Innmeldingen ble trukket {when}: {why}.").format(when=moment(one.ended_at), why=why.rstrip("."))


def arrived_in_words(one: Nomination, move: Move | None) -> str:
    """That a nomination came with the doctor by a move, and waits to be confirmed; empty for no move."""
    if move is None or move.from_place is None:
        return ""
    words = _("Innmeldingen fulgte legen fra {former} {when}. {home} har ikke bekreftet den ennå.")
    return words.format(former=move.from_place.name, when=day(move.on), home=one.municipality.name)


def moment(at: datetime) -> str:
    """An instant as «22. november 2026 kl. 14.32», Norwegian time."""
    return date_format(timezone.localtime(at), r"j. F Y \k\l. H.i")


def age_of(confirmed_on: date, today: date) -> str | None:
    """«for 7 måneder siden», when a nomination was last confirmed more than half a year ago; else nothing."""
    months = (today.year - confirmed_on.year) * 12 + today.month - confirmed_on.month - (today.day < confirmed_on.day)
    if months < HALF_A_YEAR:
        return None
    return _("for {months} måneder siden").format(months=months)


def receipt_of(one: Nomination, now: datetime) -> dict[str, str]:
    """The heading of the receipt, and what was done when."""
    if one.state == State.WITHDRAWN:
        return {"title": _("Innmeldingen er trukket"), "at": moment(one.ended_at or now)}
    if one.version > 1:
        return {"title": _("Endringene er sendt"), "at": moment(one.confirmed_at)}
    if date_of(one.confirmed_at) != one.nominated_on:
        return {"title": _("Innmeldingen er bekreftet"), "at": moment(one.confirmed_at)}
    return {"title": _("Innmeldingen er sendt"), "at": moment(one.confirmed_at)}


def date_of(at: datetime) -> date:
    """The Norwegian day of an instant."""
    return timezone.localdate(at)


def what_happens_now(one: Nomination) -> list[dict[str, Any]]:
    """What follows, in order. The trust sets the days, so none are told."""
    if one.state != State.OPEN:
        return []
    trust = one.trust.short_name or one.trust.name
    return [
        {"when": _("Nå"), "text": _("{trust} ser innmeldingen i lista si").format(trust=trust)},
        {"when": _("Fram til lista låses"), "text": _("Kommunen kan endre og bekrefte"), "coming": True},
        {
            "when": _("Når lista er låst"),
            "text": _("Plassene fordeles etter regelsettet og kontrolleres"),
            "coming": True,
        },
        {"when": _("Når fordelingen frigis"), "text": _("Legen og kommunen får svar med begrunnelse"), "coming": True},
    ]
