"""The gate on the pages: each condition, how it stands, why, who can mend it and where; and a trust's versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.agreements import rules as agreements
from alisveien.base.actor import Actor
from alisveien.base.registers import Tone
from alisveien.base.shipped import DEFAULT_RULES, rule_sets
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.nominations.conditions import OFF, STOP, Conditions, HomeFacts
from alisveien.engines.nominations.gate import Dropped, Gate, gate_of, service_days
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.engines.nominations.rules import RuleSet
from alisveien.placements import queries_gate as queries
from alisveien.placements.facts import as_read
from alisveien.placements.models import GateRules, Nomination
from alisveien.placements.rules_gate import FIELDS
from alisveien.placements.telling.gate import LABELS, value_in_words
from alisveien.placements.telling.reasons import Told, day, spaced, tell_dropped, tell_lacking, tell_unmet

MET, WARNING, UNMET, NOT_ASKED = "met", "warning", "unmet", "not_asked"
TONES: dict[str, Tone] = {MET: "success", WARNING: "warning", UNMET: "danger", NOT_ASKED: "neutral"}


@dataclass(frozen=True, slots=True)
class Point:
    """A condition: how it stands, why in words, who can mend it, and the page where it is mended (may be empty)."""

    key: str
    title: str
    state: str
    why: str
    helps: str = ""
    who: str = ""
    href: str = ""
    action: str = ""

    @property
    def label(self) -> str:
        """How it stands, in a word or two."""
        return {MET: _("Oppfylt"), WARNING: _("Varsel"), UNMET: _("Ikke oppfylt"), NOT_ASKED: _("Ikke et krav")}[
            self.state
        ]

    @property
    def tone(self) -> Tone:
        """The colour of the label."""
        return TONES[self.state]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where each kind of thing is mended, as addresses that open for the actor; empty when none does."""

    registration: str = ""
    agreement: str = ""
    nomination: str = ""


def ways_of(actor: Actor, one: Nomination, *, sees_nomination: bool) -> Ways:
    """The addresses for one nomination."""
    home, trust = one.municipality, one.trust
    agreement = ""
    if agreements.may_keep(actor, home.pk, trust.pk):
        agreement = f"{reverse('agreements:agreement_new')}?kommune={home.code}&med={trust.code}"
    elif agreements.may_see_some(actor):
        agreement = reverse("agreements:coverage")
    nomination = reverse("placements:nomination", args=[one.pk]) if sees_nomination else ""
    return Ways(reverse("establishments:institution", args=[home.code]), agreement, nomination)


def points_of(
    one: NominationRead, rules: RuleSet, conditions: Conditions | None, facts: Sequence[HomeFacts], ways: Ways
) -> list[Point]:
    """Every condition of the gate for one nomination, in a fixed order. ``facts``: of its municipality and trust.

    Registration and agreement are left out where nothing is known of them.
    """
    gate = gate_of(one, rules, conditions)
    mine = [row for row in facts if (row.municipality, row.trust) == (one.municipality, one.trust)]
    wished = {wish.period.label for wish in one.wishes}
    rows = [row for row in mine if row.period in wished]
    levels = conditions.rules if conditions else None
    points = []
    if rows:
        points.append(_registration(rows, levels.registration if levels else OFF, ways))
        points.append(_agreement(rows, levels.agreement if levels else OFF, ways))
    return [
        *points,
        _time(one, gate, conditions.rules.floor_days if conditions else rules.floor_days, ways),
        _scheme(one, gate, ways),
        Point("one_trust", _("Ett helseforetak"), MET, _("Legen er meldt inn til ett helseforetak om gangen.")),
        _notice(gate, conditions.rules.notice_months if conditions else rules.notice_months),
        _leave(gate, ways),
    ]


def gate_part(actor: Actor, one: Nomination, today: date, *, sees_nomination: bool) -> dict[str, Any]:
    """What a page shows of the gate for a nomination as it stands today, held against its first half-year's round."""
    wishes = list(one.wishes.all())
    if not wishes:
        return {}
    year = min(wish.year for wish in wishes)
    read = as_read(one, year)
    conditions = queries.conditions_for(one.trust, year, [one.municipality], today)
    halves = sorted({wish.period for wish in read.wishes})
    facts = conditions.homes if conditions else queries.facts_of(one.trust, [one.municipality], halves, today)
    ways = ways_of(actor, one, sees_nomination=sees_nomination)
    return {
        "points": points_of(read, rule_sets()[DEFAULT_RULES], conditions, facts, ways),
        "gate_version": conditions.rules.version if conditions else None,
        "trust_code": one.trust.code,
    }


def gate_of_card(actor: Actor, one: Nomination, frozen: Frozen, *, sees_nomination: bool) -> dict[str, Any]:
    """What a card shows of the gate, as the run had it."""
    read = next(found for found in frozen.nominations if found.hpr_number == one.hpr_number)
    ways = ways_of(actor, one, sees_nomination=sees_nomination)
    facts = frozen.conditions.homes if frozen.conditions else ()
    return {
        "points": points_of(read, frozen.rules, frozen.conditions, facts, ways),
        "gate_version": frozen.conditions.rules.version if frozen.conditions else None,
        "trust_code": one.trust.code,
    }


def _state(level: str) -> str:
    return UNMET if level == STOP else NOT_ASKED if level == OFF else WARNING


