"""What is asked of a trust's HR system: its headings, and its list."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alisveien.placements.queries_holding import FIELDS


class HeadingsForm(forms.Form):
    """One heading for each field of the queue. ``cleaned_data`` is ``headings``."""

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, standing: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(standing))
        for name, usual in FIELDS.items():
            self.fields[name] = forms.CharField(label=usual, max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """The headings together."""
        return {"headings": {name: self.cleaned_data.get(name, "") for name in FIELDS}}


class ListForm(forms.Form):
    """The HR system's list."""

    use_required_attribute = False

    upload = forms.FileField(
        label=gettext_lazy("Lista fra personalsystemet"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=gettext_lazy("Arbeidsbok (.xlsx) eller CSV med kolonnene over. Ingenting av den lagres."),
        error_messages={"required": gettext_lazy("Velg fila med lista.")},
    )
