"""Two persons found to be one, settled to be two, and a merging undone whole."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.journal.services import record
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.models import ContactRole, DistinctPair, Merge, Person
from alisveien.people.services.ledger import Ledger, take_back

WHO_MAY = _("Den som holder kontaktene for begge, avgjør om de er samme person.")
FIELDS = ("first_name", "last_name", "email", "phone", "hpr_number")
"""What is chosen side by side."""
OF_DOCTOR = ("first_name", "last_name", "hpr_number")
"""What follows the doctor in training, where one of the two is."""
MOVED = (*FIELDS, "user", "doctor", "merged_into", "is_synthetic", "version")
OWN = (Merge, DistinctPair, Person)
"""What leads to persons and stays where it is."""


@transaction.atomic
def merge_persons(*, kept: Person, gone: Person, chosen: Mapping[str, str], by: Actor, at: datetime) -> Merge:
    """Make two persons one: everything that leads to ``gone`` leads to ``kept`` afterwards.

    ``chosen``: field → «kept» or «gone», whose value stands; the kept one's where nothing is said, and never an
    empty one when the other says something. A doctor in training
    lends name and number. Roles both held at the same place at the same time become one. Raises NotAllowed, RuleBroken.
    """
    kept, gone = _locked(kept, gone)
    allow(rules.may_settle(by, kept, gone), str(WHO_MAY))
    agree(rules.against_merging(kept, gone))
    ledger = Ledger()
    values = _values(kept, gone, chosen)
    ledger.write(
        gone, {"hpr_number": None, "user": None, "doctor": None, "merged_into": kept, "version": gone.version + 1}
    )
    ledger.write(kept, values | {"version": kept.version + 1})
    _unite_roles(kept, gone, ledger)
    for model, field in _leading_to_persons():
        for row in model._default_manager.filter(**{field: gone}).order_by("pk"):
            _lead(row, field, kept, ledger)
    merge = Merge.objects.create(kept=kept, gone=gone, wrote=ledger.lines, by_id=by.user_id, at=at)
    record("people.person.merged", about=kept, by=by, at=at, places=_places_of(kept))
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: Actor, at: datetime) -> Person:
    """Take a merging back whole: every row as it was; the person that is there again. Raises NotAllowed, RuleBroken."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kept, gone = _locked(merge.kept, merge.gone)
    allow(rules.may_settle(by, kept), str(WHO_MAY))
    agree([_("Sammenslåingen er alt angret.")] if merge.undone_at is not None else [])
    take_back(merge.wrote, _("Noe er endret etter sammenslåingen. Ta det tilbake først, så kan den angres."))
    merge.undone_by_id, merge.undone_at = by.user_id, at
    merge.save(update_fields=["undone_by_id", "undone_at"])
    record("people.person.parted", about=kept, by=by, at=at, places=_places_of(kept))
    return gone


@transaction.atomic
def settle_as_two(*, first: Person, second: Person, by: Actor, at: datetime) -> DistinctPair:
    """Say that two who look alike are two; they are not suggested again. Raises NotAllowed, RuleBroken."""
    low, high = _locked(*sorted((first, second), key=lambda person: person.pk))
    allow(rules.may_settle(by, low, high), str(WHO_MAY))
    agree([_("Velg to forskjellige personer.")] if low.pk == high.pk else [])
    defaults = {"by_id": by.user_id, "at": at}
    pair, new = DistinctPair.objects.get_or_create(first=low, second=high, defaults=defaults)
    if new:
        record("people.person.settled_as_two", about=low, by=by, at=at, places=_places_of(low))
    return pair


def _locked(kept: Person, gone: Person) -> tuple[Person, Person]:
    """Both persons locked, always in the same order, so that two deeds at once do not wait for each other."""
    locked = {pk: queries.locked_person(pk) for pk in sorted({kept.pk, gone.pk})}
    return locked[kept.pk], locked[gone.pk]


def _values(kept: Person, gone: Person, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the kept one is like afterwards; read before anything is written."""
    wanted = dict.fromkeys(FIELDS, "kept") | {name: chosen[name] for name in FIELDS if name in chosen}
    if kept.doctor is not None or gone.doctor is not None:
        wanted |= dict.fromkeys(OF_DOCTOR, "kept" if kept.doctor is not None else "gone")
    values: dict[str, Any] = {}
    for name, whose in wanted.items():
        here, there = (gone, kept) if whose == "gone" else (kept, gone)
        values[name] = getattr(here, name) or getattr(there, name)
    return values | {
        "user": kept.user or gone.user,
        "doctor": kept.doctor or gone.doctor,
        "is_synthetic": kept.is_synthetic or gone.is_synthetic,
    }


def _unite_roles(kept: Person, gone: Person, ledger: Ledger) -> None:
    """Where both held the same role at the same place at once, the kept one's is widened to hold both periods.

    The other row stays with the person that is gone, where nobody reads it, until the merging is undone.
    """
    mine = list(ContactRole.objects.select_for_update().filter(person=kept).order_by("pk"))
    for theirs in ContactRole.objects.select_for_update().filter(person=gone).order_by("pk"):
        same = [one for one in mine if (one.role, one.place_id) == (theirs.role, theirs.place_id)]
        own = next((one for one in same if _overlap(one, theirs)), None)
        if own is None:
            continue
        from_on = None if None in (own.from_on, theirs.from_on) else min(own.from_on, theirs.from_on)  # type: ignore[type-var]
        to_on = None if None in (own.to_on, theirs.to_on) else max(own.to_on, theirs.to_on)  # type: ignore[type-var]
        if not any(one is not own and _overlap(one, ContactRole(from_on=from_on, to_on=to_on)) for one in same):
            ledger.write(own, {"from_on": from_on, "to_on": to_on})


def _overlap(one: ContactRole, other: ContactRole) -> bool:
    """Whether two periods share a day; ``to_on`` is the first day after."""
    begins_before = one.from_on is None or other.to_on is None or one.from_on < other.to_on
    return begins_before and (other.from_on is None or one.to_on is None or other.from_on < one.to_on)


def _leading_to_persons() -> list[tuple[type[Model], str]]:
    """Every model with a key to persons, and the key's name; history and what is about merging itself left out."""
    found = []
    for relation in Person._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not (relation.auto_created and relation.one_to_many and isinstance(model, type)):
            continue
        if model in OWN or hasattr(model, "pgh_label"):
            continue
        found.append((model, relation.field.name))  # type: ignore[union-attr]
    return found


def _lead(row: Model, field: str, kept: Person, ledger: Ledger) -> None:
    """Lead a row to the kept person; one the database will not have twice stays where it is."""
    try:
        with transaction.atomic():
            ledger.write(row, {field: kept})
    except IntegrityError:
        row.refresh_from_db()


def _places_of(person: Person) -> list[int]:
    return list(ContactRole.objects.filter(person=person).values_list("place", flat=True))
