"""What is asked when an offer is answered, deferred, settled or recalled, and of the terms they are sent on."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alisveien.base.days import NORWAY
from alisveien.engines.calendar.half_year import HalfYear, half_year
from alisveien.placements.forms_round import DAY
from alisveien.placements.models import Offer

_LONGEST = 300


def _cards(label: Any, choices: Any) -> forms.ChoiceField:
    missing = {"required": gettext_lazy("Velg ett av svarene.")}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=missing)


def _why(label: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=_LONGEST,
        help_text=gettext_lazy("Legen får den. Skriv ikke noe om helse eller grunnen til en permisjon."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class _AnswerForm(forms.Form):
    """An answer. ``self_``: the doctor answers; else it is asked who asked, and how."""

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, self_: bool) -> None:
        super().__init__(data)
        if not self_:
            self.fields["asked_how"] = forms.CharField(
                label=gettext_lazy("Hvem ba deg svare, og hvordan?"),
                help_text=gettext_lazy("For eksempel «Legen, i telefon 3. mars». Legen får det i kvitteringen."),
                max_length=200,
                error_messages={"required": gettext_lazy("Skriv hvem som ba deg svare, og hvordan.")},
            )


class AcceptForm(_AnswerForm):
    """Nothing more than who asked, when it is not the doctor."""


class DeclineForm(_AnswerForm):
    """Why the answer is no."""

    code = _cards(gettext_lazy("Hvorfor passer det ikke?"), Offer.Declined.choices)


class DeferForm(_AnswerForm):
    """On what ground a deferral is asked for."""

    ground = _cards(gettext_lazy("Hvorfor trenger du utsettelse?"), Offer.Ground.choices)


class SettleForm(forms.Form):
    """Whether a deferral is granted, to which half-year, and why: ``granted``, ``to`` and ``why``."""

    use_required_attribute = False

    to = _cards(gettext_lazy("Hva svarer helseforetaket?"), ())
    why = _why(gettext_lazy("Begrunnelse"), gettext_lazy("Skriv en begrunnelse. Legen får den."))

    def __init__(self, data: Any = None, files: Any = None, *, halves: Sequence[HalfYear]) -> None:
        super().__init__(data)
        granted = [(one.label, gettext_lazy("Ja, til {half}").format(half=one.label)) for one in halves]
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*granted, ("nei", gettext_lazy("Nei, tilbudet står med ny frist"))]

    def clean(self) -> dict[str, Any]:
        """The half-year itself, None when it is refused."""
        answer = self.cleaned_data.get("to", "")
        if not answer:
            return self.cleaned_data
        return self.cleaned_data | {"granted": answer != "nei", "to": half_year(answer)}


class RecallForm(forms.Form):
    """Why a post fell away."""

    use_required_attribute = False

    why = _why(gettext_lazy("Hvorfor falt plassen bort?"), gettext_lazy("Skriv hvorfor plassen falt bort."))


class TermsForm(forms.Form):
    """When offers are shown, and how long there is to answer: ``shown_from``, ``days``, ``hour``.

    ``common``: the hour the trusts of the region have agreed on; then the day is not asked for.
    """

    use_required_attribute = False
    SHORT = forms.TextInput(attrs={"inputmode": "numeric", "data-short": "ja"})

    shown_on = forms.DateField(
        label=gettext_lazy("Vises fra"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("En virkedag klokka 12, gjerne den samme for alle foretakene. Tomt: straks de frigis."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Virkedager til å svare"),
        widget=SHORT,
        error_messages={"required": gettext_lazy("Skriv hvor mange virkedager legen har til å svare.")},
    )
    hour = forms.IntegerField(
        label=gettext_lazy("Klokkeslett den siste dagen"),
        required=False,
        widget=SHORT,
        help_text=gettext_lazy("En hel time, for eksempel 12. Tomt: ut dagen."),
    )

    def __init__(self, data: Any = None, *, common: datetime | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.common = common
        if common:
            del self.fields["shown_on"]

    def clean(self) -> dict[str, Any]:
        """The day as an instant: noon in Norway, or the hour the region's trusts have agreed on."""
        found = dict(self.cleaned_data)
        if self.common:
            return found | {"shown_from": self.common}
        day = found.pop("shown_on", None)
        return found | {"shown_from": datetime.combine(day, time(12), NORWAY) if day else None}
