"""A trust's half-yearly confirmation as it is printed: proposed, looked over before it starts, and how it goes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.engines.calendar.half_year import HalfYear, half_year, half_years_of
from alisveien.journal.pages import log_of
from alisveien.placements import queries_confirmations as queries
from alisveien.placements import rules_confirmations as rules
from alisveien.placements.models import Campaign, ConfirmationTerms
from alisveien.placements.pages.confirmations import TONES, WORDS
from alisveien.placements.rules_confirmations import AMBER, GREEN, RED
from alisveien.placements.telling.reasons import day as day_in_words
from alisveien.places.models import Place

TERMS = ("due_weeks", "open_weeks", "first_reminder", "second_reminder")
SHOWN = 3


def may_follow(actor: Actor) -> bool:
    """True for those whom the list of who has answered has something for. Never by a link."""
    asked = (Permission.NOMINATE, Permission.SEE_NOMINATED, Permission.SEE_STATUS)
    return actor.link is None and any(actor.may(one) for one in asked)


def may_follow_doctors(actor: Actor) -> bool:
    """True for those who may see names of nominated doctors somewhere. Never by a link."""
    return actor.link is None and (actor.may(Permission.SEE_OWN_UNIT) or actor.may(Permission.SEE_NOMINATED))


def head_of(actor: Actor, day: date) -> dict[str, Any]:
    """What stands above the list: the trusts' last campaigns, and the ways on."""
    found = list(queries.campaigns_for(actor)[:SHOWN])
    return {
        "campaigns": [_figures(one, day) for one in found],
        "may_run": bool(queries.trusts_for(actor, day)),
        "may_see_doctors": may_follow_doctors(actor),
    }


def _figures(one: Any, day: date) -> dict[str, Any]:
    """A campaign in figures: how many are green, and how many wait or are late."""
    left = one.asked - one.answered
    state = GREEN if one.opened_at and not left else RED if day > one.due_on else AMBER
    planned = one.started_at is None
    return {
        "campaign": one,
        "name": _("{trust}, P{half} {year}").format(
            trust=one.trust.short_name or one.trust.name, half=one.half, year=one.year
        ),
        "href": reverse("placements:campaign", args=[one.pk]),
        "answered": one.answered,
        "asked": one.asked,
        "left": left,
        "word": _("planlagt") if planned else _("satt i gang") if one.opened_at is None else WORDS[state],
        "tone": "neutral" if planned or one.opened_at is None else TONES[state],
        "due": day_in_words(one.due_on),
    }


def chosen(trusts: Sequence[Place], code: str) -> Place:
    """The trust that was asked for, else the first."""
    return next((one for one in trusts if one.code == code), trusts[0])


def half_asked(trust: Place, label: str, day: date) -> HalfYear:
    """The half-year that was asked for, else the first whose set date is still to come."""
    asked = half_year(label)
    coming = halves_to_plan(trust, day)
    return asked if asked in coming else coming[0]


def halves_to_plan(trust: Place, day: date) -> list[HalfYear]:
    """The three next half-years whose set date is to come, as the terms propose it."""
    terms = queries.terms_on(trust, day)
    halves = [half for year in range(day.year - 1, day.year + 3) for half in half_years_of(year)]
    return [half for half in halves if rules.proposed(half, terms).due_on > day][:3]


def proposal(trust: Place, half: HalfYear, day: date) -> dict[str, Any]:
    """What the form begins with."""
    times = rules.proposed(half, queries.terms_on(trust, day))
    return {name: getattr(times, name) for name in ("opens_on", "due_on", "first_reminder", "second_reminder")}


def values_of(terms: ConfirmationTerms) -> dict[str, int]:
    """The figures of some terms."""
    return {name: getattr(terms, name) for name in TERMS}


def new_context(trusts: Sequence[Place], trust: Place, half: HalfYear, day: date) -> dict[str, Any]:
    """What the page of a new campaign shows besides its form."""
    return {
        "trusts": trusts,
        "trust": trust,
        "half": half,
        "halves": halves_to_plan(trust, day),
        "crumbs": [*_crumbs(), (_("Nytt halvår"), "")],
    }


def campaign_context(one: Any, actor: Actor, at: datetime) -> dict[str, Any]:
    """The record of a campaign."""
    today = norwegian_day(at)
    figures = _figures(one, today)
    letters = queries.letters_of(one, at) if one.opened_at is None else []
    asked = sum(len(letter.nominations) for letter in letters)
    return {
        "campaign": one,
        "title": _("Halvårsbekreftelse {name}").format(name=figures["name"]),
        "badges": [{"text": str(figures["word"]).capitalize(), "tone": figures["tone"]}],
        "facts": _facts(one),
        "figures": figures,
        "letters": [_letter(letter) for letter in letters if letter.to],
        "unasked": [_letter(letter) for letter in letters if not letter.to],
        "doctors": asked,
        "against": rules.against_starting(one, asked=asked, today=today) if one.started_at is None else [],
        "opens_now": one.opens_on <= today,
        "log": log_of(actor, one),
        "list_address": f"{reverse('placements:confirmations')}?halvaar=P{one.half}+{one.year}"
        f"&helseforetak={one.trust.code}",
        "states": {"green": GREEN, "amber": AMBER, "red": RED},
        "crumbs": [*_crumbs(), (figures["name"], "")],
        "help": _(
            "Se hvem som får brev før du setter i gang. Den som har svart, får ingen påminnelse, "
            "og ingen mister plassen."
        ),
    }


def _letter(letter: queries.Letter) -> dict[str, Any]:
    count = len(letter.nominations)
    return {
        "place": letter.place.name,
        "to": letter.to,
        "count": ngettext("{count} lege", "{count} leger", count).format(count=count),
        "names": ", ".join(one.doctor.name for one in letter.nominations),
    }


def _facts(one: Campaign) -> list[dict[str, str]]:
    reminders = _(" og ").join(day_in_words(rules.reminds_on(one, number)) for number in (1, 2))
    return [
        {"label": _("Brevene sendes"), "value": day_in_words(one.opens_on)},
        {"label": _("Påminnelser"), "value": reminders},
        {"label": _("Frist"), "value": day_in_words(one.due_on)},
    ]


def terms_context(actor: Actor, trusts: Sequence[Place], trust: Place, terms: ConfirmationTerms) -> dict[str, Any]:
    """The page of the terms: what holds now, and every version."""
    versions = [
        {"from_on": one.from_on, "words": terms_in_words(one), "why": one.why} for one in queries.terms_of(actor, trust)
    ]
    return {
        "trusts": trusts,
        "trust": trust,
        "now": terms_in_words(terms),
        "versions": versions,
        "crumbs": [*_crumbs(), (_("Tider"), "")],
    }


def terms_in_words(terms: ConfirmationTerms) -> str:
    """«Frist 5 uker etter at halvåret begynte …»."""
    return _(
        "Frist {due} uker etter at halvåret begynte. Brevene sendes {open} uker før fristen, "
        "med påminnelser {first} og {second} dager før."
    ).format(due=terms.due_weeks, open=terms.open_weeks, first=terms.first_reminder, second=terms.second_reminder)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Halvårsbekreftelse"), reverse("placements:confirmations"))]
