"""What a deed on the register writes, row by row, so that it can be told, previewed and taken back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY, norwegian_day
from alisveien.base.errors import RuleBroken
from alisveien.base.jobs import enqueue
from alisveien.journal.pictures import picture, put_back
from alisveien.journal.services import record
from alisveien.places.models import Naming, Place, RegisterChange

SOURCE = "deed"
"""The source of rows written by deeds; the register that ships leaves them alone."""


AFTER_MIDNIGHT = time(0, 5)
DATED = frozenset({"places.naming", "places.belonging", "places.succession", "places.placefigure"})
"""The rows that say how it was; those of the present are worked out from them, and may change by themselves."""
PRESENT = frozenset({"places.place", "places.municipalityfacts", "places.departmentfacts"})


def hundredths(value: str | int) -> Decimal:
    """A figure with the two decimals it is stored with."""
    return Decimal(value).quantize(Decimal("0.01"))


class Ledger:
    """Writes rows and remembers each: model, key, the fields before (None: it was not there) and after."""

    def __init__(self) -> None:
        self.wrote: list[dict[str, Any]] = []
        self.places: dict[int, Place] = {}

    def make(self, thing: Model, *places: Place) -> Any:
        """Save a new row. Raises RuleBroken where the database refuses it: the number or the period is taken."""
        with refusing():
            thing.save(force_insert=True)
        self._note(thing, None, picture(thing, *_stored(thing)), places)
        return thing

    def make_many(self, things: Sequence[tuple[Model, Place]]) -> None:
        """Save new rows of one model at once, each with the place it concerns. Raises RuleBroken as ``make``."""
        rows = [thing for thing, _place in things]
        if not rows:
            return
        with refusing():
            type(rows[0])._default_manager.bulk_create(rows)
        for thing, place in things:
            self._note(thing, None, picture(thing, *_stored(thing)), (place,))

    def change(self, thing: Model, *places: Place, **values: Any) -> Any:
        """Change fields of a row. Raises RuleBroken as ``make``."""
        before = picture(thing, *values)
        for name, value in values.items():
            setattr(thing, name, value)
        with refusing():
            thing.save(update_fields=list(values))
        self._note(thing, before, picture(thing, *values), places)
        return thing

    def change_what_may_go(self, thing: Model, *places: Place, **values: Any) -> Any:
        """Change fields of a row its owner may throw away: what is gone does not keep the deed from being undone."""
        self.change(thing, *places, **values)
        self.wrote[-1]["may_go"] = True
        return thing

    def drop(self, thing: Model, *places: Place) -> None:
        """Take a row away, one that was to come and now will not."""
        line = {"model": thing._meta.label_lower, "pk": thing.pk, "before": picture(thing, *_stored(thing))}
        thing.delete()
        self.wrote.append({**line, "after": None})
        self.places |= {place.pk: place for place in places}

    def _note(self, thing: Model, before: Any, after: Any, places: Iterable[Place]) -> None:
        self.wrote.append({"model": thing._meta.label_lower, "pk": thing.pk, "before": before, "after": after})
        self.places |= {place.pk: place for place in places}

    def coming(self, today: date) -> list[date]:
        """The days after today on which something that was written begins or ends, each once."""
        rows = [line["after"] or {} for line in self.wrote if line["model"] in DATED]
        written = {row[name] for row in rows for name in ("valid_from", "valid_to") if row.get(name)}
        return sorted(day for day in map(date.fromisoformat, written) if day > today)

    def close(self, *, kind: str, title: str, effective_on: Any, why: str, by: Actor, at: datetime) -> RegisterChange:
        """Write the deed itself with all its rows, and its line in the journal. Its places are now kept by hand."""
        Place.objects.filter(pk__in=self.places, by_hand=False).update(by_hand=True)
        change = RegisterChange.objects.create(
            kind=kind, title=title[:300], effective_on=effective_on, why=why, by_id=by.user_id, at=at, wrote=self.wrote
        )
        change.places.set(self.places.values())
        for day in self.coming(norwegian_day(at)):
            just_after = datetime.combine(day, AFTER_MIDNIGHT, tzinfo=NORWAY)
            enqueue("places.turn_to_today", once=f"places.turn_to.{day}", after=just_after)
        record("places.register.changed", about=change, by=by, at=at, why=why, places=self.places)
        return change


def refusing() -> Any:
    """A context in which a refusal of the database becomes a reason for the person."""
    return _Refusing()


class _Refusing:
    def __enter__(self) -> None:
        self.inner = transaction.atomic()
        self.inner.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.inner.__exit__(kind, error, trace)
        if not isinstance(error, IntegrityError) or isinstance(error, ProtectedError):
            return
        words = _("Registeret kan ikke bli slik: det strider mot noe som alt står der.")
        if "number_once" in str(error) or "once_per_kind" in str(error):
            words = _("Nummeret er alt i bruk i denne perioden.")
        raise RuleBroken([words]) from error


def _stored(thing: Model) -> list[str]:
    return [field.name for field in thing._meta.concrete_fields if not field.generated and field.name != "id"]


def altered_since(wrote: Iterable[dict[str, Any]]) -> list[str]:
    """The names of the rows that are no longer as a deed left them, counting what the deed itself wrote last."""
    last: dict[tuple[str, int], dict[str, Any]] = {}
    may_go = {(line["model"], line["pk"]) for line in wrote if line.get("may_go")}
    for line in wrote:
        if line["model"] in PRESENT:
            continue
        known = last.setdefault((line["model"], line["pk"]), {})
        known.update(line["after"] or {})
        if line["after"] is None:
            del last[line["model"], line["pk"]]
    names = []
    for (label, pk), after in last.items():
        row = apps.get_model(label)._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None and (label, pk) in may_go:
            continue
        if row is None or picture(row, *after) != after:
            names.append(_name_of(row))
    return list(dict.fromkeys(names))


def _name_of(row: Model | None) -> str:
    """What a changed row is called to the one who undoes; what others own is not named, it may be a person."""
    if row is None:
        return _("En rad")
    if row._meta.app_label != "places":
        return _("Noe som fulgte med,")
    return str(row.place if isinstance(row, Naming) else row)


def take_back(wrote: list[dict[str, Any]], *, dated: bool) -> None:
    """Undo rows from the last to the first: those that say how it was, or the others.

    Raises RuleBroken where something else has come to stand on them.
    """
    for line in reversed([line for line in wrote if (line["model"] in DATED) == dated]):
        model = apps.get_model(line["model"])
        if line.get("may_go") and not model._default_manager.filter(pk=line["pk"]).exists():
            continue
        gone = line["after"] is None
        row = model(pk=line["pk"]) if gone else model._default_manager.get(pk=line["pk"])
        try:
            with refusing():
                if gone:
                    put_back(row, line["before"])
                    row.save(force_insert=True)
                elif line["before"] is None:
                    row.delete()
                else:
                    row.save(update_fields=put_back(row, line["before"]))
        except ProtectedError as error:
            words = _("{name} er tatt i bruk siden, og kan ikke tas bort.").format(name=row)
            raise RuleBroken([words]) from error
