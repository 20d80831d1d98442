"""What is typed: a touch, a new version of the rule, a letter, and a municipality's answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.engines.fragility.weigh import HEAVIEST
from alisveien.journal.seen import SeenForm
from alisveien.outreach.models import CheckAnswer, Touch
from alisveien.outreach.queries_network import KEY_ROLES, Role
from alisveien.outreach.rules import LONGEST_NOTE, LONGEST_WHY
from alisveien.outreach.rules_letters import LONGEST_BODY, LONGEST_SUBJECT, against_words

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MET = (*KEY_ROLES, Role.CHIEF_EXECUTIVE, Role.MAYOR, Role.UNIT_LEADER)
Answer = CheckAnswer.Answer


class NoAnswer(forms.Form):
    """A deed that asks for nothing but the button."""


class TouchForm(forms.Form):
    """A meeting, visit or call."""

    kind = forms.ChoiceField(label=_("Hva slags kontakt?"), choices=[("", _("Velg")), *Touch.Kind.choices])
    on = forms.DateField(label=_("Dato"), widget=DAY)
    role = forms.ChoiceField(
        label=_("Hvem snakket dere med?"),
        required=False,
        choices=[("", _("Flere, eller en annen")), *((role.value, role.label) for role in MET)],
    )
    note = forms.CharField(
        label=_("Notat"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kort om hva det gjaldt. Ikke skriv om pasienter, helse eller hvorfor noen er borte."),
    )


class ChangeTouchForm(SeenForm, TouchForm):
    """The same, to be put right."""


def _weight(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=HEAVIEST)


class RuleForm(forms.Form):
    """A new version of how fragility is weighed."""

    specialist = _weight(_("Ingen spesialist"))
    supervisor = _weight(_("Ingen veileder"))
    locums = _weight(_("Mange lister uten fast lege"))
    registered = _weight(_("Ikke registrert i allmennmedisin"))
    contact = _weight(_("Ingen kontakt på lenge"))
    locum_percent = forms.IntegerField(
        label=_("Mange lister uten fast lege: fra hvor mange prosent?"), min_value=1, max_value=100
    )
    silent_months = forms.IntegerField(
        label=_("Ingen kontakt på lenge: fra hvor mange måneder?"), min_value=1, max_value=60
    )
    medium = forms.IntegerField(label=_("Middels sårbar fra hvor mange poeng?"), min_value=1, max_value=25)
    high = forms.IntegerField(label=_("Høy sårbarhet fra hvor mange poeng?"), min_value=1, max_value=25)
    from_on = forms.DateField(label=_("Gjelder fra"), widget=DAY)
    why = forms.CharField(
        label=_("Hvorfor endres det?"), max_length=LONGEST_WHY, help_text=_("Står i loggen og på siden om reglene.")
    )


class LetterForm(forms.Form):
    """A letter to a role."""

    subject = forms.CharField(
        label=_("Emne"), max_length=LONGEST_SUBJECT, initial=_("Hilsen fra ALIS-kontoret til [kommune]")
    )
    body = forms.CharField(
        label=_("Tekst"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 12}),
        initial=_(
            "Hei [navn].\n\nDu står som [rolle] i [kommune], og vi vil gjerne høre hvordan det går med "
            "spesialistutdanningen hos dere.\n\nPasser det med et kort møte de neste ukene?"
        ),
        help_text=_("[navn], [kommune] og [rolle] fylles ut for hver mottaker. Ikke skriv om enkeltleger."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse fields nobody fills in."""
        typed = super().clean() or {}
        if "subject" in typed and "body" in typed:
            for reason in against_words(typed["subject"], typed["body"]):
                self.add_error("body", reason)
        return typed


class TemplateForm(forms.Form):
    """A letter the office writes often."""

    name = forms.CharField(label=_("Navn på malen"), max_length=120, help_text=_("Det dere kjenner den igjen på."))
    subject = forms.CharField(label=_("Emne"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Tekst"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("[navn], [kommune] og [rolle] fylles ut for hver mottaker. Ikke skriv om enkeltleger."),
    )


class NewTemplateForm(TemplateForm):
    """A new one, of one of the offices one keeps templates for. ``cleaned_data`` holds the office itself."""

    office = forms.ChoiceField(label=_("Kontor"))
    field_order = ("office", "name", "subject", "body")

    def __init__(self, *args: Any, offices: Iterable[Any], **more: Any) -> None:
        """``offices`` are those to choose from; one alone is not asked for."""
        super().__init__(*args, **more)
        self.offices = {one.code: one for one in offices}
        self.fields["office"].choices = [(one.code, one.name) for one in self.offices.values()]  # type: ignore[attr-defined]
        if len(self.offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.fields["office"].initial = next(iter(self.offices))

    def clean_office(self) -> Any:
        """The office itself."""
        return self.offices[self.cleaned_data["office"]]


class ChangeTemplateForm(SeenForm, TemplateForm):
    """The same, to be changed."""


class LineForm(forms.Form):
    """What is said of one holder, or of one vacant role; a new person where somebody else holds it."""

    answer = forms.ChoiceField(label=_("Stemmer dette?"), widget=forms.RadioSelect)
    first_name = forms.CharField(label=_("Fornavn"), max_length=200, required=False)
    last_name = forms.CharField(label=_("Etternavn"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-post på jobb"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telefon på jobb"), max_length=30, required=False)

    def __init__(self, *args: Any, vacant: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer"].choices = (  # type: ignore[attr-defined]
            [(Answer.VACANT, _("Fortsatt ingen")), (Answer.CHANGED, _("Det er en ny person"))]
            if vacant
            else [
                (Answer.CONFIRMED, _("Ja, det stemmer")),
                (Answer.CHANGED, _("Nei, det er en annen")),
                (Answer.VACANT, _("Nei, ingen har rollen nå")),
            ]
        )

    def clean(self) -> dict[str, Any]:
        """A new person has a name."""
        typed = super().clean() or {}
        if typed.get("answer") == Answer.CHANGED:
            for name in ("first_name", "last_name"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, _("Skriv navnet på den nye."))
        return typed


def line_forms(data: Any, lines: Iterable[tuple[str, bool]]) -> list[LineForm]:
    """One form for each line, by its prefix and whether the role is vacant; filled with ``data`` when it was sent."""
    return [LineForm(data, prefix=prefix, vacant=vacant) for prefix, vacant in lines]
