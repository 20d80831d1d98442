"""What is asked when a day of a round is moved, and when two dry runs are laid side by side."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alisveien.base.shipped import RULES
from alisveien.placements.forms_round import DAY
from alisveien.placements.telling.reasons import RULES as RULES_TITLES


class DayForm(forms.Form):
    """Another day for a step, and why."""

    use_required_attribute = False

    on = forms.DateField(
        label=gettext_lazy("Ny dag"),
        widget=DAY,
        error_messages={
            "required": gettext_lazy("Velg en dag."),
            "invalid": gettext_lazy("Skriv dagen som 16.8.2027."),
        },
    )
    why = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        max_length=300,
        help_text=gettext_lazy("Alle kan lese den. Skriv ikke om personer."),
        error_messages={"required": gettext_lazy("Skriv hvorfor dagen flyttes.")},
    )


class TrialsForm(forms.Form):
    """Two dry runs by number, and the rule set each is laid out under."""

    use_required_attribute = False
    RULES_CHOICES = tuple((name, RULES_TITLES[name]) for name in RULES)

    first = forms.TypedChoiceField(label=gettext_lazy("Den ene"), coerce=int)
    first_rules = forms.ChoiceField(label=gettext_lazy("under regelsettet"), choices=RULES_CHOICES)
    second = forms.TypedChoiceField(label=gettext_lazy("Den andre"), coerce=int)
    second_rules = forms.ChoiceField(label=gettext_lazy("under regelsettet"), choices=RULES_CHOICES)

    def __init__(self, data: Any = None, *, trials: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        choices = [(str(number), title) for number, title in trials]
        self.fields["first"].choices = self.fields["second"].choices = choices  # type: ignore[attr-defined]


class FairnessForm(forms.Form):
    """The rule set the groups are shown under, and another beside it."""

    use_required_attribute = False
    CHOICES = (("", gettext_lazy("det hver runde har valgt")), *TrialsForm.RULES_CHOICES)

    rules = forms.ChoiceField(label=gettext_lazy("Regelsett"), choices=CHOICES, required=False)
    beside = forms.ChoiceField(
        label=gettext_lazy("Ved siden av"),
        choices=(("", gettext_lazy("ingen")), *TrialsForm.RULES_CHOICES),
        required=False,
    )
