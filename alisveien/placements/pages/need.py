"""Need and status as values to print: rows by trust and half-year, rows by municipality, key figures."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements import rules_need
from alisveien.placements.models import Round
from alisveien.placements.pages.parts import Figure, Tab, out_of
from alisveien.placements.queries_need import Need, RoundNow, Tally, together
from alisveien.placements.small_groups import Sum, told_count, told_sum, told_together
from alisveien.posts.models import CapacityPlan
from alisveien.posts.queries import PostsOfYear
from alisveien.workbench.cells import number

EVERY = (0, 1, 2)
NOBODY = Tally()


class TrustHalf(NamedTuple):
    """A trust in a half-year. Counts are None when they are not for the actor, ``empty`` until posts are given."""

    pk: str
    code: str
    trust: str
    trust_key: str
    half: int
    label: str
    nominated: int | None
    not_eligible: int | None
    waiting: int | None
    posts: int | None
    plan: str
    placed: int | None
    empty: int | None
    first: int | None
    near: int | None
    months: int | None
    state: str
    state_words: str
    proposal: bool


class HomeNeed(NamedTuple):
    """A municipality in the year. A count that is None is not for the actor; ``nominated`` None is «færre enn 5»."""

    pk: int
    number: str
    name: str
    name_key: str
    trust: str
    office: str
    nominated: int | None
    first_half: int | None
    second_half: int | None
    not_eligible: int | None
    placed: int | None
    waiting: int | None
    first: int | None
    near: int | None
    months: int | None


def trust_rows(need: Need, actor: Actor) -> list[TrustHalf]:
    """Each trust in both half-years, by name; a trust with neither posts nor nominations is left out."""
    posts = {(row.trust_number, row.half): row for row in need.posts}
    counted, given = need.by_half, need.given
    told = None if rules_need.may_see_status(actor) else sums_of(need)
    rows = []
    for pk, trust in need.trusts.items():
        planned = [posts.get((trust.code, half)) for half in (1, 2)]
        if not any(planned) and not any((pk, half) in counted for half in EVERY):
            continue
        hidden = told is not None and not told[pk].is_exact
        for half, plan in zip((1, 2), planned, strict=True):
            tally = None if hidden else counted.get((pk, half), NOBODY)
            rows.append(
                _trust_half(
                    (trust.code, trust.short_name or trust.name, trust.sort_key),
                    HalfYear(need.year, half),
                    tally,
                    plan,
                    need.rounds.get(pk),
                    given.get((pk, half), 0),
                )
            )
    return rows


def _trust_half(
    trust: tuple[str, str, str],
    period: HalfYear,
    tally: Tally | None,
    plan: PostsOfYear | None,
    now: RoundNow | None,
    given: int,
) -> TrustHalf:
    told = tally is not None and now is not None and now.told
    posts = plan.posts if plan else None
    code, name, key = trust
    return TrustHalf(
        pk=f"{code}-{period.half}",
        code=code,
        trust=name,
        trust_key=key,
        half=period.half,
        label=period.label,
        nominated=tally.nominated if tally else None,
        not_eligible=tally.not_eligible if tally else None,
        waiting=tally.waiting if tally else None,
        posts=posts,
        plan=plan_in_words(plan, period.year),
        placed=given if told else None,
        empty=max(0, posts - given) if told and posts is not None else None,
        first=tally.first if tally and told else None,
        near=tally.near if tally and told else None,
        months=tally.months if tally else None,
        state=now.round.state if now else "",
        state_words=state_in_words(now),
        proposal=bool(told and now and now.round.state != Round.State.RELEASED),
    )


def state_in_words(now: RoundNow | None) -> str:
    """How far a trust's round has come, with the word proposal on what is not released."""
    if now is None:
        return _("ikke åpnet")
    if now.round.state == Round.State.RELEASED:
        return _("frigitt")
    return _("forslag til tildeling") if now.told else _("pågår")


