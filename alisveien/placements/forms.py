"""The nomination form, whole or one group of questions at a time, and the small forms around it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.engines.calendar.half_year import half_year
from alisveien.engines.nominations.cells import Cells
from alisveien.engines.nominations.columns import HEADING, WISHES
from alisveien.engines.nominations.dates import faults_of_leave
from alisveien.engines.nominations.nomination import Fault
from alisveien.people.models import Doctor
from alisveien.placements import rules_nomination as rules
from alisveien.placements.answers import DATES, Answers, Choices, Typed, WishAnswer, wish_fields
from alisveien.placements.models import Nomination
from alisveien.placements.telling.faults import tell_fault
from alisveien.places.models import Place

STEPS: dict[str, tuple[str, ...]] = {
    "lege": ("hpr_number", "first_name", "last_name", "email", "unit", "trust"),
    "stilling": ("position", "percentage", "own_post_on", "locum_on", "started_on", "scheme", "converted_on"),
    "framdrift": ("group", "courses", "goals_percent"),
    "onsker": tuple(name for number in range(1, WISHES + 1) for name in wish_fields(number)),
    "tidsrom": ("earliest_on", "latest_on", "can_be_split", "leave_from", "leave_to"),
    "oppsummering": ("leader_email",),
}
"""The groups of questions, in order → their fields; the last is the summary."""
QUESTIONS = tuple(name for name in STEPS if name != "oppsummering")
NUMBERS = {"percentage": (1, 100), "courses": (0, 99), "goals_percent": (0, 100)}
NEEDED_DATES = ("started_on", "earliest_on", "latest_on")
_FIELD_OF = {heading: name for name, heading in HEADING.items()}
_DAY = gettext_lazy("dd.mm.åååå")


def _text(label: Any, help_text: Any = "", *, longest: int = 200, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=longest, widget=widget)


def _figure(label: Any, help_text: Any = "") -> forms.CharField:
    return _text(label, help_text, longest=9, inputmode="numeric", **{"data-short": "ja"})


def _day(label: Any, help_text: Any = _DAY) -> forms.CharField:
    return _text(label, help_text, longest=20, inputmode="numeric", **{"data-short": "ja"})


def cards(label: Any, choices: Any = (), help_text: Any = "") -> forms.ChoiceField:
    """A choice shown as cards a thumb can hit."""
    missing = {"required": gettext_lazy("Velg ett av svarene.")}
    return forms.ChoiceField(
        label=label, choices=choices, help_text=help_text, widget=forms.RadioSelect, error_messages=missing
    )


class NominationForm(forms.Form):
    """The answers of a nomination. ``names`` are the fields that are asked now; the others are read as typed before.

    Dates and figures are read as in the workbook, with its words for what is wrong. A valid form of all the fields
    has `answers`. ``fixed``: doctor and trust are those of an open nomination and are not asked. ``against`` says what
    speaks against an HPR number in the register.
    """

    use_required_attribute = False

    hpr_number = _text(
        gettext_lazy("HPR-nummer"), gettext_lazy("Bare sifre. Står i Helsepersonellregisteret."), inputmode="numeric"
    )
    first_name = _text(gettext_lazy("Fornavn"))
    last_name = _text(gettext_lazy("Etternavn"))
    email = forms.EmailField(
        label=gettext_lazy("Legens e-post (valgfritt)"),
        help_text=gettext_lazy("Legen får kvittering hit."),
        required=False,
    )
    unit = forms.ChoiceField(label=gettext_lazy("Bydel eller etat (valgfritt)"), required=False)
    trust = cards(
        gettext_lazy("Helseforetak"),
        help_text=gettext_lazy("En lege kan være meldt inn til ett helseforetak om gangen."),
    )
    position = cards(gettext_lazy("Stilling"), Doctor.Position.choices)
    percentage = _figure(gettext_lazy("Stillingsprosent"))
    own_post_on = _day(gettext_lazy("Fast hjemmel eller stilling fra (valgfritt)"))
    locum_on = _day(gettext_lazy("Vikariat fra (valgfritt)"))
    started_on = _day(gettext_lazy("Startet som ALIS"))
    scheme = cards(gettext_lazy("Ordning"), Doctor.Scheme.choices)
    converted_on = _day(gettext_lazy("Konvertert dato"), gettext_lazy("Bare for leger som er konvertert. dd.mm.åååå"))
    group = cards(gettext_lazy("Er veiledningsgruppa ferdig?"), Doctor.Group.choices)
    courses = _figure(gettext_lazy("Fullførte kurs"), gettext_lazy("Antall kurs som er bestått til nå."))
    goals_percent = _figure(
        gettext_lazy("Godkjente læringsmål (%)"), gettext_lazy("Fra Kompetanseportalen, i hele prosent.")
    )
    earliest_on = _day(gettext_lazy("Tidligst fra"))
    latest_on = _day(gettext_lazy("Senest fra"))
    can_be_split = forms.BooleanField(
        label=gettext_lazy("Tjenesten kan deles i 3 + 3 måneder"),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": "ja"}),
        template_name="placements/_checkbox_field.html",
    )
    leave_from = _day(gettext_lazy("Permisjon fra (valgfritt)"))
    leave_to = _day(gettext_lazy("Permisjon til (valgfritt)"))
    leader_email = forms.EmailField(
        label=gettext_lazy("E-post for kvittering (valgfritt)"),
        help_text=gettext_lazy("Til deg eller den som følger opp legen."),
        required=False,
    )

    def __init__(
        self,
        data: Typed | None,
        *,
        choices: Choices,
        names: Iterable[str],
        fixed: bool,
        against: Callable[[str], list[Fault]] = lambda number: [],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.chosen, self.against_number = choices, against
        for number in range(1, WISHES + 1):
            self._add_wish(number)
        _choose(self.fields["trust"], [(code, place.name) for code, place in choices.trusts.items()])
        _choose(self.fields["unit"], [("", _("Ingen")), *((code, place.name) for code, place in choices.units.items())])
        left_out = {"hpr_number", "trust"} if fixed else set()
        if not choices.units:
            left_out.add("unit")
        asked = set(names) - left_out
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]

    def _add_wish(self, number: int) -> None:
        place, half, need = wish_fields(number)
        halves = [("", _("Velg halvår")), *((period.label, _half_label(period.label)) for period in self.chosen.halves)]
        groups = [("", _("Velg sted")), *((label, list(rows)) for label, rows in self.chosen.groups)]
        self.fields[place] = forms.ChoiceField(
            label=_("Sted"),
            choices=groups,
            required=False,
            error_messages={"invalid_choice": _("Stedet hører ikke til helseforetaket du valgte. Velg et annet.")},
        )
        self.fields[half] = forms.ChoiceField(label=_("Halvår"), choices=halves, required=False)
        self.fields[need] = forms.CharField(
            label=_("Hva legen trenger å lære (valgfritt)"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean(self) -> dict[str, Any]:
        """Read what was typed, as the workbook is read, and hold it against the rules of its group."""
        cells = Cells({name: str(self.data.get(name, "")) for name in HEADING})
        kept = self.cleaned_data
        for name in [name for name in self.fields if name in _READ]:
            kept[name] = _READ[name](cells, name)
        for fault in cells.faults:
            self._fault(fault)
        self._hold_to_rules()
        return kept

    def _hold_to_rules(self) -> None:
        kept, demonstration = self.cleaned_data, settings.DEMONSTRATION
        if kept.get("hpr_number"):
            number = kept["hpr_number"]
            self._faults(rules.against_number(number, demonstration=demonstration) or self.against_number(number))
        if kept.get("scheme"):
            self._faults(rules.against_scheme(kept["scheme"], kept.get("converted_on")))
        if "wish_1_place" in self.fields:
            self._read_wishes()
        if kept.get("earliest_on") and kept.get("latest_on"):
            self._faults(rules.against_window(kept["earliest_on"], kept["latest_on"], self._years()))
        if "leave_from" in self.fields and not {"leave_from", "leave_to"} & set(self.errors):
            self._faults(faults_of_leave(kept["leave_from"], kept["leave_to"]))

    def _read_wishes(self) -> None:
        """The wishes that are whole, and what is missing of the others; an empty one is passed over."""
        wishes, numbers = [], []
        for number in range(1, WISHES + 1):
            place, half, need = (str(self.cleaned_data.get(name) or "") for name in wish_fields(number))
            if place and half:
                period = half_year(half)
                assert period is not None, "a choice of the form is a half-year"
                wishes.append(WishAnswer(self.chosen.by_code[place], period, need))
                numbers.append(number)
            elif place or half or need:
                self._missing(number, place, half)
        self.cleaned_data["wishes"] = tuple(wishes)
        trust = self.chosen.trusts.get(str(self.data.get("trust", "")))
        half_done = any(name in self.errors for name in STEPS["onsker"])
        if trust is not None and (wishes or not half_done):
            for fault in rules.against_wishes(wishes, trust):
                number = int(_FIELD_OF[fault.column].removeprefix("wish_"))
                self._add(wish_fields(numbers[number - 1] if wishes else 1)[0], fault)

    def _missing(self, number: int, place: str, half: str) -> None:
        names = wish_fields(number)
        for name, found, words in zip(names, (place, half), (_("Velg sted."), _("Velg halvår.")), strict=False):
            if not found and name not in self.errors:
                self.add_error(name, words)

    def _years(self) -> list[int]:
        """The years of the half-years that are wished, as typed now or before."""
        found = (half_year(str(self.data.get(wish_fields(number)[1], ""))) for number in range(1, WISHES + 1))
        return sorted({period.year for period in found if period})

    def _faults(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self._fault(fault)

    def _fault(self, fault: Fault) -> None:
        self._add(_FIELD_OF[fault.column], fault)

    def _add(self, name: str, fault: Fault) -> None:
        told = tell_fault(fault)
        if name in self.fields:
            self.add_error(name, f"{told.wrong} {told.remedy}")

    def answers(self, typed: Typed, municipality: Place) -> Answers:
        """The answers of a valid form of all fields; doctor and trust as typed where they were not asked."""
        kept = {name: value for name, value in self.cleaned_data.items() if not name.startswith("wish_")}
        kept |= {"hpr_number": typed.get("hpr_number", "").strip(), "trust": self.chosen.trusts[typed["trust"]]}
        kept["unit"] = self.chosen.units.get(typed.get("unit", ""))
        return Answers(municipality=municipality, **kept)


def _half_label(label: str) -> str:
    months = _("mars–august") if label.startswith("P1") else _("september–februar")
    return f"{label} ({months})"


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


_READ: dict[str, Callable[[Cells, str], Any]] = {
    **dict.fromkeys(DATES, Cells.day),
    **dict.fromkeys(NEEDED_DATES, Cells.required_day),
    **dict.fromkeys(("hpr_number", "first_name", "last_name"), Cells.required_text),
    **dict.fromkeys(NUMBERS, lambda cells, name: cells.required_number(name, *NUMBERS[name])),
}
"""Field → how it is read, with the workbook's faults."""


class BeginForm(forms.Form):
    """For which municipality or unit a nomination is begun, when there are several; and on how many pages."""

    home = forms.ChoiceField(label=gettext_lazy("Hvem melder inn?"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, homes: Sequence[Place]) -> None:
        super().__init__(data)
        _choose(self.fields["home"], [(str(place.pk), place.name) for place in homes])


MERELY_WITHDRAWN = [(code.value, code.label) for code in Nomination.Ended if code not in rules.OF_OTHER_DEEDS]


class WithdrawForm(forms.Form):
    """Why a nomination is withdrawn."""

    use_required_attribute = False

    code = cards(gettext_lazy("Hvorfor trekkes innmeldingen?"), MERELY_WITHDRAWN)
    why = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Trengs når du velger «noe annet». Høyst 300 tegn."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)
