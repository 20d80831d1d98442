"""What is sent and said when a table is read in row by row."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text
from alisveien.workbench.intake import Fields


class SendForm(forms.Form):
    """One file: a workbook or CSV."""

    upload = forms.FileField(
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Velg en fil.")},
    )

    def __init__(self, *args: Any, label: Text, help_text: Text, **more: Any) -> None:
        """``label`` says what the file is of."""
        super().__init__(*args, **more)
        self.fields["upload"].label = str(label)
        self.fields["upload"].help_text = str(help_text)


class MapForm(forms.Form):
    """Which column holds which field."""

    def __init__(self, *args: Any, fields: Fields, headings: Iterable[str], **more: Any) -> None:
        """``headings`` are those of the file."""
        super().__init__(*args, **more)
        choices = [("", _("Står ikke i fila")), *((one, one) for one in dict.fromkeys(headings) if one)]
        for field, (label, _words) in fields.items():
            self.fields[field] = forms.ChoiceField(label=str(label), choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """One answer: field → heading, without those that are not there."""
        cleaned: dict[str, Any] = super().clean() or {}
        return {"mapping": {field: heading for field, heading in cleaned.items() if heading}}


class ReadInForm(forms.Form):
    """What was seen, so that only that is written."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
