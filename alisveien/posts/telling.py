"""What the journal says of the plan, the posts and the departments, and how each is taken back."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.journal.handed import Reader, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of
from alisveien.posts import rules_plans as rules
from alisveien.posts.models import Proposal

LABELS: Labels = {
    "posts": gettext_lazy("Plasser"),
    "answer": gettext_lazy("Svar"),
    "state": gettext_lazy("Status"),
}
SHOWS: Shows = {
    "answer": lambda value: str(dict(Proposal.Answer.choices).get(value, value)),
    "state": lambda value: str(dict(Proposal.State.choices).get(value, value)),
}


def _told(words: Callable[[], str]) -> Telling:
    """A telling of a deed on a proposal: the trust, what changed, and the way to it."""

    def telling(entry: Entry) -> Told:
        proposal = entry.thing or Proposal.objects.filter(pk=entry.about_id).select_related("trust").first()
        changes = changes_of(entry, LABELS, SHOWS)
        if not isinstance(proposal, Proposal):
            return Told(words(), changes)
        name = proposal.trust.short_name or proposal.trust.name
        return Told(f"{words()}, {name}", changes, reverse("posts:proposal", args=[proposal.pk]))

    return telling


def _may_take_back(actor: Actor, proposal: Proposal) -> bool:
    return rules.may_propose(actor, proposal.trust)


TELLINGS: dict[str, Telling] = {
    "posts.capacity.proposed": _told(lambda: _("Foreslo antall plasser")),
    "posts.capacity.answered": _told(lambda: _("Svarte på forslag om antall plasser")),
    "posts.capacity.decided": _told(lambda: _("Vedtok antall plasser")),
    "posts.capacity.withdrawn": _told(lambda: _("Trakk forslag om antall plasser")),
}
UNDOINGS: dict[str, Undoing] = {
    "posts.capacity.withdrawn": Undoing(may=_may_take_back, labels=LABELS),
}
READERS: dict[str, Reader] = {
    "posts.proposal": lambda actor, proposal: rules.may_see_proposals(actor, proposal.trust_id),
}
NAMED: dict[str, tuple[str, ...]] = {"posts.proposal": ("trust",)}
