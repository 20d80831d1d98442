"""Reading persons in from a table: kept first, tried, and then the good rows read in. The others come back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import NotAllowed, RuleBroken, agree, allow
from alisveien.base.jobs import enqueue
from alisveien.documents.services import Upload, content_of, keep_document, remove_document
from alisveien.journal.services import record
from alisveien.people import queries_import as queries
from alisveien.people import rules_persons as rules
from alisveien.people.models import ContactRole, ContactRoleName, Person, PersonFile
from alisveien.people.services.persons import SAID, change_person, enter_person
from alisveien.people.services.roles import add_role
from alisveien.people.table_reading import Line, guessed, lines_of
from alisveien.places.models import Place
from alisveien.workbench.sheets import BadSheet, Sheet
from alisveien.workbench.tables import sheet_of

KEPT = timedelta(days=7)
"""How long a table waits to be read in."""
MOST = 2000
"""Rows of one file: it is tried and read in while one waits."""
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes of a row: its line, the outcome, and what was done or what speaks against it, in words."""

    line: Line
    outcome: str
    words: tuple[str, ...] = ()


class Tried(Exception):
    """Takes a trial back."""


@transaction.atomic
def send_persons(*, upload: Upload, by: Actor, at: datetime) -> PersonFile:
    """Keep a table as it was sent in. No person is changed. Raises NotAllowed, RuleBroken."""
    allow(rules.may_enter_persons(by), _("Den som holder kontaktene ved et sted, kan lese inn personer."))
    document = keep_document(upload=upload, by=by, at=at)
    headings = list(_sheet(content_of(document)).headings)
    mapping = queries.mapping_before(by, headings) or guessed(headings)
    file = PersonFile.objects.create(document=document, headings=headings, mapping=mapping, by_id=by.user_id, at=at)
    enqueue("people.forget_file", after=at + KEPT, file_id=file.pk)
    return file


@transaction.atomic
def map_columns(*, file: PersonFile, mapping: Mapping[str, str], by: Actor, at: datetime) -> PersonFile:
    """Say which heading each field stands under. Raises NotAllowed, RuleBroken."""
    file = _own(file, by)
    file.mapping = {field: heading for field, heading in mapping.items() if heading in file.headings}
    file.save(update_fields=["mapping"])
    return file


def try_file(*, file: PersonFile, by: Actor, at: datetime) -> list[Told]:
    """What reading a file in would do to each row now: it is done, and taken back."""
    told: list[Told] = []
    try:
        with transaction.atomic():
            told = _each(file, by, at)
            raise Tried
    except Tried:
        return told


@transaction.atomic
def read_in(*, file: PersonFile, mark: str, by: Actor, at: datetime) -> list[Told]:
    """Read the good rows in, and keep the others with their reasons. ``mark`` is that of the trial.

    Raises NotAllowed, and RuleBroken when something has changed since the trial.
    """
    file = _own(file, by)
    told = _each(file, by, at)
    agree([] if mark_of(told) == mark else [_("Noe er endret siden du så på radene. Se over dem på nytt.")])
    file.rejected = [[one.line.number, list(one.line.cells), list(one.words)] for one in told if one.outcome == REFUSED]
    file.read_at = at
    _let_go(file)
    record("people.file.read", about=file, by=by, at=at)
    return told


@transaction.atomic
def forget_file(*, file_id: int) -> bool:
    """Throw a table away that nobody has read in, for the job that comes after seven days; whether there was one."""
    file = PersonFile.objects.filter(pk=file_id, read_at=None).exclude(document=None).select_for_update().first()
    if file is None:
        return False
    _let_go(file)
    return True


def _let_go(file: PersonFile) -> None:
    """Save the row without what was sent in, and take that away."""
    document, file.document = file.document, None
    assert document is not None, "asked of files that are still there only"
    file.save(update_fields=["rejected", "read_at", "document"])
    remove_document(document=document)


def mark_of(told: list[Told]) -> str:
    """The same for the same outcome: what one agrees to is what one saw."""
    lines = [f"{one.line.number}|{one.outcome}|{'|'.join(one.words)}" for one in told]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _own(file: PersonFile, by: Actor) -> PersonFile:
    """One's own file, locked and not yet read in. Raises NotAllowed, RuleBroken."""
    file = PersonFile.objects.select_for_update(of=("self",)).select_related("document").get(pk=file.pk)
    allow(by.user_id is not None and file.by_id == by.user_id, _("Bare den som sendte fila, kan lese den inn."))
    agree([_("Fila er alt lest inn, eller kastet fordi den ble liggende.")] if file.document is None else [])
    return file


def _sheet(content: bytes) -> Sheet:
    """The table of a file. Raises RuleBroken when there is none, or it is too long to be read while one waits."""
    try:
        sheet = sheet_of(content)
    except BadSheet as bad:
        words = _("Fila kan ikke leses. Bruk en arbeidsbok (.xlsx) eller CSV med overskrifter og minst én rad.")
        raise RuleBroken([words]) from bad
    words = _("Fila har {count} rader. Del den, så ingen har flere enn {most}.")
    agree([words.format(count=len(sheet.rows), most=MOST)] if len(sheet.rows) > MOST else [])
    return sheet


def _each(file: PersonFile, by: Actor, at: datetime) -> list[Told]:
    ground = queries.Ground(norwegian_day(at))
    assert file.document is not None, "asked of files that are still there only"
    lines = lines_of(_sheet(content_of(file.document)), file.mapping)
    return [_one(line, ground, by, at) for line in lines]


def _one(line: Line, ground: queries.Ground, by: Actor, at: datetime) -> Told:
    """Read one row in, whole or not at all."""
    if line.faults:
        return Told(line, REFUSED, line.faults)
    try:
        with transaction.atomic():
            return _write(line, ground, by, at)
    except RuleBroken as broken:
        return Told(line, REFUSED, tuple(broken.reasons))
    except NotAllowed as refused:
        return Told(line, REFUSED, (str(refused),))


def _write(line: Line, ground: queries.Ground, by: Actor, at: datetime) -> Told:
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
    return Told(line, outcome, tuple(done))


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
