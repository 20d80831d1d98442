"""The form of a kept view."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NOBODY, PLACE, EVERYBODY = "nobody", "place", "everybody"


class ViewForm(forms.Form):
    """Name, who may open it, and whether the list is to open this way.

    ``cleaned_data`` holds ``name``, ``shared_with``, ``place_id`` and ``is_default``. ``places`` are pairs of id and
    name where one may share.
    """

    name = forms.CharField(
        label=_("Navn på visningen"),
        max_length=60,
        help_text=_("For eksempel «Nord uten lokalsykehus»."),
        error_messages={"required": _("Gi visningen et navn.")},
    )
    shared = forms.ChoiceField(label=_("Hvem kan åpne den?"))
    is_default = forms.BooleanField(label=_("Åpne lista slik for meg"), required=False)

    def __init__(self, *args: Any, places: Iterable[tuple[int, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        at = [(f"{PLACE}:{pk}", _("Alle med en rolle ved {place}").format(place=name)) for pk, name in places]
        choices = [(NOBODY, _("Bare meg")), *at, (EVERYBODY, _("Alle som er logget inn"))]
        shared = self.fields["shared"]
        if isinstance(shared, forms.ChoiceField):
            shared.choices = choices

    def clean(self) -> dict[str, Any]:
        """Split who may open it into ``shared_with`` and ``place_id``; the name without outer and double spaces."""
        found = super().clean() or {}
        kind, _colon, place = str(found.pop("shared", NOBODY)).partition(":")
        found |= {"shared_with": kind, "place_id": int(place) if place else None}
        if "name" in found:
            found["name"] = " ".join(found["name"].split())
        return found


class NoAnswer(forms.Form):
    """A form with a button only."""
