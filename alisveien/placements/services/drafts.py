"""Keeping what somebody has typed of a nomination until it is sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.people.models import Doctor
from alisveien.placements import answers as said
from alisveien.placements import queries_nomination, rules_nomination
from alisveien.placements.models import Draft, Nomination, SentDraft
from alisveien.places.models import Place

LONGEST = 1000
KEPT = timedelta(days=90)
MINE, THEIRS = "min", "deres"


@transaction.atomic
def begin_draft(*, home: Place, by: Actor, at: datetime) -> Draft:
    """An empty draft for a new nomination from a municipality, or a district or agency. Raises NotAllowed.

    Drafts that everybody has left for ninety days are thrown away at the same time.
    """
    forget_drafts(at=at)
    unit = None if home.kind == Place.Kind.MUNICIPALITY else home
    municipality = unit.parent if unit and unit.parent else home
    allow(rules_nomination.may_nominate(by, municipality, unit))
    own = municipality.municipality.trust
    typed = {"trust": own.code, "unit": unit.code if unit else ""}
    return Draft.objects.create(
        user_id=by.user_id, municipality=municipality, unit=unit, typed=typed, seen_at=at, saved_at=at
    )


@transaction.atomic
def begin_change(*, nomination: Nomination, by: Actor, at: datetime) -> Draft:
    """The actor's draft of a change: the one there is, else one with what stands. Raises NotAllowed and RuleBroken."""
    nomination = queries_nomination.locked_nomination(nomination.pk)
    allow(rules_nomination.may_change_nomination(by, nomination))
    agree(rules_nomination.against_changing(nomination))
    who = {"user_id": by.user_id if by.link is None else None, "link_id": by.link.link_id if by.link else None}
    stands = said.typed_of(nomination)
    first = {
        "municipality": nomination.municipality,
        "unit": nomination.doctor.unit,
        "doctor": nomination.doctor,
        "typed": stands,
        "seen": stands,
        "seen_versions": _versions(nomination.doctor, nomination),
        "seen_at": at,
        "saved_at": at,
    }
    draft, _made = Draft.objects.get_or_create(nomination=nomination, **who, defaults=first)
    return draft


@transaction.atomic
def keep_typed(*, draft: Draft, typed: Mapping[str, str], by: Actor, at: datetime) -> Draft:
    """Keep what was typed in some fields, faults too; fields that are not of the form are left. Raises NotAllowed."""
    draft = _own(draft, by)
    known = {name: value.replace("\x00", "")[:LONGEST] for name, value in typed.items() if name in said.FIELDS}
    if draft.nomination is not None:
        known = {name: value for name, value in known.items() if name not in ("hpr_number", "trust")}
    draft.typed = {**draft.typed, **known}
    draft.saved_at = at
    draft.save(update_fields=["typed", "saved_at"])
    return draft


@transaction.atomic
def take_known_doctor(*, draft: Draft, by: Actor, at: datetime) -> Draft:
    """Fill a new draft with what stands of the doctor whose HPR number was typed, where nothing has been typed.

    The draft is left as it is when the number is nobody's, or somebody's the actor may not see.
    """
    draft = _own(draft, by)
    doctor = _known_doctor(draft, by)
    if doctor is None:
        draft.doctor, draft.seen, draft.seen_versions = None, {}, []
    elif draft.doctor_id != doctor.pk:
        stands = said.typed_of_doctor(doctor)
        draft.doctor, draft.seen, draft.seen_versions, draft.seen_at = doctor, stands, _versions(doctor, None), at
        draft.typed = {**draft.typed, **{name: text for name, text in stands.items() if not draft.typed.get(name)}}
    draft.save(update_fields=["doctor", "seen", "seen_versions", "seen_at", "typed"])
    return draft


@transaction.atomic
def settle_draft(*, draft: Draft, chosen: Mapping[str, str], by: Actor, at: datetime) -> Draft:
    """Bring a draft up to what stands now. ``chosen`` is item → `MINE` or `THEIRS` for what others have changed.

    An item without a choice stays as typed where the person typed something else, and follows the others where not.
    """
    draft = _own(draft, by)
    doctor, nomination = draft.doctor, draft.nomination
    if nomination is not None:
        nomination = queries_nomination.locked_nomination(nomination.pk)
        agree(rules_nomination.against_changing(nomination))
        doctor, stands = nomination.doctor, said.typed_of(nomination)
    else:
        doctor = _known_doctor(draft, by)
        stands = said.typed_of_doctor(doctor) if doctor else {}
    touched = set(said.changed_items(draft.seen, draft.typed))
    theirs = [item for item in said.changed_items(draft.seen, stands) if _follows(item, chosen, touched)]
    draft.typed = {**draft.typed, **{name: stands.get(name, "") for name in _fields(theirs)}}
    draft.doctor, draft.seen, draft.seen_versions = doctor, stands, _versions(doctor, nomination)
    draft.seen_at = draft.saved_at = at
    draft.save()
    return draft


def _known_doctor(draft: Draft, by: Actor) -> Doctor | None:
    """The doctor with the HPR number typed, employed by the draft's municipality and seen by the actor."""
    number = draft.typed.get("hpr_number", "").strip()
    at_home = Doctor.objects.filter(municipality=draft.municipality).select_related("municipality", "unit")
    doctor = at_home.filter(hpr_number=number).first()
    return doctor if doctor and rules_nomination.may_nominate(by, doctor.municipality, doctor.unit) else None


def _follows(item: str, chosen: Mapping[str, str], touched: Iterable[str]) -> bool:
    return chosen.get(item, MINE if item in touched else THEIRS) == THEIRS


def _fields(items: Iterable[str]) -> list[str]:
    return [name for item in items for name in said.ITEMS[item]]


@transaction.atomic
def discard_draft(*, draft: Draft, by: Actor, at: datetime) -> None:
    """Throw a draft away: the person asked for it, or it has been sent. Raises NotAllowed."""
    _own(draft, by).delete()


@transaction.atomic
def forget_drafts(*, at: datetime) -> int:
    """Throw away the drafts nobody has saved for ninety days, and what was kept of those sent; how many drafts."""
    SentDraft.objects.filter(sent_at__lt=at - KEPT).delete()
    old = Draft.objects.filter(saved_at__lt=at - KEPT)
    return old.delete()[1].get(Draft._meta.label, 0)


def _own(draft: Draft, by: Actor) -> Draft:
    draft = Draft.objects.select_for_update(of=("self",)).select_related("nomination__doctor", "unit").get(pk=draft.pk)
    allow(rules_nomination.may_use_draft(by, draft))
    return draft


def _versions(doctor: Doctor | None, nomination: Nomination | None) -> list[int]:
    found = said.versions_of(doctor, nomination)
    return [found.doctor, found.nomination]
