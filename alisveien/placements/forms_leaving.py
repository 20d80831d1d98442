"""The forms of moving to another trust and of leaving the queue for service at home."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.placements.forms import cards
from alisveien.placements.models import TrustMove
from alisveien.places.models import Place


class MoveForm(forms.Form):
    """Where to, and why."""

    use_required_attribute = False

    trust = cards(_("Til hvilket helseforetak?"), [])
    code = cards(_("Hvorfor?"), TrustMove.Code.choices)
    why = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Trengs når du velger «noe annet». Høyst 300 tegn."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, trusts: Sequence[Place], **more: Any) -> None:
        super().__init__(*args, **more)
        self.trusts = {one.code: one for one in trusts}
        field: Any = self.fields["trust"]
        field.choices = [(one.code, one.name) for one in trusts]

    def chosen(self) -> Place:
        """The trust that was chosen; the form is valid."""
        return self.trusts[self.cleaned_data["trust"]]


class HomeForm(forms.Form):
    """Which institution, from when, until when."""

    use_required_attribute = False

    institution = forms.CharField(
        label=_("Institusjon"), help_text=_("Navnet, hvis du vet det."), required=False, max_length=200
    )
    from_on = forms.DateField(label=_("Fra"), widget=forms.DateInput(attrs={"type": "date"}))
    to_on = forms.DateField(
        label=_("Til"),
        help_text=_("Siste dag, hvis du vet den."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
