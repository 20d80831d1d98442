"""What the pages of arenas show: one arena with all that is said of it, and a municipality's arenas together."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.accounts.queries import names_of
from alisveien.base.actor import Actor
from alisveien.establishments import arena_steps as steps
from alisveien.establishments import queries_arenas as queries
from alisveien.establishments import rules_arenas as rules
from alisveien.establishments.models import Arena, ArenaPaper, Speciality
from alisveien.establishments.queries_arenas import GoalCover
from alisveien.establishments.queries_before import arena_before
from alisveien.establishments.rules_dates import in_words
from alisveien.establishments.telling_arenas import LABELS, said_value
from alisveien.journal.pages import log_of
from alisveien.places.models import Place

Context = dict[str, Any]


def arena_page(actor: Actor, arena: Arena, today: date) -> Context:
    """The record of an arena."""
    papers = queries.papers_of(arena)
    logs = [*log_of(actor, arena), *(line for paper in papers for line in log_of(actor, paper))]
    return _record_of(arena, papers, today, may=rules.may_change_arena(actor, arena)) | {"log": logs, "shows_log": True}


def arena_page_then(actor: Actor, arena: Arena, day: date) -> Context:
    """The record of an arena as it was described on a day; nothing can be changed there."""
    before = arena_before(actor, arena, day)
    if before is None:
        crumb = [*crumbs(arena.place), (arena.name, "")]
        there = {"title": arena.name, "arena": arena, "place": arena.place, "crumbs": crumb, "was_not_there": True}
        return there | {"groups": [], "goals": [], "papers": [], "may": False}
    return _record_of(*before, day, may=False)


def _record_of(arena: Arena, papers: Iterable[ArenaPaper], today: date, *, may: bool) -> Context:
    """What is said of an arena, with its papers, as it stands on a day."""
    place = arena.place
    return {
        "title": arena.name,
        "arena": arena,
        "place": place,
        "badges": _badges(arena, today),
        "crumbs": [*crumbs(place), (arena.name, "")],
        "facts": [
            _fact(_("Slag"), str(arena.get_kind_display())),
            _fact(_("Kommune"), place.name, f"/kommuner/{place.code}/"),
            _fact(_("Drives av"), str(arena.get_run_by_display())),
            _fact(_("Sist bekreftet"), confirmed_words(arena)),
        ],
        "groups": [_group(arena, name, may=may) for name in steps.steps_of(arena) if name not in ("om", steps.GOALS)],
        "goals": _goals_of(arena),
        "papers": [_paper(one, today, may=may) for one in papers],
        "may": may,
        "first_step": steps.steps_of(arena)[0],
        "goals_step": steps.GOALS,
        "source": _("Kilde: kommunens egen beskrivelse, etter punktene i søknaden til ALIS-Vest fra 2019."),
    }


def crumbs(place: Place) -> list[tuple[str, str]]:
    """The way from the list to a municipality's arenas."""
    return [
        (_("Læringsarenaer"), reverse("establishments:arenas")),
        (place.name, reverse("establishments:arenas_together", args=[place.code])),
    ]


def _fact(label: Any, value: str, href: str = "") -> dict[str, str]:
    return {"label": str(label), "value": value, "href": href}


def _badges(arena: Arena, today: date) -> list[dict[str, str]]:
    badges = []
    if arena.is_synthetic:
        badges.append({"text": _("Øvingsdata: oppdiktet beskrivelse"), "tone": "warning"})
    if arena.closed_on and arena.closed_on <= today:
        badges.append({"text": _("Ikke i bruk fra {day}").format(day=in_words(arena.closed_on)), "tone": "neutral"})
    elif rules.is_stale(arena.confirmed_on, today):
        badges.append({"text": _("Bør bekreftes"), "tone": "info"})
    return badges


def confirmed_words(arena: Arena) -> str:
    """When a description was last said to be right, and by whom."""
    if arena.confirmed_on is None:
        return _("ikke bekreftet ennå")
    who = names_of([arena.confirmed_by_id]) if arena.confirmed_by_id else {}
    if arena.is_synthetic and not who:
        return in_words(arena.confirmed_on)
    name = who.get(arena.confirmed_by_id or 0, "") or _("kommunen, med lenke")
    return _("{day} av {name}").format(day=in_words(arena.confirmed_on), name=name)


def _group(arena: Arena, name: str, *, may: bool) -> Context:
    """One step as a part of the record: what is said, and how many of its questions are not answered."""
    fields = steps.STEPS[name]
    said = [
        _fact(LABELS[field], said_value(field, getattr(arena, field)))
        for field in fields
        if steps.is_said(getattr(arena, field))
    ]
    return {
        "name": name,
        "title": steps.step_words(name).title,
        "facts": said,
        "missing": len(fields) - len(said),
        "href": reverse("establishments:arena_step", args=[arena.pk, name]) if may else "",
    }


