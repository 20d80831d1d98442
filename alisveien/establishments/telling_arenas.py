"""What the journal says about arenas and their papers, and how each change is taken back."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.establishments import rules_arenas as rules
from alisveien.establishments.arena_steps import FIELDS
from alisveien.establishments.models import Arena, ArenaPaper
from alisveien.establishments.models.choices import Equipment, Work
from alisveien.journal.handed import Reader, Removal, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of

_ARENA: dict[str, Any] = {field.name: field for field in Arena._meta.concrete_fields}
_PAPER: dict[str, Any] = {field.name: field for field in ArenaPaper._meta.concrete_fields}
LABELS: Labels = {name: _ARENA[name].verbose_name for name in (*FIELDS, "confirmed_on")}
PAPER_LABELS: Labels = {name: _PAPER[name].verbose_name for name in ("kind", "about", "from_on", "to_on")}
SEVERAL = {"equipment": Equipment, "work": Work}


def said_value(name: str, value: Any) -> str:
    """The value of a field of an arena in words; empty when nothing has been said."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        words = dict(SEVERAL[name].choices) if name in SEVERAL else {}
        return ", ".join(str(words.get(one, one)) for one in value)
    choices: dict[Any, Any] = dict(_ARENA[name].flatchoices)
    return str(choices[value]) if value in choices else str(localize(value))


def _show(name: str) -> Callable[[Any], str]:
    return lambda value: said_value(name, value) or _("tomt")


DATES = ("opened_on", "closed_on", "confirmed_on")
SHOWS: Shows = {name: _show(name) for name in FIELDS if name not in DATES}
PAPER_SHOWS: Shows = {"kind": lambda value: str(dict(ArenaPaper.Kind.choices).get(value, value))}


def _told(words: Callable[[], str]) -> Telling:
    """A telling: the deed, the arena, what changed, and the way to its record."""

    def telling(entry: Entry) -> Told:
        arena = entry.thing or Arena.objects.filter(pk=entry.about_id).first()
        changes = changes_of(entry, LABELS, SHOWS)
        if not isinstance(arena, Arena):
            return Told(words(), changes)
        return Told(f"{words()}, {arena.name}", changes, reverse("establishments:arena", args=[arena.pk]))

    return telling


def _told_paper(words: Callable[[], str]) -> Telling:
    def telling(entry: Entry) -> Told:
        paper = entry.thing or ArenaPaper.objects.filter(pk=entry.about_id).first()
        changes = changes_of(entry, PAPER_LABELS, PAPER_SHOWS)
        if not isinstance(paper, ArenaPaper):
            return Told(words(), changes)
        return Told(words(), changes, reverse("establishments:arena", args=[paper.arena_id]))

    return telling


CHANGES: dict[str, Telling] = {
    "establishments.arena.described": _told(lambda: _("Beskrivelse av læringsarena")),
    "establishments.arena.confirmed": _told(lambda: _("Læringsarena bekreftet")),
}
PAPER_CHANGES: dict[str, Telling] = {
    "establishments.arena_paper.ended": _told_paper(lambda: _("Godkjenning eller avtale avsluttet")),
}
TELLINGS: dict[str, Telling] = {
    **CHANGES,
    **PAPER_CHANGES,
    "establishments.arena.added": _told(lambda: _("Ny læringsarena")),
    "establishments.arena_paper.added": _told_paper(lambda: _("Godkjenning eller avtale lagt til")),
}
UNDOINGS: dict[str, Undoing] = {
    "establishments.arena.added": Undoing(
        may=rules.may_change_arena,
        labels=LABELS,
        removal=Removal(
            hanging=gettext_lazy(
                "Arenaen har en godkjenning, en avtale eller noe annet knyttet til seg. "
                "Ta det bort først, så kan arenaen tas bort."
            ),
            then=lambda arena: reverse("establishments:arenas_together", args=[arena.place.code]),
        ),
    ),
    "establishments.arena_paper.added": Undoing(
        may=rules.may_change_paper,
        labels=PAPER_LABELS,
        removal=Removal(
            hanging=gettext_lazy("Noe annet viser til den. Ta det bort først, så kan den tas bort."),
            then=lambda paper: reverse("establishments:arena", args=[paper.arena_id]),
        ),
    ),
    **{kind: Undoing(may=rules.may_change_arena, labels=LABELS) for kind in CHANGES},
    **{kind: Undoing(may=rules.may_change_paper, labels=PAPER_LABELS) for kind in PAPER_CHANGES},
}
READERS: dict[str, Reader] = {
    "establishments.arena": rules.may_read_arena_log,
    "establishments.arenapaper": rules.may_read_paper_log,
}
NAMED: dict[str, tuple[str, ...]] = {
    "establishments.arena": ("place",),
    "establishments.arenapaper": ("arena__place",),
}
