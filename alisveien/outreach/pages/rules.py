"""The rules of fragility in words: what counts how much now, and every version with its reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.fragility.weigh import COMPONENTS, Rule
from alisveien.outreach.models import FragilityRule
from alisveien.outreach.pages.rows import WEAK
from alisveien.outreach.queries_rules import plain
from alisveien.places.columns import short_office
from alisveien.workbench.cells import shown


def lines_of(rule: Rule) -> list[dict[str, Any]]:
    """A rule as lines: what counts, when, and how many points."""
    when = {
        "locums": _("fra {n} prosent").format(n=rule.locum_percent),
        "contact": ngettext("fra {n} måned", "fra {n} måneder", rule.silent_months).format(n=rule.silent_months),
    }
    return [
        {"label": str(WEAK[name]).capitalize(), "when": when.get(name, ""), "points": rule.weights[name]}
        for name in COMPONENTS
    ]


def levels_of(rule: Rule) -> str:
    """«Middels fra 4 poeng, høy fra 7, av 12»."""
    words = _("Middels fra {medium} poeng, høy fra {high}. Alle punktene til sammen gir {most}.")
    return words.format(medium=rule.medium, high=rule.high, most=rule.most)


def versions_of(versions: Iterable[FragilityRule], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Every version: for whom, from when, by whom, and why."""
    return [
        {
            "where": short_office(one.office.name) if one.office else _("hele landet"),
            "from_on": shown(one.from_on),
            "by": names.get(one.by_id or 0, ""),
            "why": one.why,
            "lines": lines_of(plain(one)),
            "levels": levels_of(plain(one)),
        }
        for one in versions
    ]


def values_of(rule: Rule) -> dict[str, int]:
    """A rule as the form begins with it."""
    limits = {"locum_percent": rule.locum_percent, "silent_months": rule.silent_months}
    return {**rule.weights, **limits, "medium": rule.medium, "high": rule.high}
