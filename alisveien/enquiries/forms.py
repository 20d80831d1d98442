"""What is typed about an enquiry: when it comes, when it is answered, when it is put right."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.enquiries.models import LONGEST_TEXT, Asker, Channel, Topic
from alisveien.enquiries.queries import place_called
from alisveien.enquiries.queries_persons import person_called
from alisveien.journal.seen import SeenForm
from alisveien.people.models import Person
from alisveien.places.models import Place

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NO_PATIENTS = _("Skriv kort. Ingen pasientopplysninger, og ingen navn på leger eller pasienter.")


class AboutForm(forms.Form):
    """Who asked what. ``place`` is typed by name or number, with suggestions; `cleaned_data` holds the place."""

    place = forms.CharField(
        label=_("Kommune eller sted"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "steder", "autocomplete": "off"}),
        help_text=_("Navn eller nummer. La stå tom når det ikke er kjent."),
    )
    asker = forms.ChoiceField(label=_("Hvem spør?"), choices=[("", _("Velg rolle")), *Asker.choices])
    person = forms.CharField(
        label=_("Navn"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"list": "personer", "autocomplete": "off"}),
        help_text=_("Bare når personen står i registeret. La stå tom ellers."),
    )
    channel = forms.ChoiceField(label=_("Kanal"), choices=Channel.choices, initial=Channel.PHONE)
    topic = forms.ChoiceField(label=_("Tema"), choices=[("", _("Velg tema")), *Topic.choices])
    topic_also = forms.ChoiceField(
        label=_("Enda et tema"), required=False, choices=[("", _("Ikke noe mer")), *Topic.choices]
    )
    words = forms.CharField(
        label=_("Spørsmålet"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_PATIENTS,
    )
    asked_on = forms.DateField(label=_("Kom inn"), widget=DAY)

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        """``actor`` and ``today`` say which places there are."""
        super().__init__(*args, **kwargs)
        self.actor, self.today = actor, today
        self.fields["asked_on"].initial = today

    def clean_place(self) -> Place | None:
        """The place that is meant, or none."""
        typed = self.cleaned_data["place"].strip()
        if not typed:
            return None
        place = place_called(self.actor, typed, self.today)
        if place is None:
            words = said("Fant ikke ett sted som heter «{name}». Velg fra lista, eller skriv kommunenummeret.")
            raise forms.ValidationError(words.format(name=typed[:60]))
        return place

    def clean_person(self) -> Person | None:
        """The person who is meant, or none."""
        typed = self.cleaned_data["person"].strip()
        if not typed:
            return None
        person = person_called(self.actor, typed, self.today)
        if person is None:
            words = said("Fant ikke én person som heter dette. Velg fra lista, eller la feltet stå tomt.")
            raise forms.ValidationError(words)
        return person

    def clean(self) -> dict[str, Any]:
        """The one or two topics together, each once."""
        cleaned = super().clean() or {}
        named = (cleaned.pop("topic", ""), cleaned.pop("topic_also", ""))
        cleaned["topics"] = list(dict.fromkeys(topic for topic in named if topic))
        return cleaned


class LogForm(AboutForm):
    """A new enquiry: who asked what, and whether it was answered at once."""

    answered = forms.BooleanField(
        label=_("Besvart med en gang"),
        required=False,
        initial=True,
        widget=forms.CheckboxInput(attrs={"class": "ds-input"}),
    )
    answer = forms.CharField(
        label=_("Hva ble svart?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kan stå tom."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new one is begun with the keyboard at once; one with errors begins at their summary."""
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["place"].widget.attrs["autofocus"] = True


class CorrectForm(AboutForm):
    """Put right what was written down; ``version`` is that of the page."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """The answer."""

    answer = forms.CharField(
        label=_("Svaret"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Kort hva som ble svart. Ingen pasientopplysninger."),
    )


class WhyForm(forms.Form):
    """Why it is closed without an answer, or opened again."""

    why = forms.CharField(label=_("Hvorfor?"), max_length=300, help_text=_("Står i loggen. Skriv ikke om personer."))


class AssignForm(SeenForm):
    """Who is to answer."""

    to: Any = forms.ModelChoiceField(
        label=_("Hvem skal svare?"), required=False, queryset=None, empty_label=_("Den som er først")
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        """``colleagues`` are the office's advisers."""
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


class StandardAnswerForm(forms.Form):
    """A standard answer."""

    title = forms.CharField(label=_("Tittel"), max_length=120)
    topic = forms.ChoiceField(label=_("Tema"), choices=[("", _("Velg tema")), *Topic.choices])
    words = forms.CharField(label=_("Svaret"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8}))


class ChangeStandardAnswerForm(SeenForm, StandardAnswerForm):
    """The same, to be changed."""
