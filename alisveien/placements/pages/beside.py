"""The cards beside the work list: the posts of the year and how far the round has come, for trust and office."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.base.work import Aside
from alisveien.placements import queries, queries_need, sources
from alisveien.placements.models import Round
from alisveien.placements.telling.reasons import rules_title
from alisveien.posts.queries import posts_for

TONES = 4
"""How many hospitals get a tone of their own; the rest share the last."""
State = Round.State


@dataclass(frozen=True, slots=True)
class Strip:
    """The posts of a half-year or a trust, a cell for each: ``tone-1`` … by hospital, or ``free``; and in words."""

    label: str
    note: str
    count: str
    cells: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Mile:
    """A step of the round on the card. ``state``: done, now or left."""

    state: str
    title: str
    words: str


def beside_for(actor: Actor, today: date) -> list[Aside]:
    """The cards of a trust's coordinator or an office's adviser; nothing for others. A fixed number of queries."""
    if actor.may(Permission.FREEZE_ROUND):
        return _of_trust(actor, today)
    return _of_region(actor, today) if actor.may(Permission.ACT_ON_REQUEST) else []


def _of_trust(actor: Actor, today: date) -> list[Aside]:
    """The posts and the journey of the round the trust is on: the first that is not released, else the last."""
    found = list(queries.rounds_for(actor).filter(year__gte=today.year).order_by("year", "trust__sort_key"))
    if not found:
        return []
    round_ = next((one for one in found if one.state != State.RELEASED), found[-1])
    posts = {row.period[:2]: row.posts for row in sources.round_posts_for(actor, round_.trust, round_.year, today)}
    given = queries.posts_given(round_)
    tones = _tones(given)
    strips = [_half(half, posts.get(f"P{half}", 0), given.get(half, Counter()), tones, round_) for half in (1, 2)]
    address = [round_.year, round_.trust.code]
    capacity = {
        "year": round_.year,
        "lead": _how_sure(round_, tried=bool(given)),
        "strips": strips,
        "decided": _decided(round_),
        "href": reverse("placements:trust_grid", args=address) if given else "",
    }
    journey = {
        "title": _("{trust}, runden {year}").format(trust=_short(round_), year=round_.year),
        "miles": _miles(round_),
        "href": reverse("placements:round_overview", args=address),
    }
    return [
        Aside(template="placements/_beside_capacity.html", context=capacity),
        Aside(template="placements/_beside_journey.html", context=journey),
    ]


def _of_region(actor: Actor, today: date) -> list[Aside]:
    """The posts and how far the rounds have come, trust by trust in the region of the office."""
    year = queries_need.year_at_hand(actor, today)
    posts: Counter[str] = Counter()
    for row in posts_for(actor, year, today):
        posts[row.trust_number] += row.posts
    rows = []
    for trust, now, given in queries_need.trusts_now(actor, year, today):
        if now is None and not posts[trust.code]:
            continue
        told = now is not None and now.told
        href = f"{reverse('placements:need_trusts', args=[year])}?foretak={trust.code}"
        words = _stands(now.round if now else None)
        count = _("{given} av {posts}").format(given=given, posts=posts[trust.code]) if told else str(posts[trust.code])
        cells = ("tone-1",) * given + ("free" if told else "open",) * (posts[trust.code] - given)
        rows.append((href, Strip(trust.short_name or trust.name, "", count, cells, words)))
    if not rows:
        return []
    context = {"year": year, "rows": rows, "href": reverse("placements:need", args=[year])}
    return [Aside(template="placements/_beside_region.html", context=context)]


def _tones(given: dict[int, Counter[str]]) -> dict[str, int]:
    """Hospital → its tone, the same in both half-years: 1 for the one with most posts in the year."""
    year = sum(given.values(), Counter())
    ranked = sorted(year, key=lambda name: (-year[name], name))
    return {name: min(place, TONES) for place, name in enumerate(ranked, start=1)}


def _half(half: int, posts: int, given: Counter[str], tones: dict[str, int], round_: Round) -> Strip:
    """One half-year: a cell for each post, the hospitals in the order of their tones."""
    months = _("mars–august") if half == 1 else _("sept.–februar")
    ranked = [(name, given[name]) for name in tones if given[name]]
    cells = [f"tone-{tones[name]}" for name, count in ranked for _cell in range(count)]
    free = max(posts - len(cells), 0)
    words = [f"{name} {count}" for name, count in ranked]
    if free:
        words.append(ngettext("{count} ledig", "{count} ledige", free).format(count=free))
    of = _("{given} av {posts}").format(given=len(cells), posts=posts)
    return Strip(f"P{half} {round_.year}", months, of, (*cells, *("free",) * free), ", ".join(words))


def _how_sure(round_: Round, *, tried: bool) -> str:
    """Whether the cells are decided."""
    if round_.state == State.RELEASED:
        return _("Tildelt")
    return _("Forslag til tildeling, ikke vedtatt") if tried else _("Ikke fordelt ennå")


def _decided(round_: Round) -> str:
    """When the posts were decided."""
    if round_.capacity_decided_at is None:
        return _("Antall plasser er ikke vedtatt.")
    day = date_format(localtime(round_.capacity_decided_at), "j. F Y")
    return _("Antall plasser vedtatt {day}.").format(day=day)


def _miles(round_: Round) -> list[Mile]:
    """The journey of a round: what is done with its day, the step it is on, and what is left."""
    rules = rules_title(round_.rules_name) if round_.rules_name else ""
    steps = (
        (_("Antall plasser vedtatt"), _("Vedta antall plasser"), round_.capacity_decided_at, ""),
        (_("Regelsett valgt"), _("Velg regelsett"), round_.rules_chosen_at, rules),
        (_("Lista låst"), _("Lås lista"), round_.frozen_at, ""),
        (_("Plassene fordelt"), _("Fordel plassene"), round_.distributed_at, ""),
        (_("Fordelingen kontrollert"), _("Kontroller fordelingen"), round_.judged_at, ""),
        (_("Frigitt til leger og kommuner"), _("Frigi til leger og kommuner"), round_.released_at, ""),
    )
    now = next((place for place, step in enumerate(steps) if step[2] is None), len(steps))
    return [
        Mile("done", done, ", ".join(_day_and(at, more)))
        if at
        else Mile("now" if place == now else "left", undone, _("nå") if place == now else "")
        for place, (done, undone, at, more) in enumerate(steps)
    ]


def _day_and(at: datetime, more: str) -> Iterable[str]:
    yield date_format(localtime(at), "j. F")
    if more:
        yield f"«{more}»"


def _stands(round_: Round | None) -> str:
    """How far a round has come, in a few words."""
    if round_ is None:
        return _("Runden er ikke åpnet")
    if round_.state == State.DRAFTED and round_.capacity_decided_at is None:
        return _("Antall plasser er ikke vedtatt")
    return {
        State.DRAFTED: _("Lista er ikke låst"),
        State.FROZEN: _("Lista er låst"),
        State.DISTRIBUTED: _("Fordelt, ikke kontrollert"),
        State.JUDGED: _("Venter på frigivelse"),
        State.RELEASED: _("Frigitt"),
    }[State(round_.state)]


def _short(round_: Round) -> str:
    return round_.trust.short_name or round_.trust.name