def plan_in_words(plan: PostsOfYear | None, year: int) -> str:
    """What stands behind the posts: «foreløpig, ført videre fra 2026»."""
    if plan is None:
        return _("ingen plan")
    words = _("vedtatt") if plan.plan_state == CapacityPlan.State.DECIDED else _("foreløpig")
    if plan.planned_for == year:
        return words
    return _("{state}, ført videre fra {year}").format(state=words, year=plan.planned_for)


def plan_of(rows: Iterable[TrustHalf]) -> str:
    """A sentence on the plan when the same holds for every trust; else the rows say it themselves."""
    words = {row.plan for row in rows if row.posts is not None}
    return _("Planen er {state}.").format(state=words.pop()) if len(words) == 1 else ""


def home_rows(need: Need, actor: Actor) -> list[HomeNeed]:
    """Every municipality within reach, those that have nominated nobody too. Sums-only: the year's count if five."""
    counted, wished = need.by_home, need.wished_at
    close = rules_need.may_see_status(actor)
    rows = []
    for home in need.homes.values():
        whole = counted.get(home.pk, NOBODY)
        rows.append(
            HomeNeed(
                pk=home.pk,
                number=home.number,
                name=home.name,
                name_key=home.sort_key,
                trust=home.trust_name,
                office=home.office_name.removeprefix("ALIS og SamLIS "),
                nominated=whole.nominated if close else told_count(whole.nominated),
                first_half=wished.get((home.pk, 1), 0) if close else None,
                second_half=wished.get((home.pk, 2), 0) if close else None,
                not_eligible=whole.not_eligible if close else None,
                placed=whole.placed if close else None,
                waiting=whole.waiting if close else None,
                first=whole.first if close else None,
                near=whole.near if close else None,
                months=whole.months if close else None,
            )
        )
    return rows


def served_at_home(by_half: dict[HalfYear, dict[int, int]]) -> list[tuple[str, int]]:
    """Half-year in words, and how many do the service in a municipal institution in it; half-years with none left out.

    ``by_half``: half-year → trust → how many who were nominated to it.
    """
    counts = [(half.label, sum(by_trust.values())) for half, by_trust in by_half.items()]
    return [(label, count) for label, count in counts if count]


def sums_of(need: Need) -> dict[int, Sum]:
    """Trust → what is told of its sum to those who may see sums only. See `small_groups`."""
    counts: dict[int, dict[int, int]] = {trust: {} for trust in need.trusts}
    for home in need.homes.values():
        counts.setdefault(home.trust, {})[home.pk] = 0
    for (trust, pk), count in need.by_pair.items():
        counts.setdefault(trust, {})[pk] = count
    return {trust: told_sum(of.values()) for trust, of in counts.items()}


def nominated_in_words(need: Need, actor: Actor, half: int = 0) -> str:
    """How many are nominated in all: the number, or «12–20» where it could give a small municipality away.

    In a half-year the trusts that are told as a span are left out: «minst 12».
    """
    if half or rules_need.may_see_status(actor):
        shown = [row.nominated for row in trust_rows(need, actor) if half in (0, row.half)]
        words = number(_sum(shown))
        return _("minst {count}").format(count=words) if None in shown else words
    told = told_together(sums_of(need).values())
    return number(told.least) if told.is_exact else f"{number(told.least)}–{number(told.most)}"


def figures_of(need: Need, actor: Actor, rows: Iterable[TrustHalf], half: int) -> list[Figure]:
    """The key figures of a year or a half-year, each a link to the rows behind it."""
    shown = [row for row in rows if half in (0, row.half)]
    trusts, homes = (address(name, need.year) for name in ("need_trusts", "need_homes"))
    by_half = f"{trusts}?{urlencode({'halvaar': half})}" if half else trusts
    close = rules_need.may_see_status(actor)
    nominated = nominated_in_words(need, actor, half)
    figures = [Figure(nominated, _("meldt inn"), href=f"{homes}?innmeldt_fra=1" if close and not half else by_half)]
    if close:
        unmet = _sum(row.not_eligible for row in shown)
        missing = address("need_missing", need.year)
        figures.append(Figure(number(unmet), _("fyller ikke vilkårene"), href=f"{missing}?hva=vilkar" if unmet else ""))
    figures.append(Figure(number(_sum(row.posts for row in shown)), _("plasser i planen"), href=by_half))
    return [*figures, *_outcome_figures(shown, by_half), *_waiting_figures(need, shown, homes, half, close=close)]


