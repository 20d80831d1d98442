"""What is asked when a workbook is read in: where, for which year, which file; and which column is which."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.engines.nominations.columns import COLUMNS

XLSX = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WorkbookForm(forms.Form):
    """A workbook for a place and a year."""

    place = forms.ChoiceField(label=gettext_lazy("Kommune eller helseforetak"))
    year = forms.TypedChoiceField(label=gettext_lazy("Runde"), coerce=int)
    upload = forms.FileField(
        label=gettext_lazy("Arbeidsbok"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": XLSX}),
        help_text=gettext_lazy("Excel-arbeidsbok (.xlsx), høyst 20 MB. Lista må stå på det første arket."),
        error_messages={"required": gettext_lazy("Velg arbeidsboken som skal leses inn.")},
    )

    def __init__(self, *args: Any, places: Iterable[Any], years: Sequence[int], **kwargs: Any) -> None:
        """``places`` the actor may read in for, ``years`` whose rounds are open. The first of each is chosen."""
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        several = [("", _("Velg sted"))] if len(self.places) > 1 else []
        self.fields["place"].choices = several + [(key, one.name) for key, one in self.places.items()]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]

    def clean_place(self) -> Any:
        """The place itself."""
        return self.places[self.cleaned_data["place"]]


class ColumnsForm(forms.Form):
    """For each field of a nomination, the heading it stands under in the sheet; none for what the sheet lacks.

    One select for each column, named as the field. ``mapping()`` is what was chosen.
    """

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        samples: Sequence[Sequence[str]],
        chosen: Mapping[str, str],
        hints: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """``samples`` are the first rows, ``chosen`` what is known already, ``hints`` what may be meant."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Finnes ikke i arket"))] + [
            (heading, _option(heading, place, samples)) for place, heading in enumerate(headings) if heading
        ]
        for column in COLUMNS:
            known = chosen.get(column.field, "")
            hint = "" if known else hints.get(column.field, "")
            self.fields[column.field] = forms.ChoiceField(
                label=f"{column.heading} *" if column.required else column.heading,
                choices=choices,
                required=False,
                initial=known or hint,
                help_text=_("Forslag: kolonnen ligner. Kontroller at den er riktig.") if hint else "",
            )

    def mapping(self) -> dict[str, str]:
        """Field → heading, empty for the fields that are not to be read."""
        return dict(self.cleaned_data)


def _option(heading: str, place: int, samples: Sequence[Sequence[str]]) -> str:
    """A heading with up to three values below it, so that one sees which column it is."""
    values = [row[place] for row in samples if place < len(row) and row[place]]
    shown = ", ".join(value if len(value) <= 24 else f"{value[:23]}…" for value in values)
    return f"{heading}  ({shown})" if shown else heading
