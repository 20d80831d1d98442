"""What is asked when a round is opened: which trust, which year."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alisveien.base.shipped import RULES
from alisveien.placements.telling.reasons import RULES as RULES_TITLES
from alisveien.places.models import Place

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DrawForm(forms.Form):
    """The public value the lot is drawn by, and the day it became known."""

    value = forms.CharField(
        label=gettext_lazy("Verdien"),
        max_length=200,
        help_text=gettext_lazy("Skriv den som kunngjort. Flere tall skilles med ett mellomrom."),
        error_messages={"required": gettext_lazy("Skriv verdien slik den er kunngjort.")},
    )
    known_on = forms.DateField(
        label=gettext_lazy("Kunngjort"),
        widget=DAY,
        help_text=gettext_lazy("Dagen verdien ble kjent. Den kan ikke være kjent før lista ble låst."),
        error_messages={"required": gettext_lazy("Velg dagen verdien ble kunngjort.")},
    )


class WhatIfForm(forms.Form):
    """Other posts in each half-year, and a rule set: what a coordinator tries without deciding anything."""

    use_required_attribute = False
    MOST = 500

    NUMBER = forms.TextInput(
        attrs={"inputmode": "numeric", "data-short": "ja"}
    )  # a number field drops what is no number

    p1 = forms.IntegerField(label=gettext_lazy("Plasser i P1"), min_value=0, max_value=MOST, widget=NUMBER)
    p2 = forms.IntegerField(label=gettext_lazy("Plasser i P2"), min_value=0, max_value=MOST, widget=NUMBER)
    rules = forms.ChoiceField(
        label=gettext_lazy("Regelsett"),
        choices=[(name, RULES_TITLES[name]) for name in RULES],
        error_messages={"required": gettext_lazy("Velg regelsett.")},
    )


class RoundForm(forms.Form):
    """A trust and a year. ``cleaned_data`` is the trust itself and the year as a number."""

    use_required_attribute = False

    trust = forms.ChoiceField(
        label=gettext_lazy("Helseforetak"), error_messages={"required": gettext_lazy("Velg helseforetak.")}
    )
    year = forms.TypedChoiceField(
        label=gettext_lazy("År"),
        coerce=int,
        help_text=gettext_lazy("Runden gjelder P1 (mars–august) og P2 (september–februar) dette året."),
        error_messages={
            "required": gettext_lazy("Velg år."),
            "invalid_choice": gettext_lazy("Velg et av årene i lista."),
        },
    )

    def __init__(self, data: Any = None, *, trusts: Sequence[Place], years: Sequence[int], **more: Any) -> None:
        super().__init__(data, **more)
        self.trusts = {one.code: one for one in trusts}
        self.fields["trust"].choices = [(code, one.name) for code, one in self.trusts.items()]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]

    def clean_trust(self) -> Place:
        """The trust itself."""
        return self.trusts[self.cleaned_data["trust"]]
