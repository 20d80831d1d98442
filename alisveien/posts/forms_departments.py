"""What a department offers from a half-year on, as a form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.engines.calendar.half_year import HalfYear, half_year
from alisveien.journal.seen import SeenForm
from alisveien.posts.models import DepartmentTerms
from alisveien.posts.rules_plans import MOST


class DepartmentForm(SeenForm):
    """``cleaned_data["half"]`` is a half-year; an empty ceiling is none."""

    half = forms.ChoiceField(label=_("Gjelder fra"))
    ceiling = forms.IntegerField(
        label=_("Tak"),
        required=False,
        min_value=0,
        max_value=MOST,
        help_text=_("Hvor mange avdelingen kan ta imot samtidig. La stå tomt når foretaket ikke har satt noe tak."),
    )
    on_call = forms.ChoiceField(
        label=_("Vakt"), required=False, choices=[("", _("Ikke oppgitt")), *DepartmentTerms.OnCall.choices]
    )
    gives_055 = forms.BooleanField(label=_("Gir ALM 055, samhandlingskompetanse"), required=False)
    gives_085 = forms.BooleanField(label=_("Gir ALM 085, dybdekompetanse"), required=False)
    conditions = forms.CharField(
        label=_("Vilkår"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For eksempel at legen må kunne gå i vakt. Ingen navn."),
    )
    source = forms.CharField(
        label=_("Kilde"), max_length=200, help_text=_("Hvem i foretaket som har bestemt, som rolle.")
    )

    def __init__(self, *args: Any, halves: Iterable[HalfYear], **kwargs: Any) -> None:
        """``halves`` are those it can begin with."""
        super().__init__(*args, **kwargs)
        self.fields["half"].choices = [(half.label, half.label) for half in halves]  # type: ignore[attr-defined]

    def clean_half(self) -> HalfYear | None:
        """The half-year of the label."""
        return half_year(self.cleaned_data["half"])
