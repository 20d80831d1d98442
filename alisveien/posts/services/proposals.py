"""A new version of a trust's plan: proposed by the office, answered and decided by the trust, or withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.history import history_context
from alisveien.journal.pictures import picture
from alisveien.journal.services import record
from alisveien.places.models import Place
from alisveien.posts import queries_plans as queries
from alisveien.posts import rules_plans as rules
from alisveien.posts.models import CapacityPlan, PlannedPosts, Post, Proposal, ProposedPosts
from alisveien.posts.services.letters import tell_office, tell_trust
from alisveien.posts.services.posts import make_posts, mark_post

State, Answer = Proposal.State, Proposal.Answer
CLOSED = ("state", "withdrawn_why", "closed_at")


@transaction.atomic
def propose_capacity(
    *,
    trust: Place,
    numbers: Mapping[HalfYear, int],
    reason: str,
    source: str,
    answer_by: date,
    by: Actor,
    at: datetime,
) -> Proposal:
    """Propose posts for half-years of a trust; what stands before the first change is left out. The trust is told.

    Raises NotAllowed and RuleBroken.
    """
    allow(rules.may_propose(by, trust), _("Kontoret i regionen foreslår antall plasser."))
    Place.objects.select_for_update().get(pk=trust.pk)
    now = queries.plans_for(by, trust).numbers(trust.pk, numbers)
    wanted = queries.changed_from(now, numbers)
    has_open, today = queries.has_open_proposal(trust), norwegian_day(at)
    reasons = [] if reason.strip() and source.strip() else [_("Skriv begrunnelse og kilde.")]
    agree(rules.against_proposing(trust, wanted, answer_by=answer_by, today=today, has_open=has_open) + reasons)
    proposal = Proposal.objects.create(
        trust=trust,
        reason=reason.strip(),
        source=source.strip(),
        answer_by=answer_by,
        proposed_by=by.user_id,
        proposed_at=at,
    )
    ProposedPosts.objects.bulk_create(
        ProposedPosts(proposal=proposal, year=half.year, half=half.half, posts=posts) for half, posts in wanted.items()
    )
    record(
        "posts.capacity.proposed",
        about=proposal,
        by=by,
        at=at,
        before=as_words(now, wanted),
        after=as_words(wanted, wanted),
        places=[trust.pk],
    )
    tell_trust(proposal=proposal, name="capacity_proposed", at=at)
    return proposal


@transaction.atomic
def answer_proposal(
    *, proposal: Proposal, answer: str, why: str, numbers: Mapping[HalfYear, int], by: Actor, at: datetime
) -> Proposal:
    """Answer a proposal; it may be answered anew until it is decided. The office is told.

    ``numbers`` are used for the answer «other» only. Raises NotAllowed and RuleBroken.
    """
    proposal = queries.locked_proposal(proposal.pk)
    allow(rules.may_decide(by, proposal.trust), _("Helseforetaket svarer og vedtar."))
    agree(rules.against_answering(proposal, answer, why, numbers))
    proposal.state, proposal.answer, proposal.answer_why = State.ANSWERED, answer, why.strip()
    proposal.answered_by, proposal.answered_at = by.user_id, at
    proposal.save(update_fields=["state", "answer", "answer_why", "answered_by", "answered_at"])
    rows = list(proposal.rows.all())
    for row in rows:
        row.answered = numbers[HalfYear(row.year, row.half)] if answer == Answer.OTHER else None
    ProposedPosts.objects.bulk_update(rows, ["answered"])
    after = {"answer": answer} | (as_words(numbers, numbers) if answer == Answer.OTHER else {})
    record(
        "posts.capacity.answered",
        about=proposal,
        by=by,
        at=at,
        why=why.strip(),
        after=after,
        places=[proposal.trust_id],
    )
    tell_office(proposal=proposal, name="capacity_answered", at=at)
    return proposal


@transaction.atomic
def decide_proposal(
    *,
    proposal: Proposal,
    numbers: Mapping[HalfYear, int],
    decided_on: date,
    body: str,
    why: str,
    by: Actor,
    at: datetime,
) -> CapacityPlan:
    """Make a proposal the trust's next version of the plan, and its posts of it. The version never changes.

    Posts that are missing are made as planned; of those that are too many, free ones are withdrawn, the last first.
    Raises NotAllowed and RuleBroken.
    """
    proposal = queries.locked_proposal(proposal.pk)
    trust = Place.objects.select_for_update().get(pk=proposal.trust_id)
    allow(rules.may_decide(by, trust), _("Helseforetaket svarer og vedtar."))
    today, bound = norwegian_day(at), queries.bound_posts(trust, numbers)
    agree(
        rules.against_deciding(proposal, numbers, decided_on=decided_on, body=body, why=why, bound=bound, today=today)
    )
    now = queries.plans_for(by, trust).numbers(trust.pk, numbers)
    plan = _version(proposal, trust, numbers, CapacityPlan(decided_on=decided_on, body=body.strip(), why=why.strip()))
    plan.decided_by, plan.decided_at = by.user_id, at
    with history_context(by):
        plan.save()
        PlannedPosts.objects.bulk_create(
            PlannedPosts(plan=plan, trust=trust, year=half.year, half=half.half, posts=posts)
            for half, posts in numbers.items()
        )
    proposal.state, proposal.plan, proposal.closed_at = State.DECIDED, plan, at
    proposal.save(update_fields=["state", "plan", "closed_at"])
    make_posts(trust=trust, counts=numbers, plan=plan, by=by, at=at)
    _withdraw_surplus(trust, numbers, plan, by, at)
    record(
        "posts.capacity.decided",
        about=proposal,
        by=by,
        at=at,
        why=why.strip(),
        before=as_words(now, numbers),
        after=as_words(numbers, numbers),
        places=[trust.pk],
    )
    tell_office(proposal=proposal, name="capacity_decided", at=at)
    return plan


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, why: str, by: Actor, at: datetime) -> Proposal:
    """Withdraw an open proposal, with a reason. The trust is told. Raises NotAllowed and RuleBroken."""
    proposal = queries.locked_proposal(proposal.pk)
    allow(rules.may_propose(by, proposal.trust), _("Kontoret i regionen foreslår antall plasser."))
    agree(rules.against_withdrawing(proposal, why))
    before = picture(proposal, *CLOSED)
    proposal.state, proposal.withdrawn_why, proposal.closed_at = State.WITHDRAWN, why.strip(), at
    proposal.save(update_fields=list(CLOSED))
    proposal.refresh_from_db(fields=["closed_at"])
    record(
        "posts.capacity.withdrawn",
        about=proposal,
        by=by,
        at=at,
        why=why.strip(),
        before=before,
        after=picture(proposal, *CLOSED),
        places=[proposal.trust_id],
    )
    tell_trust(proposal=proposal, name="capacity_withdrawn", at=at)
    return proposal


def as_words(numbers: Mapping[HalfYear, int], halves: Mapping[HalfYear, int]) -> dict[str, str]:
    """Numbers as the journal keeps them: «P1 2029: 9, P2 2029: 10»; a half-year without a plan has a dash."""
    return {"posts": ", ".join(f"{half.label}: {numbers.get(half, '–')}" for half in sorted(halves))}


def _version(proposal: Proposal, trust: Place, numbers: Mapping[HalfYear, int], plan: CapacityPlan) -> CapacityPlan:
    """The version with number, name and source; the plan's own numbers count across all trusts."""
    last: int = CapacityPlan.objects.aggregate(last=Max("version"))["last"] or 0
    words = _("{trust}, versjon {number}, fra {half}")
    name = words.format(trust=trust.short_name or trust.name, number=last + 1, half=min(numbers).label)
    plan.name, plan.version, plan.trust = name[:100], last + 1, trust
    plan.state, plan.source = CapacityPlan.State.DECIDED, proposal.source
    return plan


def _withdraw_surplus(
    trust: Place, numbers: Mapping[HalfYear, int], plan: CapacityPlan, by: Actor, at: datetime
) -> None:
    """Withdraw the last free posts of each half-year that has more than was decided."""
    why = _("Vedtak: {name}").format(name=plan.name)
    for half, wanted in numbers.items():
        whole = Post.objects.filter(trust=trust, year=half.year, half=half.half, left_by=None)
        too_many = whole.exclude(state=Post.State.WITHDRAWN).count() - wanted
        free = whole.filter(state__in=(Post.State.PLANNED, Post.State.OPEN)).order_by("-number")
        for post in free[: max(too_many, 0)]:
            mark_post(post=post, state=Post.State.WITHDRAWN, why=why, by=by, at=at)
