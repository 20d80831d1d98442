"""Nominating a doctor, changing, confirming and withdrawing a nomination."""

from datetime import datetime
from typing import Any, TypedDict

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.journal.services import record
from alisveien.people.models import Doctor
from alisveien.people.services.persons import enter_doctors
from alisveien.placements import answers as said
from alisveien.placements import queries, queries_nomination, rules_nomination
from alisveien.placements.answers import Answers, Versions
from alisveien.placements.facts import DOCTOR_FIELDS
from alisveien.placements.models import Nomination, Wish
from alisveien.placements.services.closing import close_questions
from alisveien.placements.services.receipts import send_receipt
from alisveien.placements.telling.faults import tell_fault
from alisveien.places.models import Place

_WITHOUT_VALUE = frozenset({*said.PERSON, "leader_email"})


class ChangedMeanwhile(RuleBroken):
    """Somebody else has changed the nomination since it was seen; nothing has been written."""

    def __init__(self) -> None:
        super().__init__([_("Andre har endret innmeldingen siden du åpnet den. Se over det som er nytt.")])


@transaction.atomic
def nominate_doctor(*, answers: Answers, seen: Versions, by: Actor, at: datetime) -> Nomination:
    """Nominate a doctor, registered anew or the known one with the HPR number.

    ``seen`` is the state of a known doctor as the person saw it, `Versions(0, 0)` when none was known. Raises
    NotAllowed, RuleBroken, and ChangedMeanwhile when the doctor was registered or changed by others meanwhile.
    """
    allow(rules_nomination.may_nominate(by, answers.municipality, answers.unit), _who())
    _agree_on(answers)
    known = queries.known_by_number([answers.hpr_number], lock=True).get(answers.hpr_number)
    faults = rules_nomination.against_nominating(answers.hpr_number, answers.municipality, known)
    agree([tell_fault(fault).sentence for fault in faults])
    if known is not None:
        allow(rules_nomination.may_nominate(by, known.doctor.municipality, known.doctor.unit), _who())
    if said.versions_of(known.doctor if known else None, None) != seen:
        raise ChangedMeanwhile
    doctor = _written_doctor(known.doctor if known else None, answers)
    nomination = Nomination(
        doctor=doctor, municipality=answers.municipality, trust=answers.trust, nominated_on=norwegian_day(at)
    )
    _write(nomination, answers, at)
    record("placements.nomination.made", **_line(nomination, by, at), after=_told({}, _typed(nomination.pk)))
    send_receipt(nomination=nomination, kind="placements.nomination_made", by=by, at=at)
    return nomination


@transaction.atomic
def change_nomination(
    *, nomination: Nomination, answers: Answers, seen: Versions, by: Actor, at: datetime
) -> Nomination:
    """Write new answers of an open nomination, which also confirms it.

    Raises NotAllowed, RuleBroken, and ChangedMeanwhile when it is no longer as ``seen``.
    """
    nomination = queries_nomination.locked_nomination(nomination.pk)
    _may_change(nomination, by)
    agree(rules_nomination.against_what_stays(nomination, answers))
    _agree_on(answers)
    _as_seen(nomination, seen)
    before = said.typed_of(nomination)
    _written_doctor(nomination.doctor, answers)
    nomination.wishes.all().delete()
    nomination.version += 1
    _write(nomination, answers, at)
    after = _typed(nomination.pk)
    record(
        "placements.nomination.changed",
        **_line(nomination, by, at),
        before=_told(after, before),
        after=_told(before, after),
    )
    close_questions(nomination=nomination, at=at)
    send_receipt(nomination=nomination, kind="placements.nomination_changed", by=by, at=at)
    return nomination


@transaction.atomic
def confirm_nomination(*, nomination: Nomination, seen: Versions, by: Actor, at: datetime) -> Nomination:
    """Say that a nomination still holds, just as it was seen. Raises NotAllowed, RuleBroken, ChangedMeanwhile."""
    nomination = confirm_as_one_of_many(nomination=nomination, seen=seen, by=by, at=at)
    send_receipt(nomination=nomination, kind="placements.nomination_confirmed", by=by, at=at)
    return nomination


@transaction.atomic
def confirm_as_one_of_many(*, nomination: Nomination, seen: Versions, by: Actor, at: datetime) -> Nomination:
    """As `confirm_nomination`, without its receipt: for a deed on several, which sends one for all. Raises the same."""
    nomination = queries_nomination.locked_nomination(nomination.pk)
    _may_change(nomination, by)
    _as_seen(nomination, seen)
    before = {"confirmed_at": nomination.confirmed_at}
    nomination.confirmed_at = at
    nomination.save(update_fields=["confirmed_at"])
    record("placements.nomination.confirmed", **_line(nomination, by, at), before=before, after={"confirmed_at": at})
    close_questions(nomination=nomination, at=at)
    return nomination


