"""What the journal says about persons and their roles, and how each is taken back."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.journal.handed import Reader, Removal, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of
from alisveien.people import rules_persons as rules
from alisveien.people.models import ContactRole, ContactRoleName, Person

PERSON: Labels = {
    "first_name": gettext_lazy("Fornavn"),
    "last_name": gettext_lazy("Etternavn"),
    "email": gettext_lazy("E-post"),
    "phone": gettext_lazy("Telefon"),
    "hpr_number": gettext_lazy("HPR-nummer"),
}
ROLE: Labels = {
    "role": gettext_lazy("Rolle"),
    "from_on": gettext_lazy("Fra"),
    "to_on": gettext_lazy("Til"),
    "topics": gettext_lazy("Fagområder"),
    "confirmed_at": gettext_lazy("Bekreftet"),
}
DOCTOR: Labels = {"municipal_order": gettext_lazy("Kommunens prioritet")}
SHOWS: Shows = {"role": lambda value: str(dict(ContactRoleName.choices).get(value, value))}


def _of_person(words: Callable[[], str]) -> Telling:
    def telling(entry: Entry) -> Told:
        return Told(words(), changes_of(entry, PERSON), f"/personer/{entry.about_id}/")

    return telling


def _of_role(words: Callable[[], str]) -> Telling:
    """A telling: the deed with role and place, what changed, and the way to the person."""

    def telling(entry: Entry) -> Told:
        role: Any = entry.thing or ContactRole.objects.filter(pk=entry.about_id).select_related("place").first()
        changes = changes_of(entry, ROLE, SHOWS)
        if not isinstance(role, ContactRole):
            return Told(words(), changes)
        text = f"{words()}: {role.get_role_display()}, {role.place.name}"
        return Told(text, changes, f"/personer/{role.person_id}/")

    return telling


def _begun(entry: Entry) -> Told:
    """A role that began: what it would be taken back to is no part of what is told."""
    told = _of_role(lambda: _("Rolle begynt"))(entry)
    return Told(told.text, (), told.href)


def _of_doctor(entry: Entry) -> Told:
    return Told(_("Lege i spesialisering flyttet til ny arbeidsgiver"), changes_of(entry, DOCTOR))


TELLINGS: dict[str, Telling] = {
    "people.person.entered": _of_person(lambda: _("Person registrert")),
    "people.person.changed": _of_person(lambda: _("Opplysninger om personen endret")),
    "people.person.merged": _of_person(lambda: _("Slått sammen med en annen registrering av samme person")),
    "people.person.parted": _of_person(lambda: _("Sammenslåing angret")),
    "people.person.settled_as_two": _of_person(lambda: _("Avgjort at to som ligner, er to personer")),
    "people.person.moved": _of_person(lambda: _("Flyttet til et annet sted")),
    "people.person.moved_back": _of_person(lambda: _("Flytting angret")),
    "people.person.speciality_back": _of_person(lambda: _("Bytte av spesialitet angret")),
    "people.person.changed_speciality": _of_person(lambda: _("Gikk over til en annen spesialitet")),
    "people.doctor.moved": _of_doctor,
    "people.file.read": lambda entry: Told(
        _("Personer lest inn fra fil"), (), f"/personer/innlesing/{entry.about_id}/"
    ),
    "people.role.begun": _begun,
    "people.role.ended": _of_role(lambda: _("Rolle avsluttet")),
    "people.role.confirmed": _of_role(lambda: _("Rolle bekreftet")),
}
UNDOINGS: dict[str, Undoing] = {
    "people.person.entered": Undoing(
        may=rules.may_change_person,
        labels=PERSON,
        against=rules.against_removing,
        removal=Removal(
            hanging=gettext_lazy(
                "Noe henger på personen: en rolle, en henvendelse, et brev eller noe annet. "
                "Ta det bort først, så kan personen tas bort."
            ),
            then=lambda person: reverse("people:persons"),
            along=lambda person: [role for role in person.roles.all() if rules.lasted_no_day(role)],
        ),
    ),
    "people.person.changed": Undoing(may=rules.may_change_person, labels=PERSON, against=rules.against_undoing_change),
    "people.role.begun": Undoing(may=rules.may_undo_role, labels=ROLE),
    "people.role.ended": Undoing(may=rules.may_undo_role, labels=ROLE),
    "people.role.confirmed": Undoing(may=rules.may_undo_role, labels=ROLE),
}
READERS: dict[str, Reader] = {
    Person._meta.label_lower: rules.may_read_log,
    ContactRole._meta.label_lower: rules.may_undo_role,
}
NAMED: dict[str, tuple[str, ...]] = {
    Person._meta.label_lower: ("doctor__municipality", "doctor__unit"),
    ContactRole._meta.label_lower: ("place", "person"),
}
