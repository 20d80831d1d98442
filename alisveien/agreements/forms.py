"""What is asked of a cooperation agreement."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.agreements.models import Agreement, Covers
from alisveien.journal.seen import SeenForm
from alisveien.places.models import Place

Choices = list[tuple[str, Any]]


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TermsForm(forms.Form):
    """What an agreement says. ``upload`` in place of a document there is."""

    use_required_attribute = False

    covers = forms.MultipleChoiceField(
        label=gettext_lazy("Hva avtalen gjelder"),
        choices=[(value, f"{label[:1].upper()}{label[1:]}") for value, label in Covers.choices],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Velg hva avtalen gjelder.")},
    )
    signed_on = forms.DateField(
        label=gettext_lazy("Signert (valgfritt)"),
        required=False,
        widget=_day(),
        help_text=gettext_lazy("La stå tomt til begge har signert. En usignert avtale teller ikke."),
    )
    from_on = forms.DateField(label=gettext_lazy("Gjelder fra"), widget=_day())
    until_on = forms.DateField(
        label=gettext_lazy("Gjelder til og med (valgfritt)"),
        required=False,
        widget=_day(),
        help_text=gettext_lazy("La stå tomt når den gjelder til en av partene sier den opp."),
    )
    reference = forms.CharField(label=gettext_lazy("Arkivreferanse (valgfritt)"), max_length=60, required=False)
    about = forms.CharField(
        label=gettext_lazy("Mer om avtalen (valgfritt)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Skriv ikke navn på personer."),
    )
    upload = forms.FileField(
        label=gettext_lazy("Avtalen som fil (valgfritt)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
        help_text=gettext_lazy("PDF eller Word, høyst 20 MB."),
    )

    def __init__(self, *args: Any, agreement: Agreement | None = None, **kwargs: Any) -> None:
        """``agreement``: what stands, None for a new one."""
        super().__init__(*args, **kwargs)
        for name in ("covers", "signed_on", "from_on", "until_on", "reference", "about"):
            if agreement is not None:
                self.fields[name].initial = getattr(agreement, name)


class AgreementForm(TermsForm):
    """A new agreement: its parties, then what it says."""

    field_order = ("municipality", "other")

    municipality = forms.ChoiceField(label=gettext_lazy("Kommune"))
    other = forms.ChoiceField(label=gettext_lazy("Avtale med"))

    def __init__(
        self, *args: Any, towns: Iterable[Place], trusts: Iterable[Place], others: Iterable[Place], **kwargs: Any
    ) -> None:
        """``towns``: the municipalities to choose among; ``trusts`` and ``others``: whom the agreement can be with."""
        super().__init__(*args, **kwargs)
        own, trusts, others = list(towns), list(trusts), list(others)
        self.places = {one.code: one for one in (*own, *trusts, *others)}
        first: Choices = [] if len(own) == 1 else [("", _("Velg"))]
        self._field("municipality").choices = [*first, *((one.code, one.name) for one in own)]
        self._field("other").choices = [
            ("", _("Velg")),
            (_("Helseforetak og private sykehus"), [(one.code, one.name) for one in trusts]),
            (_("Kommuner"), [(one.code, one.name) for one in others]),
        ]

    def _field(self, name: str) -> forms.ChoiceField:
        found = self.fields[name]
        assert isinstance(found, forms.ChoiceField)
        return found

    def clean_municipality(self) -> Place:
        """The municipality itself."""
        return self.places[self.cleaned_data["municipality"]]

    def clean_other(self) -> Place:
        """The other party itself."""
        return self.places[self.cleaned_data["other"]]


class ChangeForm(SeenForm, TermsForm):
    """Another wording of an agreement there is."""


class EndForm(SeenForm):
    """Which day is the last, and why."""

    use_required_attribute = False

    until_on = forms.DateField(label=gettext_lazy("Siste dag avtalen gjelder"), widget=_day())
    why = forms.CharField(
        label=gettext_lazy("Hvorfor den slutter"),
        max_length=300,
        help_text=gettext_lazy("Kort. Skriv ikke navn på personer."),
    )
