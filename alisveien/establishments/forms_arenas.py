"""What is asked of an arena, one group of questions at a time; the goals it gives; and its papers."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.curriculum.models import LearningGoal
from alisveien.establishments.models import Arena, ArenaPaper
from alisveien.establishments.models.choices import Equipment, Work
from alisveien.journal.seen import SeenForm

FULL, PARTLY = "helt", "delvis"
SEVERAL = {"equipment": Equipment, "work": Work}
DATES = ("opened_on", "closed_on")
HELP: dict[str, Any] = {
    "doctors": gettext_lazy("Alle leger som arbeider her fast."),
    "other_specialities": gettext_lazy("For eksempel «samfunnsmedisin, geriatri»."),
    "staff": gettext_lazy("Antall sykepleiere, helsesekretærer og andre."),
    "list_length": gettext_lazy("Antall innbyggere på lista."),
    "supervision_hours": gettext_lazy("Minst to timer i måneden er vanlig krav."),
    "backup": gettext_lazy("Til legen er godkjent som allmennlege."),
    "closed_on": gettext_lazy("Fyll ut bare når arenaen er lagt ned."),
}
FIELD: dict[str, Any] = {field.name: field for field in Arena._meta.concrete_fields}
LONG = ("note", "competence")


def day_widget() -> forms.DateInput:
    """A date as browsers ask for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ArenaForm(forms.Form):
    """Some fields of an arena, those of a step. What has been said stands there to begin with."""

    use_required_attribute = False

    def __init__(self, *args: Any, names: Iterable[str], arena: Arena | None = None, **kwargs: Any) -> None:
        """``names``: the fields asked; ``arena``: what is said so far, None for a new one."""
        super().__init__(*args, **kwargs)
        for name in names:
            self.fields[name] = _field(name)
            if arena is not None:
                self.fields[name].initial = getattr(arena, name)


class StepForm(SeenForm, ArenaForm):
    """The fields of a step, to be changed."""


def _field(name: str) -> forms.Field:
    if name in SEVERAL:
        return forms.MultipleChoiceField(
            label=_label(name),
            choices=[(value, f"{label[:1].upper()}{label[1:]}") for value, label in SEVERAL[name].choices],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    more: dict[str, Any] = {"help_text": HELP.get(name, "")}
    if name in DATES:
        more["widget"] = day_widget()
    elif name.endswith(LONG):
        more["widget"] = forms.Textarea(attrs={"rows": 3})
    found = FIELD[name].formfield(**more)
    assert isinstance(found, forms.Field)
    if isinstance(found, forms.ChoiceField):
        found.choices = [(value, label if value else _("Velg")) for value, label in cast(Any, found.choices)]
    if isinstance(found, forms.IntegerField):
        found.widget.attrs["data-short"] = "ja"
    return found


def _label(name: str) -> Any:
    return FIELD[name].verbose_name


class GoalsForm(SeenForm):
    """Each goal with how far an arena gives it: not at all, partly or fully."""

    def __init__(self, *args: Any, goals: Iterable[LearningGoal], arena: Arena, **kwargs: Any) -> None:
        """``goals``: those one can choose among, in order."""
        super().__init__(*args, **kwargs)
        self.goals = list(goals)
        for goal in self.goals:
            self.fields[goal.code] = forms.ChoiceField(
                label=f"{goal.code} {goal.short_title}",
                choices=[("", _("nås ikke her")), (PARTLY, _("nås delvis")), (FULL, _("nås helt"))],
                required=False,
                initial=FULL if goal.code in arena.goals_full else PARTLY if goal.code in arena.goals_partly else "",
            )

    def clean(self) -> dict[str, Any]:
        """The two lists of codes and the mark, as `services.arenas.describe_arena` takes them."""
        found = {name: value for name, value in (super().clean() or {}).items() if name in self.fields}
        return {
            "seen": found.pop("seen", ""),
            "goals_full": sorted(code for code, value in found.items() if value == FULL),
            "goals_partly": sorted(code for code, value in found.items() if value == PARTLY),
        }


class PaperForm(forms.Form):
    """An approval of an arena, or an agreement about it."""

    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=[("", gettext_lazy("Velg")), *ArenaPaper.Kind.choices])
    about = forms.CharField(
        label=gettext_lazy("Med hvem, og om hva"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "For eksempel «Tromsø kommune, om læringsmål i akuttmedisin». Skriv ikke navn på personer."
        ),
    )
    from_on = forms.DateField(label=gettext_lazy("Fra"), widget=day_widget())
    to_on = forms.DateField(label=gettext_lazy("Til (valgfritt)"), required=False, widget=day_widget())


class PaperEndForm(SeenForm):
    """From which day an approval or agreement does not hold any more."""

    to_on = forms.DateField(label=gettext_lazy("Gjelder ikke lenger fra"), widget=day_widget())


class ConfirmForm(forms.Form):
    """Nothing but the button."""
