"""What is held about people, and what goes when: counts only, never whose."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alisveien.base.actor import Actor
from alisveien.base.privacy import declared, title_of
from alisveien.base.registers import Text
from alisveien.journal.pages import scrubbings
from alisveien.journal.scrubbing import due_on

AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one model: what they are, why, how long, and how many go tonight and within a year."""

    title: Text
    purpose: Text
    kept: Text
    tonight: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What was taken out at one time."""

    at: datetime
    who: str
    what: str


def parts_on(today: date, *, counted: bool) -> list[Part]:
    """Every kind of row that holds people. Counting asks two queries for each."""
    tonight = due_on(today + timedelta(days=1)) if counted else {}
    soon = due_on(today + AHEAD) if counted else {}
    return [
        Part(title_of(model), said.purpose, said.kept, tonight.get(model, 0), soon.get(model, 0))
        for model, said in declared.items()
    ]


def bases() -> list[str]:
    """Each legal basis once."""
    return sorted({str(said.basis) for said in declared.values()})


def done_for(actor: Actor) -> list[Done]:
    """What has been taken out, the newest first."""
    titles = {model._meta.label_lower: title_of(model) for model in declared}
    return [
        Done(one.at, one.who, ", ".join(f"{titles.get(label, label)}: {rows}" for label, rows in one.counts.items()))
        for one in scrubbings(actor)
    ]
