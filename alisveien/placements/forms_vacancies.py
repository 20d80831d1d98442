"""What is asked when an empty post is offered: what is set aside, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alisveien.placements.rules_vacancies import waived_title


class OfferVacancyForm(forms.Form):
    """Which requirements are set aside for the one it is offered to, and why; nothing where none has to be."""

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, missing: Sequence[str]) -> None:
        super().__init__(data)
        if missing:
            self.fields["waived"] = forms.MultipleChoiceField(
                label=gettext_lazy("Sett til side"),
                choices=[(code, waived_title(code)) for code in missing],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            self.fields["why"] = forms.CharField(
                label=gettext_lazy("Hvorfor?"),
                help_text=gettext_lazy("Skriv ikke noe om helse eller grunnen til en permisjon."),
                max_length=300,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        """Nothing set aside where nothing was asked."""
        return {"waived": [], "why": ""} | self.cleaned_data
