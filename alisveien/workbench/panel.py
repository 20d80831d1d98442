"""The search and filters beside a list, as values the template prints."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from alisveien.base.registers import Range, Register
from alisveien.workbench.asking import Asked

MANY_CHOICES = 20


def panel_of(register: Register, state: Asked) -> list[dict[str, Any]]:
    """The filters as fields: kind, name, label, and the choices with what is chosen, drawn."""
    fields: list[dict[str, Any]] = []
    for one in register.filters:
        if isinstance(one, Range):
            low, high = state.ranges.get(one.name, (None, None))
            fields.append(
                {
                    "kind": "range",
                    "name": one.name,
                    "label": one.label,
                    "unit": one.unit,
                    "low": state.typed.get(f"{one.name}_fra", low),
                    "high": state.typed.get(f"{one.name}_til", high),
                    "wrong_low": f"{one.name}_fra" in state.typed,
                    "wrong_high": f"{one.name}_til" in state.typed,
                }
            )
            continue
        labels, chosen = state.labels.get(one.name, ()), state.choices.get(one.name, ())
        few = one.several and len(labels) <= MANY_CHOICES
        boxes = [(value, label, value in chosen) for value, label in labels]
        options = _boxes(one.name, boxes) if few else _options(boxes)
        fields.append({"kind": "several" if few else "one", "name": one.name, "label": one.label, "options": options})
    return fields


def _boxes(name: str, choices: Iterable[tuple[str, str, bool]]) -> SafeString:
    """A box to tick for each choice. Drawn here: a list has some dozens, on which a template spends as on its rows."""
    drawn = (
        f'<div class="ds-field"><input class="ds-input" type="checkbox" id="{name}-{number}" name="{name}"'
        f' value="{escape(value)}"{" checked" if chosen else ""}>'
        f'<label for="{name}-{number}">{escape(label)}</label></div>'
        for number, (value, label, chosen) in enumerate(choices, start=1)
    )
    return SafeString("".join(drawn))


def _options(choices: Iterable[tuple[str, str, bool]]) -> SafeString:
    """The options of a menu: one of every municipality is hundreds, which a template is slow to print."""
    drawn = (
        f'<option value="{escape(value)}"{" selected" if chosen else ""}>{escape(label)}</option>'
        for value, label, chosen in choices
    )
    return SafeString("".join(drawn))
