"""What the plan puts on the work list: proposals to answer and to decide, and answers to read."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.work import Task
from alisveien.posts import queries_plans as queries
from alisveien.posts import rules_plans as rules
from alisveien.posts.models import Proposal

State = Proposal.State


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """At the trust: answer and decide. At the office: proposals that wait for the trust. Two queries at most."""
    if not rules.may_propose_somewhere(actor) and not actor.may(Permission.DECIDE_CAPACITY):
        return []
    mine = within(actor, Permission.DECIDE_CAPACITY, "trust")
    sent = within(actor, Permission.PROPOSE_CAPACITY, "trust")
    waiting = queries.proposals_for(actor).filter(mine | sent, state__in=queries.OPEN).order_by("answer_by", "pk")
    return [_task(actor, one) for one in waiting]


def _task(actor: Actor, proposal: Proposal) -> Task:
    trust, first = proposal.trust.short_name or proposal.trust.name, min(queries.proposed(proposal))
    about = _("{trust}, fra {half}").format(trust=trust, half=first.label)
    href, limit = reverse("posts:proposal", args=[proposal.pk]), rules.decide_by(first)
    unanswered = proposal.state == State.PROPOSED
    deadline = proposal.answer_by if unanswered else limit
    if not rules.may_decide(actor, proposal.trust):
        what = _("Forslag om plasser venter på svar") if unanswered else _("Forslag om plasser venter på vedtak")
        return Task(what=what, about=about, deadline=deadline, href=href, action=_("Se forslaget"), by_others=True)
    if unanswered:
        href = reverse("posts:proposal_answer", args=[proposal.pk])
        return Task(what=_("Svar på forslag om plasser"), about=about, deadline=deadline, href=href, action=_("Svar"))
    href = reverse("capacity_decide", args=[proposal.pk])
    return Task(what=_("Vedta antall plasser"), about=about, deadline=deadline, href=href, action=_("Vedta"))
