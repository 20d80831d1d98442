"""The form that sends Helsedirektoratet's table in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TableForm(forms.Form):
    """One file: a workbook or CSV."""

    upload = forms.FileField(
        label=_("Helsedirektoratets tabell"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_(
            "Arbeidsbok (.xlsx) eller CSV med spesialitet, virksomhet, godkjent fra, godkjent til, vedtaksdato."
        ),
        error_messages={"required": _("Velg filen med tabellen.")},
    )


class TakeOverForm(forms.Form):
    """What was seen, so that only that is written."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
