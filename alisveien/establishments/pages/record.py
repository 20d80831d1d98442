"""The record of one institution: how it stands, from when service counts and why, and what has happened."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.establishments import rules, rules_gaps
from alisveien.establishments.models import Registration, Speciality, State
from alisveien.establishments.pages.rows import TONES, basis_of, said_day, words_now
from alisveien.establishments.queries import Standing
from alisveien.establishments.queries_towns import NO_OFFICE, Town
from alisveien.establishments.rules_dates import DEADLINE, FROM_APPLYING, differs_from_stated, in_words
from alisveien.journal.pages import log_of
from alisveien.places.columns import short_office
from alisveien.places.models import Place

Context = dict[str, Any]
Decision = Registration.Decision


def record_of(
    actor: Actor, place: Place, standings: Iterable[Standing], cases: list[Registration], day: date, today: date
) -> Context:
    """The context of a record on a day."""
    town = place.kind == Place.Kind.MUNICIPALITY
    several = list(standings)
    may = rules.may_register(actor, place) and not place.has_ended_by(today)
    return {
        "title": place.name,
        "place": place,
        "day": day,
        "today": today,
        "is_today": day == today,
        "synthetic": any(case.is_synthetic for case in cases),
        "crumbs": [(_("Utdanningsvirksomheter"), reverse("establishments:institutions")), (place.name, "")],
        "facts": _facts(several[0].town, town=town),
        "parts": [_part(one, cases, day, may=may, checks=rules_gaps.may_check_gaps(actor, place)) for one in several],
        "log": [line for case in cases for line in log_of(actor, case)],
        "shows_log": any(rules.may_read_log(actor, case) for case in cases),
        "may": may,
        "source": _("Kilde: {sources}.").format(
            sources="; ".join(sorted({basis_of(case, words_now()) for case in cases}))
        )
        if cases
        else _("Ingenting er registrert."),
    }


def _facts(one: Town, *, town: bool) -> list[dict[str, str]]:
    if not town:
        return [{"label": _("Slag"), "value": _("statlig virksomhet"), "href": ""}]
    place, office = one.place, one.office
    return [
        {"label": _("Kommune"), "value": place.code, "href": f"/kommuner/{place.code}/"},
        {"label": _("Fylke"), "value": one.county.name, "href": ""},
        {
            "label": _("Rådgivingskontor"),
            "value": short_office(office.name),
            "href": f"/kontor/{office.code}/" if office.code != NO_OFFICE else "",
        },
    ]


def _part(one: Standing, cases: list[Registration], day: date, *, may: bool, checks: bool) -> Context:
    """One speciality: status, the date service counts from with its explanation, events and what can be done."""
    mine = [case for case in cases if case.speciality == one.speciality]
    counting = one.counting
    return {
        "id": one.speciality.value.lower(),
        "heading": str(one.speciality.label).capitalize(),
        "state": str(one.state.label),
        "tone": TONES[one.state],
        "counts": counting.counts,
        "counting": _counting_words(one),
        "why": counting.why,
        "law": counting.source,
        "differs": differs_from_stated(one.case, day) if one.case else "",
        "reason": one.reason,
        "events": events_of(mine, day),
        "deeds": deeds_of(mine[-1] if mine else None, one.place, one.speciality) if may else [],
        "gap": ""
        if one.counts or not checks
        else reverse("establishments:gap_check", args=[one.place.code, one.speciality]),
    }


def _counting_words(one: Standing) -> str:
    """«Tjenesten teller fra 1. mars 2019», and until when."""
    counting = one.counting
    if one.state == State.UNKNOWN:
        return _("Ikke kjent om tjenesten teller")
    if counting.from_on is None:
        return _("Tjenesten teller, fra-datoen er ikke kjent") if counting.counts else _("Tjenesten teller ikke")
    if counting.to_on is None:
        return _("Tjenesten teller fra {day}").format(day=in_words(counting.from_on))
    words = _("Tjenesten teller fra {first} til {last}")
    return words.format(first=in_words(counting.from_on), last=in_words(counting.to_on))


def events_of(cases: Iterable[Registration], day: date) -> list[dict[str, Any]]:
    """What has happened by a day, newest first, for ``base/_timeline.html``."""
    found: list[tuple[date, str, bool, str]] = []
    for case in cases:
        if case.applied_on:
            found.append((case.applied_on, _("Søkt om registrering"), case.applied_at_latest, case.source))
            found += _law_changed(case)
        if case.decided_on:
            words = {
                Decision.REGISTERED: _("Registrert av Helsedirektoratet"),
                Decision.APPROVED: _("Godkjent av Helsedirektoratet"),
                Decision.REFUSED: _("Avslått av Helsedirektoratet"),
            }[Decision(case.decision)]
            found.append((case.decided_on, words, case.decided_at_latest, case.source))
        if case.withdrawn_on:
            found.append((case.withdrawn_on, _("Trukket"), False, ""))
    found.sort(key=lambda event: event[0], reverse=True)
    return [
        {"when": said_day(when, at_latest=latest), "text": text, "note": note}
        for when, text, latest, note in found
        if when <= day
    ]


def _law_changed(case: Registration) -> list[tuple[date, str, bool, str]]:
    """The day the law changed, for those whose date it moved."""
    late = case.applied_on is not None and DEADLINE <= case.applied_on < FROM_APPLYING
    ended = (case.decided_on if case.decision == Decision.REFUSED else None) or case.withdrawn_on
    if not late or case.applied_at_latest or (ended and ended <= FROM_APPLYING):
        return []
    words = _("Nytt tredje ledd i § 21: tjenesten teller fra søknadsdatoen")
    return [(FROM_APPLYING, words, False, _("Spesialistforskriften"))]


def deeds_of(current: Registration | None, place: Place, speciality: Speciality) -> list[dict[str, str]]:
    """What can be registered next, as links."""
    names: list[tuple[str, str]] = []
    if not rules.is_open(current) or current is None or current.applied_on is None:
        names = [("soknad", _("Registrer søknad")), ("grunn", _("Noter hvorfor det ikke er søkt"))]
    else:
        if not current.decision:
            names.append(("vedtak", _("Registrer vedtak")))
        names.append(("trekk", _("Registrer at den er trukket")))
    return [
        {"label": label, "href": reverse("establishments:deed", args=[place.code, speciality.value, name])}
        for name, label in names
    ]
