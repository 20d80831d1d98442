"""What is typed about the plan: numbers by half-year as a table, with why; answers and decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.posts.models import Proposal
from alisveien.posts.rules_plans import MOST

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TEXT = {"rows": 3}
NO_NAMES = _("Ingen navn og ingen personopplysninger.")
TIME_TO_ANSWER = timedelta(days=42)


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the table: its two fields (None where the half-year is not asked for), what holds now, the sum."""

    year: int
    fields: list[BoundField | None]
    now: list[int | None]
    total: int


def name_of(half: HalfYear) -> str:
    """The field of a half-year: ``p1_2029``."""
    return f"p{half.half}_{half.year}"


class NumbersForm(forms.Form):
    """A number for each half-year; ``cleaned_data["numbers"]`` holds them, and no field of them."""

    def __init__(
        self,
        *args: Any,
        halves: Iterable[HalfYear],
        begin: Mapping[HalfYear, int],
        now: Mapping[HalfYear, int],
        **kwargs: Any,
    ) -> None:
        """``begin`` are the numbers to begin with, ``now`` those that hold."""
        super().__init__(*args, **kwargs)
        self.halves, self.begin, self.now = list(halves), begin, now
        for half in self.halves:
            self.fields[name_of(half)] = forms.IntegerField(
                label=format_lazy(_("Plasser i {half}"), half=half.label),
                min_value=0,
                max_value=MOST,
                initial=begin.get(half),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def years(self) -> list[YearRow]:
        """The table, year by year."""
        known = set(self.halves)
        rows = []
        for year in sorted({half.year for half in self.halves}):
            two = [HalfYear(year, 1), HalfYear(year, 2)]
            fields = [self[name_of(half)] if half in known else None for half in two]
            total = sum(self._typed(half) for half in two if half in known)
            rows.append(YearRow(year, fields, [self.now.get(half) for half in two], total))
        return rows

    @property
    def rest(self) -> list[BoundField]:
        """The fields that are not of the table."""
        numbers = {name_of(half) for half in self.halves}
        return [field for field in self if field.name not in numbers]

    def clean(self) -> dict[str, Any]:
        """The numbers together, when each of them is right."""
        data = dict(super().clean() or self.cleaned_data)
        found = {half: data.pop(name_of(half), None) for half in self.halves}
        data["numbers"] = {half: posts for half, posts in found.items() if posts is not None}
        return data

    def _typed(self, half: HalfYear) -> int:
        value = self[name_of(half)].value()
        return int(value) if str(value).isascii() and str(value).isdigit() else 0


class ProposeForm(NumbersForm):
    """A proposal: numbers, why, from where, and by when the trust should answer."""

    reason = forms.CharField(label=_("Hvorfor"), max_length=1000, widget=forms.Textarea(attrs=TEXT), help_text=NO_NAMES)
    source = forms.CharField(
        label=_("Kilde"), max_length=200, help_text=_("For eksempel den årlige evalueringen, eller et møte.")
    )
    answer_by = forms.DateField(label=_("Foretaket svarer innen"), widget=DAY)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Six weeks to answer, to begin with."""
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].initial = today + TIME_TO_ANSWER


class AnswerForm(NumbersForm):
    """The trust's answer; the numbers count for the answer «other»."""

    answer = forms.ChoiceField(label=_("Svaret"), choices=Proposal.Answer.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Begrunnelse"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=TEXT),
        help_text=_("Må fylles ut når dere foreslår andre tall eller ikke kan. Ingen navn."),
    )


class DecideForm(NumbersForm):
    """The decision: numbers, day, who decided, and why when they are not those proposed."""

    decided_on = forms.DateField(label=_("Vedtatt dato"), widget=DAY)
    body = forms.CharField(
        label=_("Hvem har vedtatt?"), max_length=200, help_text=_("Rollen eller organet, for eksempel direktøren.")
    )
    why = forms.CharField(
        label=_("Begrunnelse"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=TEXT),
        help_text=_("Må fylles ut når tallene er andre enn i forslaget. Ingen navn."),
    )


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label=_("Hvorfor"), max_length=500, widget=forms.Textarea(attrs=TEXT), help_text=NO_NAMES)
