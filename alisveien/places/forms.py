"""What is typed to change the register of places."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from alisveien.journal.seen import SeenForm
from alisveien.places.services.reforms import Part

LARGEST = 10_000_000
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NUMBERS = re.compile(r"[0-9]{4}")
PART = re.compile(r"\s*([0-9]{4})\s+(.*?)(?:\s+([0-9][0-9 \u00a0]*))?\s*")


class NoAnswer(forms.Form):
    """A form without fields: only its button."""


class FileForm(forms.Form):
    """A file of another register."""

    kind = forms.ChoiceField(label=_("Hva er det i fila?"))
    file = forms.FileField(
        label=_("Fila"),
        help_text=_("CSV i UTF-8, slik den er lastet ned. Du ser hva som blir endret før noe lagres."),
        error_messages={"required": _("Velg en fil."), "empty": _("Fila er tom. Velg en annen.")},
    )

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        """``kinds`` are the sources that can be read."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """The file, when it is not too large."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(said("Fila er for stor. Den kan være høyst 10 MB."))
        return sent


class ChangeForm(forms.Form):
    """What every deed on the register asks for: from which day, and why."""

    effective_on = forms.DateField(
        label=_("Gjelder fra"), widget=DAY, help_text=_("Første dag det er slik. Datoen kan være fram i tid.")
    )
    why = forms.CharField(
        label=_("Bakgrunn"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hvor står vedtaket? Skriv ikke om personer."),
    )
    field_order: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The day and the reason come last."""
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ("effective_on", "why")])


class CreateForm(ChangeForm):
    """A new place."""

    kind = forms.ChoiceField(label=_("Slag"))
    name = forms.CharField(label=_("Navn"), max_length=200)
    code = forms.CharField(
        label=_("Nummer eller kode"),
        max_length=120,
        help_text=_("Organisasjonsnummer eller bydelsnummer når det har et."),
    )
    parent = forms.ChoiceField(
        label=_("Ligger under"), required=False, help_text=_("Statlige virksomheter og kontor ligger ikke under noe.")
    )

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, Any]], places: Iterable[Any], **kwargs: Any) -> None:
        """``kinds`` are those that can be made, ``places`` those something can lie under."""
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.fields["kind"].choices = [("", _("Velg slag")), *kinds]  # type: ignore[attr-defined]
        self.fields["parent"].choices = [("", _("Ikke under noe")), *by_kind(self.places)]  # type: ignore[attr-defined]

    def clean_parent(self) -> Any:
        """The place itself, or None."""
        return self.places.get(self.cleaned_data["parent"])


class RenameForm(SeenForm, ChangeForm):
    """Another name, another number, or both."""

    name = forms.CharField(label=_("Navn"), max_length=200)
    code = forms.CharField(label=_("Nummer eller kode"), max_length=120)


class CloseForm(SeenForm, ChangeForm):
    """That a place is no more."""


class MoveForm(SeenForm, ChangeForm):
    """What a place is to belong to, and in which way."""

    way = forms.ChoiceField(label=_("Hvilken tilhørighet"))
    to = forms.ChoiceField(label=_("Skal tilhøre"), required=False)

    def __init__(self, *args: Any, ways: Iterable[tuple[str, Any]], places: Iterable[Any], **kwargs: Any) -> None:
        """``ways`` are those of the place's kind, ``places`` all it can belong to in any of them."""
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.fields["way"].choices = list(ways)  # type: ignore[attr-defined]
        self.fields["to"].choices = [("", _("Ingen")), *by_kind(self.places)]  # type: ignore[attr-defined]

    def clean_to(self) -> Any:
        """The place itself, or None."""
        return self.places.get(self.cleaned_data["to"])


class MergeForm(ChangeForm):
    """Which municipalities become one, and what it is called."""

    places = forms.CharField(
        label=_("Kommunene som slås sammen"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kommunenumrene, med mellomrom mellom eller på hver sin linje."),
    )
    code = forms.CharField(
        label=_("Kommunenummer etterpå"),
        max_length=4,
        help_text=_("Er det et av numrene over, består den kommunen. Ellers blir det en ny."),
    )
    name = forms.CharField(label=_("Navn etterpå"), max_length=200)

    def __init__(self, *args: Any, towns: Mapping[str, Any], **kwargs: Any) -> None:
        """``towns``: number → municipality, of those that are or have been."""
        super().__init__(*args, **kwargs)
        self.towns = towns

    def clean_places(self) -> list[Any]:
        """The municipalities themselves, each once."""
        numbers = list(dict.fromkeys(NUMBERS.findall(self.cleaned_data["places"])))
        unknown = [number for number in numbers if number not in self.towns]
        if unknown:
            words = said("Fant ingen kommune med nummer {numbers}.")
            raise forms.ValidationError(words.format(numbers=", ".join(unknown)))
        return [self.towns[number] for number in numbers]


class SplitForm(ChangeForm):
    """What a municipality is divided into."""

    parts = forms.CharField(
        label=_("Delene"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "En linje for hver: nummer, navn og folketall, som «1580 Haram 9446». Delen med samme navn består. "
            "En linje med nummeret til en annen kommune legges til den."
        ),
    )

    def clean_parts(self) -> list[Part]:
        """The lines as parts."""
        found = []
        for line in filter(str.strip, self.cleaned_data["parts"].splitlines()):
            match = PART.fullmatch(line)
            if match is None or not match[2]:
                words = said("«{line}» skal være nummer, navn og folketall, som «1580 Haram 9446».")
                raise forms.ValidationError(words.format(line=line[:60]))
            people = re.sub(r"\D", "", match[3] or "")
            found.append(Part(match[1], match[2], int(people) if people else None))
        return found


def by_kind(places: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of places in groups by kind."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for pk, place in places.items():
        groups.setdefault(str(place.get_kind_display()).capitalize(), []).append((pk, place.name))
    return list(groups.items())


class HostForm(SeenForm, ChangeForm):
    """Which municipality is host of an office, and where the office sits."""

    host = forms.CharField(
        label=_("Vertskommune"), max_length=4, help_text=_("Kommunenummeret, for eksempel 3411 for Ringsaker.")
    )
    town = forms.CharField(
        label=_("Kontorsted"), max_length=100, help_text=_("Kan være i en annen kommune, som «Ottestad (Stange)».")
    )

    def __init__(self, *args: Any, towns: Mapping[str, Any], **kwargs: Any) -> None:
        """``towns``: number → municipality, of those that are or have been."""
        super().__init__(*args, **kwargs)
        self.towns = towns

    def clean_host(self) -> Any:
        """The municipality itself."""
        number = self.cleaned_data["host"].strip()
        if number not in self.towns:
            raise forms.ValidationError(said("Fant ingen kommune med nummer {numbers}.").format(numbers=number))
        return self.towns[number]


class NoticeForm(SeenForm, ChangeForm):
    """That the host of an office has given notice."""

    host_to = forms.DateField(
        label=_("Avtalen slutter (valgfritt)"),
        required=False,
        widget=DAY,
        help_text=_("Første dag uten denne verten. La stå tom når det ikke er avklart."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The day asked for is that of the notice."""
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].label = _("Sagt opp")
        self.fields["effective_on"].help_text = _("Dagen oppsigelsen ble gitt.")
