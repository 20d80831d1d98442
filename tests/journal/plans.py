"""A deed of the tests on a plan, with its telling and its undoing, and a plan to do it to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from alisveien.base.actor import Actor
from alisveien.journal.handed import Undoing, handed
from alisveien.journal.models import Entry
from alisveien.journal.pictures import picture
from alisveien.journal.services import record
from alisveien.journal.words import Told, changes_of
from alisveien.posts.models import CapacityPlan

EDITOR, READER, STRANGER = Actor(user_id=1), Actor(user_id=2), Actor(user_id=3)
LABELS = {"state": "Status", "source": "Kilde"}


def a_plan(version: int = 1) -> CapacityPlan:
    return CapacityPlan.objects.create(name=f"Plan {version}", version=version, state="tentative", source="prøve")


def tell_changed(entry: Entry) -> Told:
    return Told("Planen er endret", changes_of(entry, LABELS), "/plan/")


@contextmanager
def wired() -> Iterator[None]:
    """The journal as if an area had declared a deed on plans."""
    before = handed.tellings, handed.undoings, handed.readers
    handed.tellings = {**handed.tellings, "posts.plan.changed": tell_changed}
    handed.undoings = {"posts.plan.changed": Undoing(may=lambda actor, plan: actor == EDITOR, labels=LABELS)}
    handed.readers = {"posts.capacityplan": lambda actor, plan: actor in (EDITOR, READER)}
    try:
        yield
    finally:
        handed.tellings, handed.undoings, handed.readers = before


def change(plan: CapacityPlan, at: datetime, *, why: str = "", **values: str) -> Entry:
    """Change fields of a plan and record it, as a service would."""
    before = picture(plan, *values)
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save()
    return record(
        "posts.plan.changed", about=plan, by=EDITOR, at=at, why=why, before=before, after=picture(plan, *values)
    )
