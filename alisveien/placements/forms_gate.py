"""What a trust decides about its gate."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alisveien.placements.models import GateRules, Level
from alisveien.placements.rules_gate import FIELDS, FLOOR, NOTICE

_NUMBER = {"inputmode": "numeric", "data-short": "ja"}


def _levels(label: Any, *levels: Level) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[(one.value, f"{str(one.label).capitalize()}") for one in levels])


class GateForm(forms.Form):
    """The conditions, from which round, and why."""

    use_required_attribute = False

    year = forms.TypedChoiceField(label=gettext_lazy("Gjelder fra runden"), coerce=int)
    floor_days = forms.IntegerField(
        label=gettext_lazy("Dager i ALIS-stilling når halvåret begynner"),
        widget=forms.TextInput(attrs=_NUMBER),
        help_text=gettext_lazy("365 er ett år, 1095 er tre. Permisjon trekkes ikke fra."),
    )
    notice_months = forms.IntegerField(
        label=gettext_lazy("Måneder fra innmelding til halvåret begynner"),
        widget=forms.TextInput(attrs=_NUMBER),
        help_text=gettext_lazy("Senere innmelding gir et varsel og stopper ingen."),
    )
    registration = _levels(gettext_lazy("Kommunen er registrert som utdanningsvirksomhet"), *Level)
    agreement = _levels(gettext_lazy("Signert samarbeidsavtale om sykehustjeneste"), *Level)
    scheme = _levels(gettext_lazy("Ny eller konvertert ordning"), Level.WARN, Level.STOP)
    why = forms.CharField(
        label=gettext_lazy("Hvorfor"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Vises for alle som leser vilkårene. Skriv ikke om personer."),
    )

    def __init__(self, *args: Any, years: Sequence[int], standing: GateRules | None, **kwargs: Any) -> None:
        """``years``: the rounds to choose among; ``standing``: the version that is changed, None for the first."""
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(year), str(year)) for year in years]
        proposed = {"floor_days": FLOOR, "notice_months": NOTICE}
        for name in FIELDS:
            self.fields[name].initial = getattr(standing, name) if standing else proposed.get(name, Level.STOP.value)

    def clean(self) -> dict[str, Any]:
        """What was typed, with the first day of the round in place of its year."""
        found = dict(super().clean() or {})
        year = found.pop("year", None)
        return found | ({"valid_from": date(year, 3, 1)} if year else {})
