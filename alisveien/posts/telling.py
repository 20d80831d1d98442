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
from alisveien.posts import rules_posts
from alisveien.posts.models import DepartmentTerms, Post, Proposal

LABELS: Labels = {
    "posts": gettext_lazy("Plasser"),
    "answer": gettext_lazy("Svar"),
    "state": gettext_lazy("Status"),
}
SHOWS: Shows = {
    "answer": lambda value: str(dict(Proposal.Answer.choices).get(value, value)),
    "state": lambda value: str(dict(Proposal.State.choices).get(value, value)),
}

POST_LABELS: Labels = {"state": gettext_lazy("Status"), "withdrawn_why": gettext_lazy("Trukket fordi")}
POST_SHOWS: Shows = {"state": lambda value: str(dict(Post.State.choices).get(value, value))}
TERMS_LABELS: Labels = {
    "ceiling": gettext_lazy("Tak"),
    "on_call": gettext_lazy("Vakt"),
    "gives_055": gettext_lazy("ALM 055"),
    "gives_085": gettext_lazy("ALM 085"),
    "conditions": gettext_lazy("Vilkår"),
    "source": gettext_lazy("Kilde"),
}
TERMS_SHOWS: Shows = {"on_call": lambda value: str(dict(DepartmentTerms.OnCall.choices).get(value, value))}


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


def _of_post(words: Callable[[], str]) -> Telling:
    """A telling of a deed on a post."""

    def telling(entry: Entry) -> Told:
        post = entry.thing or Post.objects.filter(pk=entry.about_id).select_related("trust").first()
        changes = changes_of(entry, POST_LABELS, POST_SHOWS)
        if not isinstance(post, Post):
            return Told(words(), changes)
        trust = post.trust
        href = f"{reverse('posts:posts')}?foretak={trust.code}"
        return Told(f"{words()}, {trust.short_name or trust.name} {post}", changes, href)

    return telling


def _described(entry: Entry) -> Told:
    terms = entry.thing or DepartmentTerms.objects.filter(pk=entry.about_id).select_related("department").first()
    changes, words = changes_of(entry, TERMS_LABELS, TERMS_SHOWS), _("Satte vilkår for avdelingen")
    if not isinstance(terms, DepartmentTerms):
        return Told(words, changes)
    href = reverse("posts:department", args=[terms.department_id])
    return Told(f"{words} {terms.department.name}, {terms}", changes, href)


def _may_read_terms(actor: Actor, terms: DepartmentTerms) -> bool:
    hospital = terms.department.parent
    return rules_posts.may_describe(actor, hospital.parent_id if hospital else None)


def _may_take_back(actor: Actor, proposal: Proposal) -> bool:
    return rules.may_propose(actor, proposal.trust)


TELLINGS: dict[str, Telling] = {
    "posts.capacity.proposed": _told(lambda: _("Foreslo antall plasser")),
    "posts.capacity.answered": _told(lambda: _("Svarte på forslag om antall plasser")),
    "posts.capacity.decided": _told(lambda: _("Vedtok antall plasser")),
    "posts.capacity.withdrawn": _told(lambda: _("Trakk forslag om antall plasser")),
    "posts.post.opened": _of_post(lambda: _("Åpnet plass")),
    "posts.post.withdrawn": _of_post(lambda: _("Trakk plass")),
    "posts.department.described": _described,
}
UNDOINGS: dict[str, Undoing] = {
    "posts.capacity.withdrawn": Undoing(may=_may_take_back, labels=LABELS),
    "posts.post.opened": Undoing(may=rules_posts.may_change_post, labels=POST_LABELS),
    "posts.post.withdrawn": Undoing(may=rules_posts.may_change_post, labels=POST_LABELS),
}
READERS: dict[str, Reader] = {
    "posts.proposal": lambda actor, proposal: rules.may_see_proposals(actor, proposal.trust_id),
    "posts.post": rules_posts.may_read_post,
    "posts.departmentterms": _may_read_terms,
}
NAMED: dict[str, tuple[str, ...]] = {
    "posts.proposal": ("trust",),
    "posts.post": ("trust",),
    "posts.departmentterms": ("department__parent",),
}
