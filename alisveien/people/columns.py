"""How a person stands in a list: who, in which roles where, and what they are specialists in."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.days import norwegian_day
from alisveien.base.registers import Column, Text
from alisveien.people.models import ContactRole, ContactRoleName, Doctor, Person, Speciality


def said_role(role: ContactRole) -> str:
    """«kommuneoverlege, Alta»."""
    return f"{ContactRoleName(role.role).label}, {role.place.name}"


def training_of(person: Any) -> str:
    """«lege i spesialisering (allmennmedisin), Alta», or empty for who is not seen as one."""
    if not person.trains:
        return ""
    doctor = person.doctor
    where = doctor.unit or doctor.municipality
    words = _("lege i spesialisering ({speciality}), {place}")
    return words.format(speciality=Doctor.Speciality(doctor.speciality).label, place=where.name)


def roles_in_words(person: Any) -> str:
    """Every role the actor sees, and the training: who the person is, on one line."""
    said = [said_role(role) for role in person.seen_roles]
    training = training_of(person)
    return "; ".join([*said, *([training] if training else [])])


def specialities_in_words(person: Person) -> str:
    """What somebody is a specialist in, with the year when it is known."""
    rows = sorted(person.specialities.all(), key=lambda one: one.speciality)
    names = ((Speciality(one.speciality).label, one.since_year) for one in rows)
    return ", ".join(f"{name} ({year})" if year else str(name) for name, year in names)


def _basis(person: Person) -> Text:
    return _("øvingsdata") if person.is_synthetic else ""


COLUMNS = (
    Column(
        name="navn",
        label=gettext_lazy("Navn"),
        value=lambda row: row.name,
        sort="sort_key",
        link=lambda row: f"/personer/{row.pk}/",
    ),
    Column(name="roller", label=gettext_lazy("Roller"), value=roles_in_words),
    Column(name="epost", label=gettext_lazy("E-post"), value=lambda row: row.email, sort="email"),
    Column(name="telefon", label=gettext_lazy("Telefon"), value=lambda row: row.phone, shown=False),
    Column(name="fag", label=gettext_lazy("Spesialist i"), value=specialities_in_words, on_phone=False),
    Column(
        name="bekreftet",
        label=gettext_lazy("Sist bekreftet"),
        value=lambda row: norwegian_day(row.confirmed) if row.confirmed else None,
        sort="confirmed",
    ),
    Column(name="hpr", label=gettext_lazy("HPR-nummer"), value=lambda row: row.hpr_number, shown=False),
    Column(name="fornavn", label=gettext_lazy("Fornavn"), value=lambda row: row.first_name, shown=False),
    Column(name="etternavn", label=gettext_lazy("Etternavn"), value=lambda row: row.last_name, shown=False),
    Column(name="grunnlag", label=gettext_lazy("Grunnlag"), value=_basis, shown=False),
)
