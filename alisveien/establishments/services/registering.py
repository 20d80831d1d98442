"""Registering what happened: applied, decided, withdrawn, and why a place has not applied.

Helsedirektoratet decides; the office writes it down. Every deed is an ordinary change that can be taken back.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.establishments import queries, rules
from alisveien.establishments.models import Registration
from alisveien.establishments.telling import LABELS, SHOWS
from alisveien.journal.pictures import picture
from alisveien.journal.seen import against_unseen
from alisveien.journal.services import record
from alisveien.places.models import Place

CHANGED = (
    "applied_on",
    "applied_at_latest",
    "decision",
    "decided_on",
    "decided_at_latest",
    "valid_from",
    "withdrawn_on",
    "reason",
    "reason_on",
    "source",
)


@transaction.atomic
def register_application(
    *, place: Place, speciality: str, applied_on: date, source: str, by: Actor, at: datetime
) -> Registration:
    """Write down that a place has applied. Raises NotAllowed, RuleBroken."""
    current = _current(place, speciality, by)
    today = norwegian_day(at)
    agree(
        rules.against_applying(current, place=place, speciality=speciality, applied_on=applied_on, today=today)
        + _against_source(source)
    )
    case = current if rules.is_open(current) and current is not None else _new(place, speciality, source)
    before = picture(case, *CHANGED)
    case.applied_on, case.applied_at_latest, case.source = applied_on, False, source.strip()
    case.save()
    record(
        "establishments.registration.applied",
        about=case,
        by=by,
        at=at,
        before=before,
        after=picture(case, *CHANGED),
        places=[place.pk],
    )
    return case


@transaction.atomic
def register_decision(
    *,
    place: Place,
    speciality: str,
    decision: str,
    decided_on: date,
    valid_from: date | None,
    source: str,
    by: Actor,
    at: datetime,
) -> Registration:
    """Write down what Helsedirektoratet decided. Raises NotAllowed, RuleBroken."""
    case = _current(place, speciality, by)
    today = norwegian_day(at)
    agree(
        rules.against_deciding(case, decision=decision, decided_on=decided_on, valid_from=valid_from, today=today)
        + _against_source(source)
    )
    assert case is not None
    before = picture(case, *CHANGED)
    case.decision, case.decided_on, case.decided_at_latest = decision, decided_on, False
    case.valid_from, case.source = valid_from, source.strip()
    case.save()
    record(
        "establishments.registration.decided",
        about=case,
        by=by,
        at=at,
        before=before,
        after=picture(case, *CHANGED),
        places=[place.pk],
    )
    return case


@transaction.atomic
def register_withdrawal(
    *, place: Place, speciality: str, withdrawn_on: date, why: str, by: Actor, at: datetime
) -> Registration:
    """Write down that an application or registration was withdrawn, and why. Raises NotAllowed, RuleBroken."""
    case = _current(place, speciality, by)
    reasons = rules.against_withdrawing(case, withdrawn_on=withdrawn_on, today=norwegian_day(at))
    agree([*reasons, *([] if why.strip() else [_("Skriv hvorfor den er trukket.")])])
    assert case is not None
    before = picture(case, *CHANGED)
    case.withdrawn_on = withdrawn_on
    case.save()
    record(
        "establishments.registration.withdrawn",
        about=case,
        by=by,
        at=at,
        why=why.strip(),
        before=before,
        after=picture(case, *CHANGED),
        places=[place.pk],
    )
    return case


@transaction.atomic
def note_reason(*, place: Place, speciality: str, reason: str, seen: str, by: Actor, at: datetime) -> Registration:
    """Write down why a place has not applied, as of today. Raises NotAllowed, RuleBroken.

    ``seen`` is the mark of the reason the page showed (`queries.reason_of`).
    """
    current = _current(place, speciality, by)
    today = norwegian_day(at)
    agree(
        rules.against_noting_reason(current, place=place, speciality=speciality, today=today)
        + against_unseen(seen, queries.reason_in(current), {"reason": reason}, LABELS, SHOWS)
    )
    source = _("Kontorets egen kjennskap")
    case = current if rules.is_open(current) and current is not None else _new(place, speciality, source)
    before = picture(case, *CHANGED)
    case.reason, case.reason_on = reason, today
    case.save()
    record(
        "establishments.registration.reason_noted",
        about=case,
        by=by,
        at=at,
        before=before,
        after=picture(case, *CHANGED),
        places=[place.pk],
    )
    return case


def _current(place: Place, speciality: str, by: Actor) -> Registration | None:
    """The case to work on, with the place locked so that two do not begin one each. Raises NotAllowed."""
    allow(
        rules.may_register(by, place),
        _("Kontoret som følger virksomheten, og nasjonal koordinator kan registrere dette."),
    )
    Place.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    return queries.current_case(place, speciality)


def _new(place: Place, speciality: str, source: str) -> Registration:
    return Registration(place=place, place_kind=place.kind, speciality=speciality, source=source.strip())


def _against_source(source: str) -> list[str]:
    return [] if source.strip() else [_("Skriv hvor opplysningen kommer fra.")]