@transaction.atomic
def withdraw_nomination(
    *, nomination: Nomination, code: str, why: str, seen: Versions, by: Actor, at: datetime
) -> Nomination:
    """Withdraw an open nomination with a reason: a code of `Nomination.Ended`, in words too when it is another.

    The words are kept with the nomination and not in the journal. Raises NotAllowed, RuleBroken, ChangedMeanwhile.
    """
    nomination = queries_nomination.locked_nomination(nomination.pk)
    _may_change(nomination, by)
    agree(rules_nomination.against_withdrawing(nomination, code, why))
    _as_seen(nomination, seen)
    nomination.state, nomination.ended_at = Nomination.State.WITHDRAWN, at
    nomination.ended_code, nomination.ended_why = code, why.strip()
    nomination.version += 1
    nomination.save(update_fields=["state", "ended_at", "ended_code", "ended_why", "version"])
    nomination.drafts.all().delete()
    before, after = {"state": "open"}, {"state": "withdrawn", "ended_code": code}
    record("placements.nomination.withdrawn", **_line(nomination, by, at), before=before, after=after)
    close_questions(nomination=nomination, at=at)
    send_receipt(nomination=nomination, kind="placements.nomination_withdrawn", by=by, at=at)
    return nomination


def _who() -> str:
    return _("Bare kommunen kan melde inn og endre. Spør lederen eller kommuneoverlegen.")


def _agree_on(answers: Answers) -> None:
    faults = rules_nomination.against_answers(answers, demonstration=settings.DEMONSTRATION)
    agree([tell_fault(fault).sentence for fault in faults])


def _may_change(nomination: Nomination, by: Actor) -> None:
    allow(rules_nomination.may_change_nomination(by, nomination), _who())
    agree(rules_nomination.against_changing(nomination))


def _as_seen(nomination: Nomination, seen: Versions) -> None:
    if not rules_nomination.is_as_seen(nomination, seen):
        raise ChangedMeanwhile


def _written_doctor(doctor: Doctor | None, answers: Answers) -> Doctor:
    """The doctor as answered, written when new or changed."""
    names = ("hpr_number", "first_name", "last_name", "email", "unit", *DOCTOR_FIELDS)
    values = {name: getattr(answers, name) for name in names}
    try:
        with transaction.atomic():  # the number may be another doctor's or person's by now
            if doctor is None:
                doctor = Doctor.objects.create(municipality=answers.municipality, **values)
                enter_doctors([doctor.pk])
            elif any(getattr(doctor, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(doctor, name, value)
                doctor.version += 1
                doctor.save(update_fields=[*values, "version"])
    except IntegrityError as clash:
        raise ChangedMeanwhile from clash
    return doctor


def _write(nomination: Nomination, answers: Answers, at: datetime) -> None:
    for name in said.OF_NOMINATION:
        setattr(nomination, name, getattr(answers, name))
    nomination.confirmed_at = at
    nomination.save()
    Wish.objects.bulk_create(_wish(nomination, number, wish) for number, wish in enumerate(answers.wishes, start=1))


def _wish(nomination: Nomination, number: int, wish: said.WishAnswer) -> Wish:
    place = wish.place
    department = place if place.kind == Place.Kind.DEPARTMENT else None
    hospital = department.parent if department else place if place.kind == Place.Kind.HOSPITAL else None
    return Wish(
        nomination=nomination,
        number=number,
        year=wish.half.year,
        half=wish.half.half,
        hospital=hospital,
        department=department,
        need=wish.need,
    )


def _typed(pk: int) -> dict[str, str]:
    return said.typed_of(queries_nomination.locked_nomination(pk))


def _told(other: said.Typed, typed: said.Typed) -> dict[str, Any]:
    """The items of ``typed`` that differ from ``other``, for the journal: names without value, no needs."""
    told: dict[str, Any] = {}
    for item in said.changed_items(other, typed):
        if item in _WITHOUT_VALUE:
            told[item] = None
        else:
            told[item] = " ".join(
                typed.get(name, "") for name in said.ITEMS[item] if not name.endswith("_need")
            ).strip()
    return told


class _Line(TypedDict):
    about: Nomination
    by: Actor
    at: datetime
    places: list[int]
    on_request_of: int | None


def _line(nomination: Nomination, by: Actor, at: datetime) -> _Line:
    """What every line of the journal about a nomination says."""
    doctor = nomination.doctor
    return {
        "about": nomination,
        "by": by,
        "at": at,
        "places": [nomination.municipality_id, nomination.trust_id, *([doctor.unit_id] if doctor.unit_id else [])],
        "on_request_of": rules_nomination.acts_on_request_of(by, nomination.municipality, doctor.unit),
    }
