"""Letters on proposals: to the trust's coordinators and to the one at the office who proposed."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from alisveien.access.permissions import Role
from alisveien.access.queries import holdings_on
from alisveien.accounts.models import User
from alisveien.base.mail import write_letter
from alisveien.posts.models import Proposal

TEMPLATE = "posts/mail/{name}.txt"


def tell_trust(*, proposal: Proposal, name: str, at: datetime) -> int:
    """Write to every coordinator of the trust; how many. ``name`` is the letter's template."""
    held = holdings_on(at).filter(role=Role.TRUST_COORDINATOR, place=proposal.trust).select_related("user")
    return _write(proposal, name, [one.user for one in held.order_by("pk") if one.user.is_active], at)


def tell_office(*, proposal: Proposal, name: str, at: datetime) -> int:
    """Write to the one who proposed, while the account is in use; how many."""
    return _write(proposal, name, list(User.objects.filter(pk=proposal.proposed_by or 0, is_active=True)), at)


def _write(proposal: Proposal, name: str, to: list[User], at: datetime) -> int:
    words = {
        "trust": proposal.trust.name,
        "answer_by": proposal.answer_by,
        "answer": proposal.get_answer_display(),
        "plan": proposal.plan.name if proposal.plan else "",
        "why": proposal.withdrawn_why,
        "address": f"{settings.ADDRESS}{reverse('posts:proposal', args=[proposal.pk])}",
    }
    for user in to:
        write_letter(
            kind=f"posts.{name}",
            to=user.email,
            template=TEMPLATE.format(name=name),
            at=at,
            words=words,
            about=proposal,
            recipient_id=user.pk,
        )
    return len(to)
