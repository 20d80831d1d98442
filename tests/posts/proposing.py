"""People, trusts and proposals for the tests of the plan."""

from datetime import date, datetime
from typing import Any

from alisveien.base.days import NORWAY
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.places.models import Place
from alisveien.posts.models import CapacityPlan, Proposal
from alisveien.posts.services.proposals import answer_proposal, decide_proposal, propose_capacity
from tests.roles import ADVISER, TRUST_COORDINATOR, actor_as

AT = datetime(2027, 3, 10, 12, tzinfo=NORWAY)
UNN = "983974899"
P1, P2 = HalfYear(2029, 1), HalfYear(2029, 2)
NEW = {P1: 10, P2: 11}


def unn() -> Place:
    return Place.objects.get(kind=Place.Kind.TRUST, code=UNN)


def propose(numbers: dict[HalfYear, int] | None = None, **more: Any) -> Proposal:
    said = {"reason": "Flere venter", "source": "Evaluering 2027", "answer_by": date(2027, 4, 30), "at": AT, **more}
    return propose_capacity(trust=unn(), numbers=numbers or NEW, by=said.pop("by", None) or actor_as(ADVISER), **said)


def answer(proposal: Proposal, answer: str = "agrees", **more: Any) -> Proposal:
    said = {"why": "", "numbers": {}, "at": AT, **more}
    return answer_proposal(
        proposal=proposal, answer=answer, by=said.pop("by", None) or actor_as(TRUST_COORDINATOR), **said
    )


def decide(proposal: Proposal, numbers: dict[HalfYear, int] | None = None, **more: Any) -> CapacityPlan:
    said = {"decided_on": date(2027, 3, 9), "body": "Direktøren", "why": "", "at": AT, **more}
    return decide_proposal(
        proposal=proposal, numbers=numbers or NEW, by=said.pop("by", None) or actor_as(TRUST_COORDINATOR), **said
    )


def decided(numbers: dict[HalfYear, int] | None = None, **more: Any) -> CapacityPlan:
    numbers = numbers or NEW
    return decide(answer(propose(numbers)), numbers, **more)


def department() -> Place:
    """A department of UNN."""
    return Place.objects.filter(kind=Place.Kind.DEPARTMENT, parent__parent=unn()).order_by("pk")[0]


def planted() -> dict[str, tuple[object, ...]]:
    """What the table of addresses names: a proposal to UNN, made when none waits there, and a department there."""
    waiting = Proposal.objects.filter(trust__code=UNN, state=Proposal.State.PROPOSED).first()
    return {"proposal": ((waiting or propose()).pk,), "department": (department().pk,)}
