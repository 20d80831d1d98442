"""What is sent and said when enquiries are read in from a table."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.enquiries.table_reading import FIELDS


class SendForm(forms.Form):
    """One file: a workbook or CSV."""

    upload = forms.FileField(
        label=_("Fil med henvendelser"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_(
            "Arbeidsbok (.xlsx) eller CSV. En liste lastet ned herfra kan leses inn som den er. "
            "Ingen pasientopplysninger, og ingen navn på leger eller pasienter."
        ),
        error_messages={"required": _("Velg en fil.")},
    )


class MapForm(forms.Form):
    """Which column holds which field."""

    def __init__(self, *args: Any, headings: Iterable[str], **kwargs: Any) -> None:
        """``headings`` are those of the file."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Står ikke i fila")), *((one, one) for one in dict.fromkeys(headings) if one)]
        for field, (label, _words) in FIELDS.items():
            self.fields[field] = forms.ChoiceField(label=str(label), choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """One answer: field → heading, without those that are not there."""
        cleaned: dict[str, Any] = super().clean() or {}
        return {"mapping": {field: heading for field, heading in cleaned.items() if heading}}


class ReadInForm(forms.Form):
    """What was seen, so that only that is written."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
