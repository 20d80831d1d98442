"""One person's record: how to reach, roles over time, what has happened, and what can be done."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.journal.pages import log_of
from alisveien.people import rules_persons as rules
from alisveien.people.columns import specialities_in_words
from alisveien.people.models import ContactRole, Merge, Move, Person
from alisveien.people.queries_account import Access

Context = dict[str, Any]


def record_of(
    actor: Actor,
    person: Person,
    roles: Sequence[ContactRole],
    access: Sequence[Access],
    moves: Iterable[Move],
    merges: Iterable[Merge],
    *,
    trains: bool,
    today: date,
) -> Context:
    """The context of a record. ``trains``: whether the actor sees the person as a doctor in training."""
    may_change, may_log = rules.may_change_person(actor, person), rules.may_read_log(actor, person)
    lines = [_role_line(actor, role, access, today) for role in roles]
    extra = [_access_line(one) for one in access if not any(_same(one, role, today) for role in roles)]
    merges = list(merges)
    same = [person, *(merge.gone for merge in merges if merge.undone_at is None)]
    logs = [
        *(log_of(actor, one) for one in same),
        *(log_of(actor, role) for role in roles if rules.may_undo_role(actor, role)),
    ]
    return {
        "title": person.name,
        "person": person,
        "crumbs": [(_("Personer"), reverse("people:persons")), (person.name, "")],
        "badges": _badges(person, roles, today, trains=trains),
        "facts": _facts(person, roles, trains=trains),
        "doubts": rules.doubts_of_hpr_number(person.hpr_number or ""),
        "lines": lines + extra,
        "events": events_of(actor, person, roles, moves, merges, may_undo=may_change),
        "shows_log": may_log,
        "log": sorted((line for log in logs for line in log), key=lambda line: line.at, reverse=True),
        "may_change": may_change,
        "may_add": rules.may_enter_persons(actor),
        "deeds": _deeds(actor, person, roles, today, trains=trains),
        "source": _("Kilde: stedenes og kontorenes egne opplysninger. Øvingsdata.")
        if person.is_synthetic
        else _("Kilde: stedenes og kontorenes egne opplysninger."),
    }


def day(when: date | datetime | None) -> str:
    """«1. mars 2027», empty for None."""
    if isinstance(when, datetime):
        when = timezone.localdate(when)
    return date_format(when, "j. F Y") if when else ""


def lasts(role: ContactRole, today: date) -> bool:
    """Whether a role is held on a day."""
    return (role.from_on is None or role.from_on <= today) and (role.to_on is None or role.to_on > today)


def _badges(person: Person, roles: Sequence[ContactRole], today: date, *, trains: bool) -> list[dict[str, str]]:
    now = list(dict.fromkeys(capfirst(str(role.get_role_display())) for role in roles if lasts(role, today)))
    found = [{"text": text, "tone": "accent"} for text in now]
    found += [{"text": _("Lege i spesialisering"), "tone": "info"}] if trains else []
    found += [{"text": _("Ingen rolle nå"), "tone": "neutral"}] if not found else []
    return [*found, *([{"text": _("Øvingsdata"), "tone": "warning"}] if person.is_synthetic else [])]


def _facts(person: Person, roles: Sequence[ContactRole], *, trains: bool) -> list[dict[str, str]]:
    confirmed = max((role.confirmed_at for role in roles if role.confirmed_at), default=None)
    doctor = person.doctor if trains else None
    where = (doctor.unit or doctor.municipality).name if doctor else ""
    facts = [
        (_("E-post"), person.email),
        (_("Telefon"), person.phone),
        (_("HPR-nummer"), person.hpr_number or ""),
        (_("Spesialist i"), specialities_in_words(person)),
        (_("I spesialisering"), f"{doctor.get_speciality_display()}, {where}" if doctor else ""),
        (_("Sist bekreftet"), day(confirmed) or _("aldri")),
    ]
    return [{"label": label, "value": value, "href": ""} for label, value in facts if value]


def _role_line(actor: Actor, role: ContactRole, access: Iterable[Access], today: date) -> Context:
    """A row of the table of roles, with the addresses of what the actor can do to it."""
    now = lasts(role, today)
    keeps = now and rules.may_keep_roles_at(actor, role.place)
    return {
        "role": capfirst(str(role.get_role_display())),
        "topics": role.topics,
        "place": role.place.name,
        "from": day(role.from_on) or _("ikke kjent"),
        "to": day(role.to_on),
        "now": now,
        "confirmed": day(role.confirmed_at),
        "account": any(_same(one, role, today) for one in access),
        "confirm": reverse("people:role_confirm", args=[role.pk]) if keeps else "",
        "end": reverse("people:role_end", args=[role.pk]) if keeps else "",
    }


def _access_line(one: Access) -> Context:
    """A role that is held in Alisveien only, and that nobody has written down for the outside."""
    return {
        "role": capfirst(one.role),
        "place": one.place or _("hele landet"),
        "from": day(one.from_on),
        "to": day(one.to_on),
        "now": True,
        "confirmed": "",
        "account": True,
    }


def _same(one: Access, role: ContactRole, today: date) -> bool:
    """Whether somebody's access is the same thing as a role for the outside: shown once."""
    return lasts(role, today) and role.role in one.same_as and role.place_id == one.place_id


