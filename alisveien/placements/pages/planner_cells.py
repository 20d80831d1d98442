"""The cells of the grid of a plan: what lies in each, and how it is drawn.

Drawn here and not by a template, as the cells of a list are: two hundred posts cost a template forty milliseconds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece in its cell. ``state``: decided, proposed (moved in the draft) or vacant. ``href`` leads to moving it."""

    key: str
    state: str
    period: str
    name: str
    note: str
    wish: str = ""
    lifted: bool = False
    was: str = ""
    warns: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the grid: its address in forms, what it is called, and what lies there."""

    half: str
    place: str
    label: str
    pieces: tuple[Shown, ...]


def cells_of(squares: Iterable[Square]) -> SafeString:
    """The cells of a row. Each carries its address for planner.js, and each piece its key."""
    none = f'<span aria-hidden="true">–</span><span class="ds-sr-only">{escape(_("ingen her"))}</span>'
    move, moved = escape(_("Flytt")), _("Flyttes fra {was}")
    drawn = []
    for one in squares:
        within = "".join(_piece(piece, move, moved) for piece in one.pieces)
        look = "" if within else ' class="none"'
        address = f'data-half="{one.half}" data-place="{one.place}" data-label="{escape(one.label)}"'
        drawn.append(f'<td role="cell" {address}{look}>{within or none}</td>')
    return SafeString("".join(drawn))


def _piece(piece: Shown, move: str, moved: str) -> str:
    """A doctor or an empty post; ``move`` and ``moved`` are the words for those that can be and have been moved."""
    name, note, look, lift = escape(piece.name), escape(piece.note), f"planned planned-{piece.state}", ""
    called = name
    if piece.href:
        lift = f' data-piece="{piece.key}" data-href="{escape(piece.href)}" data-name="{name}, {note}"'
        called = f'<a href="{escape(piece.href)}"><span class="ds-sr-only">{move}</span> {name}</a>'
    told = [f'<strong>{called}</strong> <span class="quiet">{note}</span>']
    if piece.was:
        look += " planned-moved"
        told.append(f'<span class="quiet plan-was">{escape(moved.format(was=piece.was))}</span>')
    told += [f'<span class="plan-warn">{escape(words)}</span>' for words in piece.warns]
    return (
        f'<div class="{look}" id="{piece.key}"{lift}><span class="planned-period">{piece.period}</span> '
        f"<span>{' '.join(told)}</span>{_wish(piece)}</div>"
    )


def _wish(piece: Shown) -> str:
    """Which wish a doctor was given; nothing when there is none to tell of."""
    look = "wish-number wish-lifted" if piece.lifted else "wish-number"
    return f' <span class="{look}">{escape(piece.wish)}</span>' if piece.wish else ""
