"""The forms of a trust's plan: a draft's name, and where a piece is moved."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.planning.plan import Cell


class DraftForm(forms.Form):
    """What a draft is called, and whether it begins with the moves of another."""

    name = forms.CharField(
        label=_("Navn på utkastet"),
        help_text=_("Bare koordinatorene hos dere ser det."),
        max_length=80,
        error_messages={"required": _("Skriv et navn på utkastet.")},
    )
    like = forms.ChoiceField(label=_("Begynn med"), required=False)

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["like"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("planen som gjelder")), *others]


class MoveForm(forms.Form):
    """The cell a piece goes to: a half-year (``2028-1``) and a place (``hospital.department``, 0 for none)."""

    half = forms.ChoiceField(label=_("Halvår"))
    place = forms.ChoiceField(label=_("Sted"))

    def __init__(self, *args: Any, halves: Any = (), places: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("half", halves), ("place", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def cell(self) -> Cell:
        """Where the piece goes; for a form that is valid."""
        year, half = self.cleaned_data["half"].split("-")
        hospital, department = self.cleaned_data["place"].split(".")
        return Cell(HalfYear(int(year), int(half)), int(hospital) or None, int(department) or None)
