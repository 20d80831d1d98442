"""The five questions about a learning arena, and a field for words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.placements.models.evaluations import MOST_WORDS
from alisveien.placements.rules_evaluations import QUESTIONS

ASKED = {
    "supervision": _("Hvordan var veiledningen?"),
    "goals": _("Hvor godt lå det til rette for læringsmålene ALM 055 og ALM 085?"),
    "cooperation": _("Hvordan var samarbeidet mellom sykehuset, legen og kommunen?"),
    "preparation": _("Hvor godt var plassen forberedt?"),
    "overall": _("Hvordan var plassen alt i alt?"),
}
SCALE = [
    (1, _("1 – svært dårlig")),
    (2, _("2 – dårlig")),
    (3, _("3 – middels")),
    (4, _("4 – godt")),
    (5, _("5 – svært godt")),
]


class EvaluationForm(forms.Form):
    """Five questions from 1 to 5, and words for who wants to add some."""

    use_required_attribute = False

    def __init__(self, data: object = None, **more: object) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        for name in QUESTIONS:
            self.fields[name] = forms.TypedChoiceField(
                label=ASKED[name],
                choices=SCALE,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Velg fra 1 til 5.")},
            )
        self.fields["words"] = forms.CharField(
            label=_("Vil du legge til noe? (valgfritt)"),
            max_length=MOST_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_(
                "Vises uten navn, og først når fem har skrevet noe om avdelingen. "
                "Skriv aldri noe om pasienter, om helse eller om hvem du er."
            ),
        )

    def answers(self) -> dict[str, int]:
        """The five figures."""
        return {name: self.cleaned_data[name] for name in QUESTIONS}
