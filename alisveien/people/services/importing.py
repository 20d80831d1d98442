"""Persons read in from a table: how one row is written. The course is `workbench.services.intake`."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree
from alisveien.journal.services import record
from alisveien.people import queries_import as queries
from alisveien.people import rules_persons as rules
from alisveien.people.models import ContactRole, ContactRoleName, Person, PersonFile
from alisveien.people.services.persons import SAID, change_person, enter_person
from alisveien.people.services.roles import add_role
from alisveien.people.table_reading import FIELDS, Line, line_of
from alisveien.places.models import Place
from alisveien.workbench.intake import CHANGED, NEW, SAME, Intake, Told


def _writer(lines: Sequence[Line], by: Actor, at: datetime) -> Callable[[Line], Told[Line]]:
    ground = queries.Ground(norwegian_day(at))
    return lambda line: _write(line, ground, by, at)


def _write(line: Line, ground: queries.Ground, by: Actor, at: datetime) -> Told[Line]:
    codes = [role for role, _where in line.roles]
    meant = queries.persons_meant(line.first_name, line.last_name, line.email, line.hpr_number, codes)
    if len(meant) > 1:
        raise RuleBroken([_("Flere personer kan være ment. Skriv HPR-nummer eller e-post.")])
    held = queries.roles_held(meant[0], ground.today) if meant else []
    roles = [(role, _place(ground, role, where, held)) for role, where in line.roles]
    if meant:
        done = _change(meant[0], line, by, at)
        person, outcome = meant[0], CHANGED if done else SAME
    else:
        agree([] if roles else [_("En ny person må ha en rolle ved et sted.")])
        said = {name: getattr(line, name) for name in SAID}
        person, outcome, done = enter_person(**said, by=by, at=at), NEW, []
    for role, place in roles:
        if not any((one.role, one.place_id) == (role, place.pk) for one in held):
            add_role(person=person, role=role, place=place, from_on=line.from_on, by=by, at=at)
            done.append(f"{ContactRoleName(role).label}, {place.name}")
            outcome = CHANGED if outcome == SAME else outcome
    doubts = rules.doubts_of_hpr_number(line.hpr_number) if outcome != SAME else []
    return Told(line, outcome, (*done, *doubts))


def _place(ground: queries.Ground, role: str, written: str, held: list[ContactRole]) -> Place:
    """The place that was meant. Raises RuleBroken when there is none, or several."""
    found = ground.place(role, written, held)
    if isinstance(found, Place):
        return found
    words = _("Flere steder heter «{place}». Skriv nummeret.") if found else _("Vi finner ikke stedet «{place}».")
    raise RuleBroken([words.format(place=written[:60])])


def _change(person: Person, line: Line, by: Actor, at: datetime) -> list[str]:
    """Write what the row says otherwise of a person; an empty cell says nothing. What was written, in words."""
    was = {name: getattr(person, name) or "" for name in SAID}
    now = was | {name: getattr(line, name) for name in SAID if getattr(line, name)}
    if now == was:
        return []
    change_person(person=person, **now, version=person.version, by=by, at=at)
    return [f"{was[name] or '–'} → {now[name]}" for name in SAID if was[name] != now[name]]


def _recorded(file: PersonFile, by: Actor, at: datetime) -> None:
    record("people.file.read", about=file, by=by, at=at)


PERSONS = Intake(
    model=PersonFile,
    fields=FIELDS,
    may=rules.may_enter_persons,
    refused=gettext_lazy("Den som holder kontaktene ved et sted, kan lese inn personer."),
    most=2000,
    read=line_of,
    writer=_writer,
    recorded=_recorded,
    forgetting="people.forget_file",
)
"""What is the persons' own of reading a table in."""
