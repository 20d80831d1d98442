"""What is typed when a placement is made longer, interrupted, ended or split."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.placements.models import Interruption
from alisveien.placements.rules_stays_deeds import MOST_WHY
from alisveien.places.models import Place


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, help_text=help_text, error_messages={"required": _("Velg dag.")})


class DeedForm(forms.Form):
    """A deed on a placement; ``wards`` are the departments of the trust, for the one that asks for one."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, wards: Sequence[Place] = (), **more: Any) -> None:
        super().__init__(data, **more)
        self.wards = {str(one.pk): one for one in wards}


class ExtendForm(DeedForm):
    """The new last day."""

    to_on = _day(_("Ny siste dag"))


class InterruptForm(DeedForm):
    """The days that are left out, and which kind."""

    from_on = _day(_("Første dag borte"))
    to_on = _day(_("Siste dag borte"))
    code = forms.ChoiceField(
        label=_("Hva slags avbrudd"),
        choices=Interruption.Code.choices,
        help_text=_("Velg «avtalt fravær» når grunnen bare angår legen. Ingen spør om mer."),
    )


class EndForm(DeedForm):
    """The last day that is served."""

    last_on = _day(_("Siste dag i sykehuset"), _("Resten av plassen blir ledig for andre. Ingen grunn føres."))


class SplitForm(DeedForm):
    """The second unit, and how the trust arranges it."""

    ward = forms.ChoiceField(
        label=_("Avdeling de siste tre månedene"), error_messages={"required": _("Velg avdeling.")}
    )
    why = forms.CharField(
        label=_("Hvordan legger foretaket til rette?"),
        max_length=MOST_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvordan foretaket legger til rette.")},
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        offered = [(key, f"{one.parent}, {one.name}") for key, one in self.wards.items()]
        self.fields["ward"].choices = [("", _("Velg avdeling")), *offered]  # type: ignore[attr-defined]

    def clean_ward(self) -> Place:
        """The department itself."""
        return self.wards[self.cleaned_data["ward"]]


class JoinForm(DeedForm):
    """Nothing is asked."""
