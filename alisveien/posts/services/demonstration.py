"""The demonstration: a version Helgelandssykehuset decided for 2027, a proposal UNN is to answer, three departments."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.permissions import MATRIX, Role
from alisveien.access.queries import actor_for, holdings_on
from alisveien.base.actor import Actor, Grant
from alisveien.base.days import NORWAY, norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.seen import mark_of
from alisveien.places.models import Place
from alisveien.posts.models import DepartmentTerms, Proposal
from alisveien.posts.queries_posts import half_of
from alisveien.posts.services.changes import describe_department
from alisveien.posts.services.proposals import answer_proposal, decide_proposal, propose_capacity

DECIDES, ASKED = "983974929", "983974899"
PROPOSED, ANSWERED, DECIDED = (datetime(2026, month, 12, 10, tzinfo=NORWAY) for month in (4, 5, 6))
NUMBERS = {HalfYear(2027, 1): 5, HalfYear(2027, 2): 6, HalfYear(2028, 1): 5, HalfYear(2028, 2): 5}
"""One post more for a half-year; 2028 as in table 1, so that the rounds of the demonstration stand."""
_PERMITTED = MATRIX[Role.ADVISER].permissions | MATRIX[Role.TRUST_COORDINATOR].permissions
SYSTEM = Actor(grants=(Grant("system", frozenset(one.value for one in _PERMITTED), None),))


def load_demonstration(*, at: datetime) -> int:
    """Make the proposals of the demonstration, when there are none. How many were made.

    Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Proposal.objects.exists():
            return 0
        _decided(_trust(DECIDES))
        _asked(_trust(ASKED), at)
        _described(_trust(ASKED), at)
    return Proposal.objects.count()


def _trust(code: str) -> Place:
    return Place.objects.get(kind=Place.Kind.TRUST, code=code)


def _decided(trust: Place) -> None:
    why = _("Øving: to leger kommer samtidig tilbake fra permisjon høsten 2027.")
    proposal = propose_capacity(
        trust=trust,
        numbers=NUMBERS,
        reason=why,
        source=_("Øving: evaluering våren 2026"),
        answer_by=date(2026, 5, 29),
        by=SYSTEM,
        at=PROPOSED,
    )
    answer_proposal(proposal=proposal, answer="agrees", why="", numbers={}, by=SYSTEM, at=ANSWERED)
    numbers = {half: posts for half, posts in NUMBERS.items() if half > HalfYear(2027, 1)}
    decide_proposal(
        proposal=proposal,
        numbers=numbers,
        decided_on=date(2026, 6, 10),
        body=_("direktøren"),
        why="",
        by=SYSTEM,
        at=DECIDED,
    )


def _asked(trust: Place, at: datetime) -> None:
    """The proposal comes from the adviser of the demonstration, so that the answer reaches one."""
    held = holdings_on(at).filter(role=Role.ADVISER, place__code="nord").select_related("user").order_by("pk").first()
    year = norwegian_day(at).year + 3
    propose_capacity(
        trust=trust,
        numbers={HalfYear(year, 1): 10, HalfYear(year, 2): 11},
        reason=_("Øving: flere er meldt inn enn det er plasser til, og ventetida øker."),
        source=_("Øving: behov og status i Alisveien"),
        answer_by=norwegian_day(at) + timedelta(days=42),
        by=actor_for(held.user, at, second_factor=True) if held else SYSTEM,
        at=at,
    )


def _described(trust: Place, at: datetime) -> None:
    """Three departments, one for each form of on-call duty."""
    found = Place.objects.filter(kind=Place.Kind.DEPARTMENT, parent__parent=trust).order_by("sort_key", "pk")
    for department, on_call in zip(found, DepartmentTerms.OnCall.values, strict=False):
        describe_department(
            department=department,
            half=half_of(norwegian_day(at)),
            ceiling=department.department.ceiling,
            on_call=on_call,
            gives_055=True,
            gives_085=on_call != DepartmentTerms.OnCall.DAYTIME,
            conditions="",
            source=_("Øving: oppdiktet"),
            seen=mark_of({}),
            by=SYSTEM,
            at=at,
        )
