"""A trust's prioritised list, declared for the workbench."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.days import norwegian_day
from alisveien.base.registers import Choice, Column, Register, Text, Tone
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.gate import Unmet
from alisveien.placements import queries
from alisveien.placements.models import Outcome, Round, Run, Status
from alisveien.placements.pages.evidence import steps_of
from alisveien.placements.pages.parts import Tab, card_address, crumbs, tabs
from alisveien.placements.telling.reasons import rules_title, status_title, tell_unmet
from alisveien.placements.telling.refusals import short_reasons

TONES: dict[str, Tone] = {"placed": "accent", "waiting": "neutral", "not_eligible": "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList(Register):
    """A list with what stands above it on the page: the round, its run and its pages."""

    tabs: tuple[Tab, ...]
    round: Round
    run: Run


def trust_list(round_: Round, run: Run, distribution: Distribution) -> TrustList:
    """The prioritised list of a round, as a run of it has it."""
    frozen, trust = distribution.frozen, round_.trust
    names = {id_: hospital.name for id_, hospital in frozen.register.hospitals.items()}
    return TrustList(
        name="trust_list",
        title=_("Prioritert liste til {trust}").format(trust=trust.short_name or trust.name),
        lead=_(
            "{name}, runden {year}. Lista er ordnet etter kriteriene, lest fra venstre. "
            "«Nærmest» gjelder det første ønsket. Hvert navn fører til et kort med begrunnelse."
        ).format(name=trust.name, year=round_.year),
        one=_("innmelding"),
        many=_("innmeldinger"),
        rows=lambda actor: queries.outcomes_of(run),
        columns=_columns(distribution, names, released=queries.is_released(round_)),
        order="nummer",
        filters=_filters(round_, run, names),
        search=(
            "nomination__doctor__first_name",
            "nomination__doctor__last_name",
            "nomination__doctor__hpr_number",
            "nomination__municipality__name",
        ),
        search_label=_("Søk på navn, kommune eller HPR-nummer"),
        source=_("innmeldingene til {trust}, fordelt etter regelsettet «{rules}»").format(
            trust=trust.short_name or trust.name, rules=rules_title(frozen.rules.name)
        ),
        source_date=norwegian_day(run.judged_at),
        tags_template="placements/_practice.html",
        extra_template="placements/_trust_head.html",
        help=_("Nummeret er plassen på lista etter kriteriene. Navnet fører til kortet, der hele grunnen står."),
        crumbs=tuple(crumbs(round_, "")[:-1]),
        tabs=tuple(tabs(round_.year, trust.code, "trust_list")),
        round=round_,
        run=run,
    )


def _columns(distribution: Distribution, names: Mapping[str, str], *, released: bool) -> tuple[Column, ...]:
    rules, year = distribution.frozen.rules, distribution.frozen.year
    return (
        Column(
            name="lege",
            label=gettext_lazy("Lege"),
            value=lambda row: row.nomination.name,
            sort="nomination__doctor__sort_key",
            link=lambda row: card_address(year, row.nomination.hpr_number),
            note=lambda row: row.nomination.municipality.name,
        ),
        Column(
            name="nummer",
            label=gettext_lazy("Nummer på lista"),
            value=lambda row: row.list_place,
            sort="list_place",
            number=True,
        ),
        *(_criterion_column(criterion, distribution) for criterion in rules.order if criterion in SHORT),
        Column(
            name="status",
            label=gettext_lazy("Status"),
            value=lambda row: status_title(row.status, released=released),
            sort="status",
            tone=lambda row: TONES[row.status],
            note=_why_waiting,
        ),
        Column(
            name="utfall",
            label=gettext_lazy("Utfall"),
            value=partial(_outcome, names=names),
            note=partial(_about_outcome, year=year),
        ),
    )


SHORT = {
    "service": gettext_lazy("Tid"),
    "group": gettext_lazy("Gruppe"),
    "progress": gettext_lazy("Framdrift"),
    "own_post": gettext_lazy("Stilling"),
    "nearest": gettext_lazy("Nærmest"),
}


def _criterion_column(criterion: str, distribution: Distribution) -> Column:
    rules, near = distribution.frozen.rules, distribution.ranked.near
    value = partial(_nearest, near) if criterion == "nearest" else _step(criterion, steps_of(criterion, rules))
    return Column(name=criterion, label=SHORT[criterion], value=value, on_phone=False)


def _nearest(near: Mapping[str, tuple[bool, ...]], row: Outcome) -> bool | None:
    """Whether the wish that gives the number in the list is for the nearest hospital; None without such a wish."""
    wishes = near.get(row.nomination.hpr_number)
    return wishes[0] if wishes else None


def _why_waiting(row: Outcome) -> Text | None:
    """The reason, in a few words, of one who waits."""
    if row.status != Status.WAITING:
        return None
    return short_reasons(row.reasons["refusals"]) or _("Ingen ønsker kan innvilges")


def _step(criterion: str, steps: int) -> Callable[[Outcome], str | None]:
    """The step reached, counted from the lowest: «3 av 3»."""

    def value(row: Outcome) -> str | None:
        step = row.steps.get(criterion)
        return None if step is None else _("{step}\u00a0av\u00a0{steps}").format(step=steps - step, steps=steps)

    return value


def _outcome(row: Outcome, names: Mapping[str, str]) -> str | None:
    """The post under the name wishes write it by, or that the nomination takes no part."""
    if row.status == Status.NOT_ELIGIBLE:
        return _("Ikke med i fordelingen")
    if row.status != Status.PLACED:
        return None
    where = names[row.hospital.code] if row.hospital else _("Sykehus velges senere")
    return f"{row.department}, {where}" if row.department else where


def _about_outcome(row: Outcome, year: int) -> Text | None:
    """Half-year and wish of a post; the reason, and who can mend it, for one who takes no part."""
    if row.status == Status.NOT_ELIGIBLE:
        found = [tell_unmet(Unmet(one["code"], tuple(one["values"]), one["mended_by"])) for one in row.reasons["unmet"]]
        return " ".join(f"{told.reason} {told.helps}" for told in found)
    if row.wish_number is None:
        return None
    words = _("{half}, {number}. ønske") if row.near else _("{half}, {number}. ønske, ikke nærmest")
    return words.format(half=f"P{row.half} {year}", number=row.wish_number)


def _filters(round_: Round, run: Run, names: Mapping[str, str]) -> tuple[Choice, ...]:
    return (
        Choice(
            name="status",
            label=_("Status"),
            field="status",
            choices=lambda actor: _statuses(released=queries.is_released(round_)),
        ),
        Choice(
            name="halvaar",
            label=_("Halvår"),
            field="half",
            choices=lambda actor: [("1", f"P1 {round_.year}"), ("2", f"P2 {round_.year}")],
        ),
        Choice(
            name="sykehus",
            label=_("Sykehus"),
            field="hospital__code",
            choices=lambda actor: [(code, names[code]) for code in queries.hospitals_in(run)],
        ),
        Choice(
            name="kommune",
            label=_("Kommune"),
            field="nomination__municipality__code",
            choices=lambda actor: queries.homes_in(run),
        ),
    )


def _statuses(*, released: bool) -> Iterable[tuple[str, Text]]:
    return [(status, status_title(status, released=released)) for status in Status.values]
