"""What a doctor is asked who says that something is not right, and what those who settle it answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alisveien.placements.models import Dispute
from alisveien.placements.rules_disputes import LONGEST


def _choices(choices: type[Dispute.Criterion] | type[Dispute.Code]) -> list[tuple[str, str]]:
    return [
        ("", str(gettext_lazy("Velg"))),
        *((value, f"{label[:1].upper()}{label[1:]}") for value, label in choices.choices),
    ]


class DisputeForm(forms.Form):
    """What it is about, what is wrong, and a few words."""

    use_required_attribute = False

    criterion = forms.ChoiceField(
        label=gettext_lazy("Hva gjelder det?"), error_messages={"required": gettext_lazy("Velg hva det gjelder.")}
    )
    code = forms.ChoiceField(
        label=gettext_lazy("Hva er galt?"), error_messages={"required": gettext_lazy("Velg hva som er galt.")}
    )
    words = forms.CharField(
        label=gettext_lazy("Med egne ord (valgfritt)"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kort. Skriv ikke om helse, sykdom, pasienter eller hvorfor du har hatt permisjon."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The choices are made anew, in the language of the page."""
        super().__init__(*args, **kwargs)
        for name, choices in (("criterion", Dispute.Criterion), ("code", Dispute.Code)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = _choices(choices)


class SettleForm(forms.Form):
    """Corrected or not, and why."""

    use_required_attribute = False

    corrected = forms.TypedChoiceField(
        label=gettext_lazy("Hva ble det til?"),
        choices=[
            ("", gettext_lazy("Velg")),
            ("ja", gettext_lazy("Innmeldingen er rettet")),
            ("nei", gettext_lazy("Opplysningen står som den er")),
        ],
        coerce=lambda value: value == "ja",
        error_messages={"required": gettext_lazy("Velg hva det ble til.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Legen får se den. Skriv ikke om helse eller om andre leger."),
        error_messages={"required": gettext_lazy("Skriv en begrunnelse. Legen får se den.")},
    )
