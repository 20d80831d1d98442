"""Describing the arenas of a municipality: added, described step by step, confirmed, closed, with their papers.

The municipality does it; the office reads. Every change is ordinary and can be taken back.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.access.queries import link_went_to
from alisveien.access.services.links import finish_task
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.base.mail import write_letter
from alisveien.establishments import queries_arenas as queries
from alisveien.establishments import rules_arenas as rules
from alisveien.establishments.arena_steps import FIELDS
from alisveien.establishments.models import Arena, ArenaPaper
from alisveien.establishments.telling_arenas import LABELS, PAPER_LABELS, PAPER_SHOWS, SHOWS
from alisveien.journal.pictures import picture
from alisveien.journal.seen import against_unseen
from alisveien.journal.services import record
from alisveien.places.models import Place

CONFIRMED = ("confirmed_on", "confirmed_by_id")
PAPER = ("kind", "about", "from_on", "to_on")


@transaction.atomic
def add_arena(*, place: Place, answers: Mapping[str, Any], by: Actor, at: datetime) -> Arena:
    """Add an arena with what is said of it so far. Raises NotAllowed, RuleBroken."""
    allow(rules.may_describe(by, place), _refused())
    arena = Arena(place=place, place_kind=place.kind)
    _say(arena, answers)
    agree(rules.against_adding(place, norwegian_day(at)) + _against(arena))
    _saved(arena)
    after = picture(arena, *FIELDS, *CONFIRMED)
    record("establishments.arena.added", about=arena, by=by, at=at, after=after, places=[place.pk])
    return arena


@transaction.atomic
def describe_arena(*, arena: Arena, answers: Mapping[str, Any], seen: str, by: Actor, at: datetime) -> Arena:
    """Change some fields of an arena: those in ``answers``. Nothing is written when nothing changed.

    ``seen`` is the mark of what the page showed of these fields. Raises NotAllowed, RuleBroken.
    """
    arena = queries.locked_arena(arena.pk)
    allow(rules.may_answer_for(by, arena.place), _refused())
    changed = [name for name in answers if name in FIELDS]
    before = picture(arena, *changed)
    _say(arena, answers)
    agree(_against(arena))
    after = picture(arena, *changed)
    if before != after:
        agree(against_unseen(seen, before, after, LABELS, SHOWS))
        _saved(arena)
        record(
            "establishments.arena.described",
            about=arena,
            by=by,
            at=at,
            before=before,
            after=after,
            places=[arena.place_id],
        )
    return arena


@transaction.atomic
def confirm_arenas(*, place: Place, by: Actor, at: datetime) -> int:
    """Say that the descriptions of every arena in use in a municipality are right today; how many.

    Every link about it closes. Who came by one gets a receipt where the link went. Raises NotAllowed, RuleBroken.
    """
    allow(rules.may_answer_for(by, place), _refused())
    arenas = queries.open_arenas(place)
    agree(rules.against_confirming(arenas))
    for arena in arenas:
        before = picture(arena, *CONFIRMED)
        arena.confirmed_on, arena.confirmed_by_id = norwegian_day(at), by.user_id
        arena.save(update_fields=CONFIRMED)
        record(
            "establishments.arena.confirmed",
            about=arena,
            by=by,
            at=at,
            before=before,
            after=picture(arena, *CONFIRMED),
            places=[place.pk],
        )
    if by.link is not None:
        write_letter(
            kind="establishments.arenas_confirmed",
            to=link_went_to(by.link.link_id),
            template="establishments/mail/arenas_confirmed.txt",
            at=at,
            words={"municipality": place.name, "arenas": [arena.name for arena in arenas]},
            about=place,
        )
    finish_task(task=rules.CONFIRM, about=str(place.pk), at=at)
    return len(arenas)


@transaction.atomic
def add_paper(
    *, arena: Arena, kind: str, about: str, from_on: date, to_on: date | None, by: Actor, at: datetime
) -> ArenaPaper:
    """Write down an approval of an arena or an agreement about it. Raises NotAllowed, RuleBroken."""
    arena = queries.locked_arena(arena.pk)
    allow(rules.may_change_arena(by, arena), _refused())
    agree(rules.against_paper(kind=kind, about=about, from_on=from_on, to_on=to_on))
    paper = ArenaPaper.objects.create(arena=arena, kind=kind, about=about.strip(), from_on=from_on, to_on=to_on)
    record(
        "establishments.arena_paper.added",
        about=paper,
        by=by,
        at=at,
        after=picture(paper, *PAPER),
        places=[arena.place_id],
    )
    return paper


@transaction.atomic
def end_paper(*, paper: ArenaPaper, to_on: date, seen: str, by: Actor, at: datetime) -> ArenaPaper:
    """Say from which day an approval or agreement does not hold any more. Raises NotAllowed, RuleBroken.

    ``seen`` is the mark of what the page showed of it.
    """
    paper = queries.locked_paper(paper.pk)
    allow(rules.may_change_paper(by, paper), _refused())
    agree(rules.against_paper(kind=paper.kind, about=paper.about, from_on=paper.from_on, to_on=to_on))
    before = picture(paper, *PAPER)
    paper.to_on = to_on
    after = picture(paper, *PAPER)
    agree(against_unseen(seen, before, after, PAPER_LABELS, PAPER_SHOWS))
    paper.save(update_fields=["to_on"])
    record(
        "establishments.arena_paper.ended",
        about=paper,
        by=by,
        at=at,
        before=before,
        after=after,
        places=[paper.arena.place_id],
    )
    return paper


def _say(arena: Arena, answers: Mapping[str, Any]) -> None:
    """Set the fields that are answered; words without what stands around them, lists in order."""
    for name, value in answers.items():
        if name in FIELDS:
            setattr(arena, name, sorted(value) if isinstance(value, list) else value)


def _against(arena: Arena) -> list[str]:
    codes = queries.known_goals() if arena.goals_full or arena.goals_partly else frozenset()
    return rules.against_describing({name: getattr(arena, name) for name in FIELDS}, codes)


def _saved(arena: Arena) -> None:
    """Save; that another arena in use has the same name is refused by the database."""
    try:
        with transaction.atomic():
            arena.save()
    except IntegrityError as refused:
        if "arena_named_once" not in str(refused):
            raise
        raise RuleBroken([_("Kommunen har alt en slik arena med dette navnet.")]) from refused


def _refused() -> str:
    return _("Kommunen beskriver sine egne arenaer. Spør lederen eller kommuneoverlegen.")
