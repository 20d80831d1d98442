"""How a year's rounds fall on municipalities: groups as rows, one or two rule sets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.registers import Text
from alisveien.engines.distribution.fairness import LARGEST, Fate, Group, group_of, grouped

TITLES: dict[str, Text] = {
    "size": gettext_lazy("Kommunens størrelse"),
    "centrality": gettext_lazy("Sentralitet"),
    "trust": gettext_lazy("Helseforetak"),
}
HEADINGS: dict[str, Text] = {
    "size": gettext_lazy("Innbyggere"),
    "centrality": gettext_lazy("Sentralitetsklasse"),
    "trust": gettext_lazy("Helseforetak"),
}
ALL = "alle"


@dataclass(frozen=True, slots=True)
class Cells:
    """What is told of a group: those placed, with the first wish, at the nearest, the wait, and how many declined."""

    placed: str
    first_wish: str
    nearest: str
    wait: str
    declined: str


@dataclass(frozen=True, slots=True)
class Row:
    """A group as it is under the first rule set, and under the second when there is one."""

    label: str
    now: Cells
    then: Cells | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The groups of one kind."""

    anchor: str
    title: Text
    heading: Text
    rows: tuple[Row, ...]


def tables_of(now: Sequence[Fate], then: Sequence[Fate] | None) -> list[Table]:
    """A table for each thing doctors are grouped by, everybody together last."""
    return [Table(f"etter-{by}", TITLES[by], HEADINGS[by], tuple(_rows(by, now, then))) for by in TITLES]


def _rows(by: str, now: Sequence[Fate], then: Sequence[Fate] | None) -> Iterable[Row]:
    others = {group.key: group for group in grouped(then, by)} if then is not None else {}
    for group in grouped(now, by):
        other = others.get(group.key)
        yield Row(_label(by, group.key), _cells(group), _cells(other) if other else None)
    yield Row(_("Alle"), _cells(group_of(ALL, now)), None if then is None else _cells(group_of(ALL, then)), whole=True)


def _label(by: str, key: str) -> str:
    if by == "size":
        return _("20 000 og flere") if key == LARGEST else key.replace("under", _("under"))
    if by == "centrality":
        names = {"1": _("1, mest sentral"), "6": _("6, minst sentral"), "0": _("ukjent")}
        return names.get(key, key)
    return key


def _cells(group: Group) -> Cells:
    words = _("{count} av {all}")
    wait = ngettext("{count} dag", "{count} dager", group.wait_days or 0).format(count=group.wait_days)
    return Cells(
        placed=_share(words, group.placed, group.taking_part),
        first_wish=_share(words, group.first_wish, group.placed),
        nearest=_share(words, group.nearest, group.placed),
        wait="–" if group.wait_days is None else wait,
        declined=str(group.declined),
    )


def _share(words: str, count: int, every: int) -> str:
    """«6 av 8 (75 %)»; a dash of nobody."""
    if not every:
        return "–"
    return words.format(count=count, all=every) + f" ({round(100 * count / every)}\u00a0%)"
