"""The plan as a list of half-years, declared for the workbench: filters, workbook and CSV."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.posts import queries_plans as queries
from alisveien.posts.models import Proposal
from alisveien.posts.pages.overview import FIRST, following, halves_from

LAST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One trust in one half-year: what holds, where it stands, what is proposed."""

    pk: str
    code: str
    trust: str
    trust_key: str
    region: str
    half: str
    half_key: str
    year: str
    posts: int | None
    version: str
    state: str
    carried: str
    proposed: int | None
    difference: int | None


def plan_rows(actor: Actor, today: date) -> Register:
    """Every half-year from the first of table 1 until four years ahead, of every trust with a plan or a proposal."""
    rows = list(_rows(actor, today))
    return Register(
        name="capacity_plan",
        title=_("Kapasitetsplan, alle halvår"),
        lead=_("Plasser per helseforetak og halvår, versjonen de står i, og hva som er foreslått."),
        help=_("Hver rad er ett helseforetak i ett halvår. Lista kan filtreres og lastes ned som Excel eller CSV."),
        one=_("rad"),
        many=_("rader"),
        rows=lambda actor: rows,
        columns=_columns(),
        order="halvar",
        filters=(
            _choice("foretak", _("Helseforetak"), "code", {row.code: row.trust for row in rows}),
            _choice("region", _("Region"), "region", {row.region: row.region for row in rows}),
            _choice("ar", _("År"), "year", {row.year: row.year for row in rows}),
            _choice("status", _("Status"), "state", {row.state: row.state for row in rows}),
        ),
        search=("trust", "region"),
        search_label=_("Søk på helseforetak"),
        source=_("kapasitetsplanen i Alisveien; tabell 1 i Helse Nord-rapporten av august 2021 er foreløpig"),
        source_date=today,
        empty_help=_("Ingen rader passer. Fjern et filter."),
        crumbs=((_("Kapasitetsplan"), reverse("posts:plan")),),
    )


def _rows(actor: Actor, today: date) -> Iterable[PlanRow]:
    plans, waiting = queries.plans_for(actor), queries.open_proposals(actor)
    halves = _halves(today)
    for trust in queries.trusts_for(actor, today):
        if trust.pk in plans.trusts or trust.pk in waiting:
            proposal = waiting.get(trust.pk)
            for half in halves:
                yield _row(trust, half, plans.at(trust.pk, half), proposal)


def _halves(today: date) -> list[HalfYear]:
    steps = range(FIRST, today.year + LAST_SHOWN + 1, 4)
    return [half for first in steps for half in halves_from(first) if half.year <= today.year + LAST_SHOWN]


def _row(trust: Any, half: HalfYear, found: queries.InForce | None, proposal: Proposal | None) -> PlanRow:
    proposed = following(queries.proposed(proposal), half) if proposal else None
    posts = found.posts if found else None
    carried = found.planned_for.label if found and found.planned_for != half else ""
    return PlanRow(
        pk=f"{trust.code}-{half.year}-{half.half}",
        code=trust.code,
        trust=trust.short_name or trust.name,
        trust_key=trust.sort_key,
        region=trust.parent.name if trust.parent else "",
        half=half.label,
        half_key=f"{half.year}-{half.half}",
        year=str(half.year),
        posts=posts,
        version=found.plan.name if found else "",
        state=_state(found),
        carried=carried,
        proposed=proposed,
        difference=None if posts is None or proposed is None else proposed - posts,
    )


def _state(found: queries.InForce | None) -> str:
    if found is None:
        return _("ingen plan")
    return _("vedtatt") if found.is_decided else _("foreløpig")


def _choice(name: str, label: str, field: str, choices: dict[str, str]) -> Choice:
    return Choice(name=name, label=label, field=field, choices=lambda actor: list(choices.items()))


def _plain(name: str, label: str, field: str, **more: Any) -> Column:
    value: Callable[[PlanRow], Any] = lambda row: getattr(row, field)  # noqa: E731
    return Column(name=name, label=label, value=value, sort=field, **more)


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            name="foretak",
            label=_("Helseforetak"),
            value=lambda row: row.trust,
            sort="trust_key",
            link=lambda row: reverse("posts:trust_plan", args=[row.code]),
        ),
        Column(name="halvar", label=_("Halvår"), value=lambda row: row.half, sort="half_key"),
        _plain("plasser", _("Plasser"), "posts", number=True),
        _plain("status", _("Status"), "state"),
        _plain("versjon", _("Versjon"), "version"),
        _plain("fort_videre", _("Ført videre fra"), "carried"),
        _plain("foreslatt", _("Foreslått"), "proposed", number=True),
        _plain("endring", _("Endring"), "difference", number=True),
        _plain("region", _("Region"), "region", shown=False),
    )
