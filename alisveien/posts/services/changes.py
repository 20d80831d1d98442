"""Opening and withdrawing a post by hand, and describing what a department offers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.pictures import picture
from alisveien.journal.seen import against_unseen
from alisveien.journal.services import record
from alisveien.places.models import Place
from alisveien.posts import queries_posts as queries
from alisveien.posts import rules_posts as rules
from alisveien.posts.models import DepartmentTerms, Post
from alisveien.posts.services.posts import mark_post
from alisveien.posts.telling import TERMS_LABELS, TERMS_SHOWS

STATE = ("state", "withdrawn_why")


@transaction.atomic
def open_post(*, post: Post, by: Actor, at: datetime) -> Post:
    """Open a planned post, so that it can be offered. Raises NotAllowed and RuleBroken."""
    post = queries.locked_post(post.pk)
    allow(rules.may_change_post(by, post), _("Helseforetaket åpner sine egne plasser."))
    agree(rules.against_opening(post, norwegian_day(at)))
    before = picture(post, *STATE)
    post = mark_post(post=post, state=Post.State.OPEN, by=by, at=at)
    after = picture(post, *STATE)
    record("posts.post.opened", about=post, by=by, at=at, before=before, after=after, places=[post.trust_id])
    return post


@transaction.atomic
def withdraw_post(*, post: Post, why: str, by: Actor, at: datetime) -> Post:
    """Withdraw a post nobody has, with a reason. Raises NotAllowed and RuleBroken."""
    post = queries.locked_post(post.pk)
    allow(rules.may_change_post(by, post), _("Helseforetaket trekker sine egne plasser."))
    agree(rules.against_withdrawing(post, why))
    before = picture(post, *STATE)
    post = mark_post(post=post, state=Post.State.WITHDRAWN, why=why.strip(), by=by, at=at)
    record(
        "posts.post.withdrawn",
        about=post,
        by=by,
        at=at,
        why=why.strip(),
        before=before,
        after=picture(post, *STATE),
        places=[post.trust_id],
    )
    return post


@transaction.atomic
def describe_department(
    *,
    department: Place,
    half: HalfYear,
    ceiling: int | None,
    on_call: str,
    gives_055: bool,
    gives_085: bool,
    conditions: str,
    source: str,
    seen: str,
    by: Actor,
    at: datetime,
) -> DepartmentTerms:
    """Set what a department offers from a half-year on; what was set from that half-year is replaced.

    ``seen`` is the mark of what the page showed (`queries_posts.standing`). Raises NotAllowed and RuleBroken, also when
    others have set something since.
    """
    trust = queries.trust_of(department)
    allow(rules.may_describe(by, trust.pk if trust else None), _("Helseforetaket beskriver sine egne avdelinger."))
    agree(rules.against_describing(department, half, on_call, source, norwegian_day(at)))
    Place.objects.select_for_update().get(pk=department.pk)
    known = DepartmentTerms.objects.filter(department=department, year=half.year, half=half.half).first()
    terms = known or DepartmentTerms(department=department, year=half.year, half=half.half)
    before, now = picture(known, *queries.TERMS) if known else None, queries.standing(queries.terms_of(by, department))
    terms.ceiling, terms.on_call, terms.gives_055, terms.gives_085 = ceiling, on_call, gives_055, gives_085
    terms.conditions, terms.source = conditions.strip(), source.strip()
    after = picture(terms, *queries.TERMS)
    agree(against_unseen(seen, now, after, TERMS_LABELS, TERMS_SHOWS))
    terms.save()
    record(
        "posts.department.described",
        about=terms,
        by=by,
        at=at,
        before=before,
        after=after,
        places=[trust.pk] if trust else [],
    )
    return terms
