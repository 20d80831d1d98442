"""The state of a list in words: a chip for each thing that narrows it, and all of it for who keeps it as a view."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alisveien.base.registers import Choice, Range, Register
from alisveien.workbench.asking import Asked, address
from alisveien.workbench.cells import number


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the list, in words, and the address without it."""

    text: str
    remove: str


def _without(state: Asked, *gone: tuple[str, str]) -> str:
    return address(pair for pair in state.pairs() if pair not in gone)


def chips_of(register: Register, state: Asked) -> list[Chip]:
    """What narrows the list, each with the address without it."""
    chips = [Chip(_("Søk: %s") % state.text, _without(state, ("q", state.text)))] if state.text else []
    for one in register.filters:
        if isinstance(one, Choice):
            words = dict(state.labels.get(one.name, ()))
            chips += [
                Chip(f"{one.label}: {words[value]}", _without(state, (one.name, value)))
                for value in state.choices.get(one.name, ())
            ]
        elif one.name in state.ranges:
            low, high = state.ranges[one.name]
            gone = ((f"{one.name}_fra", str(low)), (f"{one.name}_til", str(high)))
            chips.append(Chip(_range_in_words(one, low, high), _without(state, *gone)))
    return chips


def _range_in_words(one: Range, low: int | None, high: int | None) -> str:
    unit = f" {one.unit}" if one.unit else ""
    if low is None and high is not None:
        span = _("høyst %s") % number(high)
    elif high is None and low is not None:
        span = _("minst %s") % number(low)
    else:
        span = _("%(low)s til %(high)s") % {"low": number(low or 0), "high": number(high or 0)}
    return f"{one.label}: {span}{unit}"


def words_of(register: Register, state: Asked) -> list[str]:
    """Everything a kept view holds: what narrows the list, the order and the columns where they are not the usual."""
    words = [chip.text for chip in chips_of(register, state)]
    order = f"-{state.sort}" if state.falling else state.sort
    column = register.column(state.sort)
    if column is not None and order != register.order:
        way = _("synkende") if state.falling else _("stigende")
        words.append(_("Rekkefølge: {column}, {way}").format(column=column.label, way=way))
    if state.columns:
        labels = [str(one.label) for name in state.columns if (one := register.column(name)) is not None]
        words.append(_("Kolonner: {columns}").format(columns=", ".join(labels)))
    return words or [_("Hele lista, uten filtre")]
