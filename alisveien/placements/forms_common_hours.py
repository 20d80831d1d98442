"""What is asked when a common day and hour is proposed to the trusts of a region."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.base.days import NORWAY
from alisveien.placements.forms_round import DAY


class CommonHourForm(forms.Form):
    """A day and a whole hour; ``shown_from`` is the instant, Norwegian time."""

    use_required_attribute = False

    day = forms.DateField(
        label=_("Dag"), widget=DAY, help_text=_("En virkedag."), error_messages={"required": _("Velg dag.")}
    )
    hour = forms.IntegerField(
        label=_("Klokkeslett"),
        initial=12,
        min_value=0,
        max_value=23,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-short": "ja"}),
        help_text=_("En hel time, for eksempel 12."),
        error_messages={
            "required": _("Skriv en hel time."),
            "min_value": _("Klokkeslettet er en hel time fra 0 til 23."),
            "max_value": _("Klokkeslettet er en hel time fra 0 til 23."),
        },
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        """The day and hour as one instant."""
        found = self.cleaned_data
        if "day" not in found or "hour" not in found:
            return found
        return {"shown_from": datetime.combine(found["day"], time(found["hour"]), NORWAY)}
