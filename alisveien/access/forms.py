"""What is typed to give a role or begin a mandate."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alisveien.access.permissions import MATRIX, Role
from alisveien.base.days import NORWAY

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
DURATIONS = (("0", _("Ut dagen")), ("2", _("Tre dager")), ("13", _("To uker")))


class NoAnswer(forms.Form):
    """A form without fields: only its button."""


class RoleForm(forms.Form):
    """Who gets which role, where and for how long."""

    email = forms.EmailField(
        label=_("E-postadresse"), help_text=_("Den nye får en e-post med lenke til å velge passord.")
    )
    name = forms.CharField(label=_("Navn"), max_length=150)
    role = forms.ChoiceField(label=_("Rolle"))
    place = forms.ChoiceField(label=_("Sted"), required=False)
    from_on = forms.DateField(label=_("Fra og med"), widget=DAY)
    to_on = forms.DateField(
        label=_("Til"), required=False, widget=DAY, help_text=_("Første dag uten tilgang. La stå tomt om du ikke vet.")
    )

    def __init__(self, *args: Any, roles: Iterable[str], places: Iterable[Any], **kwargs: Any) -> None:
        """``roles`` may be given by the person; ``places`` are rows of places within reach, sorted by kind and name."""
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.fields["role"].choices = [("", _("Velg rolle"))] + [  # type: ignore[attr-defined]
            (role, Role(role).label.capitalize()) for role in MATRIX if role in set(roles)
        ]
        self.fields["place"].choices = [("", _("Velg sted")), *_by_kind(self.places)]  # type: ignore[attr-defined]

    def clean_place(self) -> Any:
        """The place itself, or None."""
        return self.places.get(self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        """A role that is held at a place needs one."""
        cleaned: dict[str, Any] = super().clean() or {}
        role = cleaned.get("role")
        if role and MATRIX[Role(role)].held_at and cleaned.get("place") is None:
            self.add_error("place", _("Velg hvor rollen gjelder."))
        return cleaned


def _by_kind(places: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for pk, place in places.items():
        groups.setdefault(str(place.get_kind_display()).capitalize(), []).append((pk, place.name))
    return list(groups.items())


class MandateForm(forms.Form):
    """Which municipality asked, what for, and for how long."""

    municipality = forms.ChoiceField(label=_("Kommune"))
    reason = forms.CharField(
        label=_("Hvem ba om hjelp, og til hva?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kommunen ser dette i loggen. Skriv ikke om pasienter eller om grunner til permisjon."),
    )
    days = forms.ChoiceField(label=_("Hvor lenge"), choices=DURATIONS)

    def __init__(self, *args: Any, places: Iterable[Any], **kwargs: Any) -> None:
        """``places`` are the municipalities the person may act for."""
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        choices = [(pk, place.name) for pk, place in self.places.items()]
        self.fields["municipality"].choices = [("", _("Velg kommune")), *choices]  # type: ignore[attr-defined]

    def clean_municipality(self) -> Any:
        """The place itself."""
        return self.places[self.cleaned_data["municipality"]]

    def clean(self) -> dict[str, Any]:
        """The days become the instant the mandate ends: midnight in Norway."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "days" in cleaned:
            day = timezone.now().astimezone(NORWAY).date() + timedelta(days=int(cleaned.pop("days")) + 1)
            cleaned["until_at"] = datetime.combine(day, time(), tzinfo=NORWAY)
        return cleaned
