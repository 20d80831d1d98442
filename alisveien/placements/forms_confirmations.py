"""The forms of the half-yearly confirmation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.placements.rules_confirmations import Times


def _days(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=60)


class _Reasons(forms.Form):
    """A form that can show what spoke against the deed."""

    use_required_attribute = False

    def add_reasons(self, reasons: Iterable[str]) -> None:
        """Show every reason on top."""
        for reason in reasons:
            self.add_error(None, reason)


class CampaignForm(_Reasons):
    """When a campaign opens and is due, and when it reminds."""

    opens_on = forms.DateField(label=_("Brevene sendes"), widget=forms.DateInput(attrs={"type": "date"}))
    due_on = forms.DateField(label=_("Frist for svar"), widget=forms.DateInput(attrs={"type": "date"}))
    first_reminder = _days(_("Første påminnelse, dager før fristen"))
    second_reminder = _days(_("Andre påminnelse, dager før fristen"))

    def times(self) -> Times:
        """What was typed; the form is valid."""
        return Times(**self.cleaned_data)


class TermsForm(_Reasons):
    """A new version of a trust's terms."""

    from_on = forms.DateField(label=_("Gjelder fra"), widget=forms.DateInput(attrs={"type": "date"}))
    due_weeks = forms.IntegerField(label=_("Frist, uker etter at halvåret begynte"), min_value=1, max_value=20)
    open_weeks = forms.IntegerField(label=_("Uker kommunene har på seg"), min_value=2, max_value=8)
    first_reminder = _days(_("Første påminnelse, dager før fristen"))
    second_reminder = _days(_("Andre påminnelse, dager før fristen"))
    why = forms.CharField(label=_("Hvorfor endres det?"), max_length=300)
