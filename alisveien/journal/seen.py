"""Two who edit the same at once: a mark of what a page showed, and what the second one is told.

The page carries the mark in a hidden field; the deed compares it with what stands now, and says what others changed.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from alisveien.journal.words import Labels, Shows, said

LENGTH = 20


class SeenForm(forms.Form):
    """A form that carries the mark of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=LENGTH)


def mark_of(values: Mapping[str, Any]) -> str:
    """The same for the same plain values (a `journal.pictures.picture`), and another for others."""
    written = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:LENGTH]


def against_unseen(
    seen: str,
    now: Mapping[str, Any],
    typed: Mapping[str, Any],
    labels: Labels,
    shows: Shows | None = None,
) -> list[str]:
    """Why what was typed cannot be saved yet: others have changed it since it was ``seen``. Empty when they have not.

    ``now`` is what stands, ``typed`` what would; both by the same names, as ``labels`` and ``shows`` (value → words).
    """
    return [] if seen == mark_of(now) else told_now(now, typed, labels, shows)


def told_now(
    now: Mapping[str, Any],
    typed: Mapping[str, Any],
    labels: Labels,
    shows: Shows | None = None,
) -> list[str]:
    """That others have changed something, and what stands now wherever it is not what was typed."""
    words = _("Noen andre har endret dette siden du åpnet siden. Lagre på nytt hvis det du har skrevet, skal gjelde.")
    return [
        words,
        *(
            _("{label} er nå «{value}».").format(label=labels[name], value=said(now[name], (shows or {}).get(name)))
            for name in now
            if name in labels and now[name] != typed.get(name)
        ),
    ]


def see_again(form: forms.Form, **values: Any) -> None:
    """After the deed refused: let the next try carry what stands now, with all that was typed kept."""
    if form.is_bound and form.non_field_errors():
        form.data = form.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            form.data[form.add_prefix(name)] = value  # type: ignore[index]