def _outcome_figures(shown: list[TrustHalf], href: str) -> list[Figure]:
    told = [row for row in shown if row.placed is not None]
    if not told:
        return []
    placed = _sum(row.placed for row in told)
    proposed = any(row.proposal for row in told)
    words = _("plasser gitt eller foreslått") if proposed else _("plasser gitt")
    return [
        Figure(number(placed), words, out_of(_sum(row.posts for row in told)), href),
        Figure(number(_sum(row.empty for row in told)), _("ledige plasser"), href=href),
        Figure(number(_sum(row.first for row in told)), _("fikk første ønske"), out_of(placed), href),
        Figure(number(_sum(row.near for row in told)), _("fikk nærmeste sykehus"), out_of(placed), href),
    ]


def _waiting_figures(need: Need, shown: list[TrustHalf], homes: str, half: int, *, close: bool) -> list[Figure]:
    if not close:
        return []
    waiting = _sum(row.waiting for row in shown)
    href = "" if half else f"{homes}?venter_fra=1"
    tally = together(tally for (_trust, its_half), tally in need.by_half.items() if half in (0, its_half))
    figures = [Figure(number(waiting), _("venter på plass"), href=href if waiting else "")]
    if tally.months is not None:
        words = ngettext("måned siden innmelding (median)", "måneder siden innmelding (median)", tally.months)
        figures.append(Figure(number(tally.months), words))
    return figures


def _sum(values: Iterable[int | None]) -> int:
    return sum(value or 0 for value in values)


def address(name: str, year: int) -> str:
    """The address of one of the pages. The map's stands among all addresses, where its drawing is handed in."""
    return reverse(name if name == "need_map" else f"placements:{name}", args=[year])


def tabs_of(year: int, actor: Actor, current: str) -> tuple[Tab, ...]:
    """The pages of a year; what is missing only for those who see status."""
    pages = [
        ("need", _("Oversikt")),
        ("need_trusts", _("Helseforetak og halvår")),
        ("need_homes", _("Kommuner")),
        ("need_map", _("Kart")),
    ]
    if rules_need.may_see_status(actor):
        pages.append(("need_missing", _("Det som mangler")))
    return tuple(Tab(label, address(name, year), name == current) for name, label in pages)


def crumbs_of(year: int) -> tuple[tuple[str, str], ...]:
    """To a page below the overview."""
    return ((_("Behov og status {year}").format(year=year), address("need", year)),)


def chosen_half(written: str | None) -> int:
    """The half-year an address asks for: 1, 2, or 0 for both."""
    return int(written) if written in {"1", "2"} else 0


def choices(need: Need, years: Iterable[int], half: int) -> dict[str, list[tuple[str, str, bool]]]:
    """The choosers: years and half-years as (words, address, whether it is the one shown)."""
    here = address("need", need.year)
    halves = [(_("Hele året"), here, half == 0)]
    halves += [(HalfYear(need.year, one).label, f"{here}?halvaar={one}", half == one) for one in (1, 2)]
    every = sorted({*years, need.year})
    return {"years": [(str(year), address("need", year), year == need.year) for year in every], "halves": halves}


def most_waiting(rows: Iterable[HomeNeed], count: int = 8) -> list[HomeNeed]:
    """The municipalities where most wait, the longest wait first among equals."""
    waiting = [row for row in rows if row.waiting]
    return sorted(waiting, key=lambda row: (-(row.waiting or 0), -(row.months or 0), row.name_key))[:count]