def _deeds(
    actor: Actor, person: Person, roles: Sequence[ContactRole], today: date, *, trains: bool
) -> list[dict[str, str]]:
    """What else can be registered, as links."""
    leaves = [role.place for role in roles if lasts(role, today)]
    leaves += [person.doctor.municipality] if trains and person.doctor else []
    found = []
    if any(rules.may_move(actor, person, place) for place in leaves):
        found.append(
            {"label": _("Flytt til et annet sted"), "href": reverse("processes:person_move", args=[person.pk])}
        )
    if trains and rules.may_change_speciality(actor, person):
        href = reverse("people:person_speciality", args=[person.pk])
        found.append({"label": _("Bytt spesialitet"), "href": href})
    return found


def events_of(
    actor: Actor,
    person: Person,
    roles: Iterable[ContactRole],
    moves: Iterable[Move],
    merges: Iterable[Merge],
    *,
    may_undo: bool,
) -> list[dict[str, Any]]:
    """What has happened, newest first, for ``base/_timeline.html``."""
    found: list[tuple[date, str, str, str]] = []
    for role in roles:
        said = f"{capfirst(str(role.get_role_display()))}, {role.place.name}"
        found += [(role.from_on, said, _("begynte"), "")] if role.from_on else []
        found += [(role.to_on, said, _("slutter"), "")] if role.to_on else []
    for move in moves:
        note = ", ".join([str(move.get_reason_display()), *([_("angret")] if move.undone_at else [])])
        undoable = not rules.against_undoing_move(move) and rules.may_undo_move(actor, person, move)
        found.append((move.on, _moved(move), note, reverse("processes:move_undo", args=[move.pk]) if undoable else ""))
    for merge in merges:
        href = reverse("people:merge_undo", args=[merge.pk]) if may_undo and merge.undone_at is None else ""
        note = _("angret") if merge.undone_at else ""
        found.append((timezone.localdate(merge.at), _("Slått sammen med en annen registrering"), note, href))
    found.sort(key=lambda event: event[0], reverse=True)
    return [{"when": day(when), "text": text, "note": note, "href": href} for when, text, note, href in found]


def _moved(move: Move) -> str:
    if move.kind == Move.Kind.SPECIALITY:
        words = _("Fra {former} til {later}")
        return words.format(former=move.get_from_speciality_display(), later=move.get_to_speciality_display())
    assert move.from_place is not None, "a move of place has both places"
    assert move.to_place is not None, "a move of place has both places"
    return _("Flyttet fra {former} til {later}").format(former=move.from_place.name, later=move.to_place.name)