def _registration(rows: Sequence[HomeFacts], level: str, ways: Ways) -> Point:
    title = _("Registrert kommune")
    lacking = next((row for row in rows if not row.registered), None)
    if lacking is None:
        words = {
            "temporary": _("Kommunen er midlertidig registrert som utdanningsvirksomhet. Det er nok."),
        }.get(rows[0].registration, _("Kommunen er registrert som utdanningsvirksomhet."))
        return Point("registration", title, MET, words)
    told = tell_lacking("not_registered", (lacking.registration, "2000-01-01"))
    who, action = _("Kommunen"), _("Se registreringen")
    return Point("registration", title, _state(level), told.reason, told.helps, who, ways.registration, action)


def _agreement(rows: Sequence[HomeFacts], level: str, ways: Ways) -> Point:
    title = _("Samarbeidsavtale")
    lacking = next((row for row in rows if not row.agreement), None)
    if lacking is None:
        return Point("agreement", title, MET, _("Det er en signert avtale om sykehustjeneste som gjelder."))
    told = tell_lacking("no_agreement", (_first_day(lacking.period),))
    who, action = _("Kommunen og helseforetaket"), _("Til avtalen")
    return Point("agreement", title, _state(level), told.reason, told.helps, who, ways.agreement, action)


def _first_day(label: str) -> str:
    """«P2 2028» → «2028-09-01»."""
    half, year = label.split()
    return date(int(year), 3 if half == "P1" else 9, 1).isoformat()


def _time(one: NominationRead, gate: Gate, floor: int, ways: Ways) -> Point:
    title = _("Tid i ALIS-stilling")
    unmet = next((found for found in gate.unmet if found.code == "floor"), None)
    who = _("Kommunen, hvis startdatoen er feil")
    if unmet:
        return _told("time", title, UNMET, tell_unmet(unmet), who, ways.nomination)
    dropped = [found for found in gate.dropped if found.code == "floor"]
    if dropped:
        return _told("time", title, WARNING, _about(dropped[0]), who, ways.nomination)
    first = min(wish.period for wish in one.wishes).starts_on
    words = _("{days} dager i ALIS-stilling {date}. Kravet er {floor} dager.")
    return Point("time", title, MET, words.format(days=spaced(service_days(one, first)), date=day(first), floor=floor))


def _scheme(one: NominationRead, gate: Gate, ways: Ways) -> Point:
    title, who = _("Ny eller konvertert ordning"), _("Kommunen og legen")
    unmet = next((found for found in gate.unmet if found.code == "old_scheme"), None)
    if unmet:
        return _told("scheme", title, UNMET, tell_unmet(unmet), who, ways.nomination)
    warned = next((found for found in gate.warnings if found.code in ("old_scheme", "no_conversion_date")), None)
    if warned:
        return _told("scheme", title, WARNING, tell_dropped(warned), who, ways.nomination)
    words = _("Legen er i ny ordning.")
    if one.converted_on is not None:
        words = _("Konvertert til ny ordning {date}.").format(date=day(one.converted_on))
    return Point("scheme", title, MET, words)


def _notice(gate: Gate, months: int) -> Point:
    title = _("{months} måneders varsel").format(months=months)
    short = next((found for found in gate.warnings if found.code == "short_notice"), None)
    if short is None:
        return Point("notice", title, MET, _("Meldt inn tidlig nok for alle ønskene."))
    return _told("notice", title, WARNING, tell_dropped(short), _("Ingen. Det stopper ikke innmeldingen."), "")


def _leave(gate: Gate, ways: Ways) -> Point:
    title = _("Permisjon")
    kept = _("Permisjon trekkes aldri fra og koster ingen plass på lista.")
    dropped = next((found for found in gate.dropped if found.code == "leave"), None)
    if dropped is None:
        return Point("leave", title, MET, kept)
    told = _about(dropped)
    return _told("leave", title, WARNING, Told(told.reason, f"{told.helps} {kept}"), _("Kommunen"), ways.nomination)


def _about(dropped: Dropped) -> Told:
    told = tell_dropped(dropped)
    return Told(_("Ønske {number}: ").format(number=dropped.wish) + told.reason, told.helps)


def _told(key: str, title: str, state: str, told: Told, who: str, href: str) -> Point:
    return Point(key, title, state, told.reason, told.helps, who, href, _("Åpne innmeldingen") if href else "")


def version_of(one: GateRules, before: GateRules | None) -> dict[str, Any]:
    """A version of a trust's conditions with what it changed of the one before it."""
    return {
        "rules": one,
        "rows": [
            {
                "label": str(LABELS[name]),
                "value": value_in_words(name, getattr(one, name)),
                "was": value_in_words(name, getattr(before, name))
                if before and getattr(before, name) != getattr(one, name)
                else "",
            }
            for name in FIELDS
        ],
    }


def versions_page(versions: Sequence[GateRules]) -> list[dict[str, Any]]:
    """Every version, newest first, each beside the one before it."""
    return [version_of(one, before) for one, before in zip_longest(versions, versions[1:]) if one]


def in_round(versions: Sequence[GateRules], year: int) -> dict[str, Any] | None:
    """The version that counts in the round of a year beside the one before it; None when there is none."""
    valid = [one for one in versions if one.valid_from <= date(year, 3, 1)]
    return version_of(valid[0], valid[1] if len(valid) > 1 else None) if valid else None
