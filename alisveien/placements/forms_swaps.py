"""What is asked when a swap in mid-term is proposed, answered or taken back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.placements.forms_stays_deeds import DeedForm
from alisveien.placements.models import Placement
from alisveien.placements.rules_stays_deeds import MOST_WHY
from alisveien.placements.rules_swaps import second_unit


def _why(label: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("Begge legene får lese det."),
        max_length=MOST_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class SwapForm(DeedForm):
    """With whom, and how the trust arranges it. ``others``: the placements that can be chosen."""

    other = forms.ChoiceField(
        label=_("Hvem byttes det med?"),
        help_text=_("Plasser i samme halvår, med en annen avdeling de siste tre månedene."),
        error_messages={"required": _("Velg hvem det byttes med.")},
    )
    why = _why(_("Hvordan legger foretaket til rette?"), _("Skriv hvordan foretaket legger til rette."))

    def __init__(self, data: Any = None, *, others: Sequence[Placement] = (), **more: Any) -> None:
        super().__init__(data, **more)
        self.others = {str(one.pk): one for one in others}
        named = [(key, f"{one.doctor.name}, {_ward(one)}") for key, one in self.others.items()]
        self.fields["other"].choices = [("", _("Velg lege")), *named]  # type: ignore[attr-defined]

    def clean_other(self) -> Placement:
        """The placement itself."""
        return self.others[self.cleaned_data["other"]]


def _ward(placement: Placement) -> str:
    second = second_unit(placement)
    return second.department.name if second and second.department else ""


class SwapAnswerForm(forms.Form):
    """Yes or no. ``self_``: the doctor answers; else it is asked who asked, and how."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=_("Vil du bytte?"),
        choices=(("yes", _("Ja, jeg bytter avdeling")), ("no", _("Nei, jeg blir der jeg er"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg ett av svarene.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, self_: bool) -> None:
        super().__init__(data)
        if not self_:
            self.fields["answer"].label = _("Hva svarte legen?")
            self.fields["asked_how"] = forms.CharField(
                label=_("Hvem ba deg svare, og hvordan?"),
                help_text=_("For eksempel «Legen, i telefon 3. mars»."),
                max_length=200,
                error_messages={"required": _("Skriv hvem som ba deg svare, og hvordan.")},
            )


class SwapEndForm(forms.Form):
    """Why a swap is taken back or undone."""

    use_required_attribute = False

    why = _why(_("Hvorfor?"), _("Skriv hvorfor. Begge legene får vite det."))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data)