def _goals_of(arena: Arena) -> list[Context]:
    """How many goals of each speciality the arena gives."""
    found = []
    for speciality in Speciality:
        cover = queries.cover_of([arena], speciality)
        found.append(
            {
                "speciality": str(speciality.label),
                "full": [one.goal for one in cover if one.full],
                "partly": [one.goal for one in cover if one.partly],
                "of": len(cover),
            }
        )
    return found


def _paper(paper: ArenaPaper, today: date, *, may: bool) -> Context:
    ended = paper.to_on is not None and paper.to_on <= today
    period = (
        _("fra {start} til {end}").format(start=in_words(paper.from_on), end=in_words(paper.to_on))
        if paper.to_on
        else _("fra {start}").format(start=in_words(paper.from_on))
    )
    return {
        "kind": str(paper.get_kind_display()).capitalize(),
        "about": paper.about,
        "period": period,
        "ended": ended,
        "href": reverse("establishments:paper_end", args=[paper.pk]) if may and paper.to_on is None else "",
    }


def together_page(actor: Actor, place: Place, speciality: Speciality, today: date) -> Context:
    """A municipality's arenas side by side, and which goals they give together."""
    arenas = queries.arenas_of(actor, place)
    in_use = [arena for arena in arenas if arena.closed_on is None]
    cover = queries.cover_of(in_use, speciality)
    may = rules.may_describe(actor, place) and not place.has_ended_by(today)
    return {
        "title": _("Læringsarenaer i {place}").format(place=place.name),
        "place": place,
        "crumbs": [crumbs(place)[0], (place.name, "")],
        "synthetic": any(arena.is_synthetic for arena in arenas),
        "arenas": [_row(arena, today) for arena in in_use],
        "closed": [_row(arena, today) for arena in arenas if arena.closed_on],
        "may": may,
        "may_ask": bool(in_use) and rules.may_ask(actor, place),
        "speciality": speciality,
        "specialities": Speciality.choices,
        "sums": _sums(cover),
        "goal_sections": _sections(cover),
        "columns": in_use,
        "source": _("Kilde: kommunens egen beskrivelse. Læringsmålene er de som gjelder nå, etter Lovdata."),
    }


def _row(arena: Arena, today: date) -> Context:
    asked = [name for step in steps.steps_of(arena) for name in steps.STEPS[step] if step not in ("om", steps.GOALS)]
    return {
        "arena": arena,
        "said": steps.said_of(arena, asked),
        "asked": len(asked),
        "confirmed": in_words(arena.confirmed_on) if arena.confirmed_on else "",
        "stale": rules.is_stale(arena.confirmed_on, today),
        "full": len(arena.goals_full),
        "partly": len(arena.goals_partly),
    }


def _sums(cover: Iterable[GoalCover]) -> list[dict[str, str]]:
    """Of all the goals: given fully, only partly, in hospital, and by nobody."""
    several = list(cover)
    full = sum(bool(one.full) for one in several)
    partly = sum(bool(one.partly) and not one.full for one in several)
    missing = sum(one.missing for one in several)
    hospital = len(several) - full - partly - missing
    return [
        _fact(_("Nås helt hjemme"), _("{count} av {all}").format(count=full, all=len(several))),
        _fact(_("Nås bare delvis"), str(partly)),
        _fact(_("Nås i sykehus"), str(hospital)),
        _fact(_("Mangler"), str(missing)),
    ]


def _sections(cover: Iterable[GoalCover]) -> list[Context]:
    """The goals in their sections, each with what the arenas give; those with most missing are opened."""
    found = []
    for (framework, title), group in groupby(cover, key=_section_of):
        rows = list(group)
        missing = sum(one.missing for one in rows)
        found.append({"title": title, "framework": framework, "rows": rows, "missing": missing, "count": len(rows)})
    return found


def _section_of(one: GoalCover) -> tuple[str, str]:
    goal = one.goal
    return str(goal.get_framework_display()), f"{goal.section} {goal.section_title}".strip()


def described(arenas: Iterable[Arena], today: date) -> list[Context]:
    """The arenas in use with everything said of each, to be read through before it is confirmed."""
    return [
        _row(arena, today)
        | {
            "facts": [
                _fact(LABELS[name], said_value(name, getattr(arena, name)))
                for step in steps.steps_of(arena)
                for name in steps.STEPS[step]
                if step != steps.GOALS and name != "name" and steps.is_said(getattr(arena, name))
            ]
        }
        for arena in arenas
        if arena.closed_on is None
    ]


def mark_of(several: Iterable[Context]) -> str:
    """The same as long as the same is said of the arenas: what one agrees to is what one read."""
    said = [(one["arena"].pk, one["facts"], one["full"], one["partly"]) for one in several]
    return sha256(repr(said).encode()).hexdigest()[:16]
