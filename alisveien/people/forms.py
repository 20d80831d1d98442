"""What is typed about persons and their roles."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.people.models import ContactRoleName, Move, Speciality

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NoAnswer(forms.Form):
    """A form without fields: only its button."""


class PersonForm(forms.Form):
    """Who it is, and how to reach the person."""

    first_name = forms.CharField(label=_("Fornavn"), max_length=200)
    last_name = forms.CharField(label=_("Etternavn"), max_length=200)
    email = forms.EmailField(label=_("E-post"), required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=30, required=False)
    hpr_number = forms.CharField(
        label=_("HPR-nummer"),
        max_length=20,
        required=False,
        help_text=_("Sju til ni sifre. La stå tom om du ikke vet."),
    )

    def clean_hpr_number(self) -> str:
        """Without the spaces people write it with."""
        return "".join(str(self.cleaned_data["hpr_number"]).split())


class ChangePersonForm(PersonForm):
    """As above, with the version one saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class RoleForm(forms.Form):
    """Which role, where and since when."""

    role = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Velg rolle")), *ContactRoleName.choices])
    place = forms.ChoiceField(label=_("Sted"))
    from_on = forms.DateField(
        label=_("Fra og med"), required=False, widget=DAY, help_text=_("La stå tomt om du ikke vet når det begynte.")
    )
    to_on = forms.DateField(
        label=_("Til"), required=False, widget=DAY, help_text=_("Første dag uten rollen. La stå tomt om den varer.")
    )
    topics = forms.CharField(
        label=_("Fagområder"),
        max_length=200,
        required=False,
        help_text=_("Bare for rådgivere. For eksempel «registrering, veiledning»."),
    )

    def __init__(self, *args: Any, places: Iterable[Any], **kwargs: Any) -> None:
        """``places`` are rows of the places whose contacts the person keeps, sorted by kind and name."""
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.fields["place"].choices = [("", _("Velg sted")), *_by_kind(self.places)]  # type: ignore[attr-defined]

    def clean_place(self) -> Any:
        """The place itself."""
        return self.places[self.cleaned_data["place"]]


class EnterForm(RoleForm, PersonForm):
    """Somebody new, in a role."""

    field_order = (
        "first_name",
        "last_name",
        "email",
        "phone",
        "hpr_number",
        "role",
        "place",
        "from_on",
        "to_on",
        "topics",
    )


class EndForm(forms.Form):
    """The first day without the role."""

    to_on = forms.DateField(label=_("Første dag uten rollen"), widget=DAY)


def _by_kind(places: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for pk, place in places.items():
        groups.setdefault(str(place.get_kind_display()).capitalize(), []).append((pk, place.name))
    return list(groups.items())


class MoveForm(forms.Form):
    """From where to where, when and why."""

    from_place = forms.ChoiceField(label=_("Fra"))
    to_place = forms.ChoiceField(label=_("Til"))
    on = forms.DateField(label=_("Første dag på det nye stedet"), widget=DAY)
    reason = forms.ChoiceField(
        label=_("Grunn"),
        choices=[("", _("Velg grunn")), *Move.Reason.choices],
        help_text=_("Skriv aldri om helse eller permisjon noe sted."),
    )

    def __init__(self, *args: Any, leaves: Iterable[Any], places: Iterable[Any], **kwargs: Any) -> None:
        """``leaves`` are the places the person can leave, ``places`` those one can come to."""
        super().__init__(*args, **kwargs)
        self.leaves = {str(place.pk): place for place in leaves}
        self.places = {str(place.pk): place for place in places}
        self.fields["from_place"].choices = [(key, one.name) for key, one in self.leaves.items()]  # type: ignore[attr-defined]
        self.fields["to_place"].choices = [("", _("Velg sted")), *_by_kind(self.places)]  # type: ignore[attr-defined]

    def clean_from_place(self) -> Any:
        """The place itself."""
        return self.leaves[self.cleaned_data["from_place"]]

    def clean_to_place(self) -> Any:
        """The place itself."""
        return self.places[self.cleaned_data["to_place"]]


class SpecialityForm(forms.Form):
    """To which speciality, when and why."""

    speciality = forms.ChoiceField(
        label=_("Ny spesialitet"), choices=[("", _("Velg spesialitet")), *Speciality.choices]
    )
    on = forms.DateField(label=_("Fra og med"), widget=DAY)
    reason = forms.ChoiceField(label=_("Grunn"), choices=[("", _("Velg grunn")), *Move.Reason.choices])
