"""Two persons side by side, for who settles whether they are one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.registers import Text
from alisveien.people import rules_persons as rules
from alisveien.people.columns import said_role, specialities_in_words
from alisveien.people.models import ContactRole, Person
from alisveien.people.pages.record import day, lasts

LABELS: dict[str, Text] = {
    "first_name": gettext_lazy("Fornavn"),
    "last_name": gettext_lazy("Etternavn"),
    "email": gettext_lazy("E-post"),
    "phone": gettext_lazy("Telefon"),
    "hpr_number": gettext_lazy("HPR-nummer"),
}
OF_DOCTOR = ("first_name", "last_name", "hpr_number")


def choices_of(first: Person, second: Person) -> list[tuple[str, Text, list[tuple[str, str]]]]:
    """The fields one must choose between: name, label, and (key of the person, value) of both.

    What both say the same of, or only one says, needs no choosing; nor what follows a doctor in training.
    """
    found = []
    trains = first.doctor_id is not None or second.doctor_id is not None
    for name, label in LABELS.items():
        values = [(str(one.pk), str(getattr(one, name) or "")) for one in (first, second)]
        told = {value for _key, value in values}
        if len(told) == 2 and "" not in told and not (trains and name in OF_DOCTOR):
            found.append((name, label, values))
    return found


def named(person: Person, roles: Iterable[ContactRole]) -> str:
    """«Kari Hansen (kommuneoverlege, Alta)», so that two of the same name can be told apart."""
    held = "; ".join(said_role(role) for role in roles if role.person_id == person.pk)
    return f"{person.name} ({held})" if held else person.name


def pair_of(
    first: Person, second: Person, roles: Iterable[ContactRole], reasons: Iterable[str], today: date
) -> dict[str, Any]:
    """The context of the page of a pair: both in columns, line by line."""
    held = list(roles)
    both = (first, second)
    lines = [(label, [str(getattr(one, name) or "") for one in both]) for name, label in LABELS.items()]
    lines.append((_("Spesialist i"), [specialities_in_words(one) for one in both]))
    lines.append(
        (_("Roller"), ["; ".join(_role(role, today) for role in held if role.person_id == one.pk) for one in both])
    )
    lines.append((_("Konto i Alisveien"), [_("ja") if one.user_id else _("nei") for one in both]))
    return {
        "title": _("Er dette samme person?"),
        "crumbs": [
            (_("Personer"), reverse("people:persons")),
            (_("Registrert to ganger?"), reverse("people:duplicates")),
            (f"{first.name} / {second.name}", ""),
        ],
        "both": both,
        "lines": [
            {"label": label, "values": values, "same": len(set(values)) == 1} for label, values in lines if any(values)
        ],
        "reasons": list(reasons),
        "against": rules.against_merging(first, second),
    }


def _role(role: ContactRole, today: date) -> str:
    """«kommuneoverlege, Alta», with until when it was held."""
    if lasts(role, today) or role.to_on is None:
        return said_role(role)
    return _("{role} (til {day})").format(role=said_role(role), day=day(role.to_on))
