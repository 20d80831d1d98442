"""Who may open and withdraw posts and describe departments, and what speaks against it."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.places.models import Place
from alisveien.posts.models import DepartmentTerms, Post

State = Post.State
FREE = (State.PLANNED, State.OPEN)
SEE = (Permission.SEE_STATUS, Permission.DECIDE_CAPACITY)


def may_see_posts(actor: Actor) -> bool:
    """True for trusts, for the offices, and for those who see need and status."""
    return any(actor.may(one) for one in SEE)


def may_read_post(actor: Actor, post: Post) -> bool:
    """True for those who see the posts of the trust."""
    return any(actor.may(one, post.trust_id) for one in SEE)


def may_change_posts(actor: Actor) -> bool:
    """True for those who open and withdraw posts at some trust."""
    return actor.may(Permission.DECIDE_CAPACITY)


def may_change_post(actor: Actor, post: Post) -> bool:
    """True for the trust's own."""
    return actor.may(Permission.DECIDE_CAPACITY, post.trust_id)


def against_opening(post: Post, today: date) -> list[str]:
    """Why a post cannot be opened: it is not planned, or its time is over."""
    reasons = []
    if post.state != State.PLANNED:
        reasons.append(
            _("Plassen er {state}. Bare planlagte plasser kan åpnes.").format(state=post.get_state_display())
        )
    if post.to_on < today:
        reasons.append(_("Halvåret er over."))
    return reasons


def against_withdrawing(post: Post, why: str) -> list[str]:
    """Why a post cannot be withdrawn: somebody has it or is offered it, or no reason is given."""
    if post.state not in FREE:
        words = _("Plassen er {state}. Bare planlagte og ledige plasser kan trekkes.")
        return [words.format(state=post.get_state_display())]
    return [] if why.strip() else [_("Skriv hvorfor plassen trekkes.")]


def may_describe(actor: Actor, trust_id: int | None) -> bool:
    """True for the trust a department belongs to."""
    return trust_id is not None and actor.may(Permission.DECIDE_CAPACITY, trust_id)


def against_describing(department: Place, half: HalfYear, on_call: str, source: str, today: date) -> list[str]:
    """Why the terms of a department cannot be set from a half-year on."""
    reasons = []
    if department.kind != Place.Kind.DEPARTMENT or department.has_ended_by(today):
        reasons.append(_("Avdelingen står ikke i registeret."))
    if half.ends_on < today:
        reasons.append(_("Velg et halvår som ikke er over."))
    if on_call and on_call not in DepartmentTerms.OnCall.values:
        reasons.append(_("Velg hvordan legen inngår i vakt."))
    if not source.strip():
        reasons.append(_("Skriv hvor opplysningene kommer fra."))
    return reasons
