"""What a round begins with, before it is opened: posts, rule set, nominations."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.actor import Actor
from alisveien.base.shipped import DEFAULT_RULES
from alisveien.placements import queries, rules, sources
from alisveien.placements.telling.reasons import rules_title
from alisveien.places.models import Place
from alisveien.posts.queries import posts_for


@dataclass(frozen=True, slots=True)
class Start:
    """One thing a round begins with: what it is, as it is, and what follows from it."""

    label: str
    value: str
    note: str


def years_to_open(today: date) -> list[int]:
    """The years a round can be opened for."""
    return list(range(today.year, today.year + rules.YEARS_AHEAD + 1))


def address_to_open(trust: Place, year: int) -> str:
    """The page that opens a trust's round for a year, both chosen."""
    return f"{reverse('placements:round_new')}?trust={trust.code}&year={year}"


def starts_of(actor: Actor, trust: Place, year: int, today: date) -> list[Start]:
    """What the round of a trust and a year begins with."""
    return [
        Start(_("Helseforetak"), trust.name, ""),
        Start(_("År"), str(year), _("Mars {year} til februar {next_year}.").format(year=year, next_year=year + 1)),
        _posts(actor, trust, year, today),
        _rule_set(trust, year),
        _nominated(trust, year),
    ]


def _posts(actor: Actor, trust: Place, year: int, today: date) -> Start:
    label = _("Antall plasser")
    rows = [row for row in posts_for(actor, year, today) if row.trust_number == trust.code]
    if not rows:
        words = _("Runden kan åpnes likevel. Be kontoret legge plassene inn før lista låses.")
        return Start(label, _("Kapasitetsplanen har ingen plasser"), words)
    posts = _(" og ").join(_("{posts} i P{half}").format(posts=row.posts, half=row.half) for row in rows)
    plan, planned = _("Fra «{plan}».").format(plan=rows[0].plan_name), rows[0].planned_for
    carried = _("Planen slutter i {year} og føres videre.").format(year=planned) if planned != year else ""
    decide = _("Helseforetaket vedtar antallet i runden.")
    return Start(label, posts, " ".join(words for words in (plan, carried, decide) if words))


def _rule_set(trust: Place, year: int) -> Start:
    before = queries.rules_before(trust, year)
    told = _("Lista prøves med alle tre regelsettene. Helseforetaket velger ett før lista låses.")
    if before is not None:
        told = _("I {year} valgte dere «{rules}».").format(year=before[0], rules=rules_title(before[1])) + f" {told}"
    return Start(_("Regelsett"), _("«{rules}» til dere velger").format(rules=rules_title(DEFAULT_RULES)), told)


def _nominated(trust: Place, year: int) -> Start:
    count = sources.count_nominated(trust, year)
    words = ngettext("{count} lege", "{count} leger", count).format(count=count) if count else _("Ingen ennå")
    return Start(_("Meldt inn"), words, _("Kommunene kan melde inn og endre til lista låses."))
