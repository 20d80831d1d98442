"""Reading posts as a list, and departments with the terms that hold in a half-year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from alisveien.access.reach import among
from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.pictures import picture
from alisveien.places.models import Place
from alisveien.posts import rules_posts as rules
from alisveien.posts.models import DepartmentTerms, Post


@dataclass(frozen=True, slots=True)
class Described:
    """A department with the terms that hold in a half-year (None: never described), and the ceiling there."""

    department: Place
    terms: DepartmentTerms | None

    @property
    def ceiling(self) -> int | None:
        """The trust's own, else the register's; None: no ceiling."""
        return self.terms.ceiling if self.terms else self.department.department.ceiling


def posts_seen(actor: Actor) -> QuerySet[Post]:
    """The posts of the trusts the actor sees, with trust and plan."""
    seen = among(actor.reach(*rules.SEE), "trust")
    return Post.objects.filter(seen).select_related("trust", "plan", "left_by").order_by("trust__sort_key", "pk")


def trusts_with_posts(actor: Actor) -> list[tuple[str, str]]:
    """Number and name of each trust the actor sees posts of."""
    seen = Place.objects.filter(pk__in=posts_seen(actor).order_by().values("trust")).order_by("sort_key")
    return [(one.code, one.short_name or one.name) for one in seen]


def years_with_posts(actor: Actor) -> list[int]:
    """The years of the posts the actor sees."""
    return list(posts_seen(actor).order_by("year").values_list("year", flat=True).distinct())


def locked_post(pk: int) -> Post:
    """A post held for the length of a transaction, with its trust."""
    return Post.objects.select_for_update(of=("self",)).select_related("trust").get(pk=pk)


def half_of(day: date) -> HalfYear:
    """The half-year a day lies in: January and February belong to the one that began in September before."""
    if day.month < 3:
        return HalfYear(day.year - 1, 2)
    return HalfYear(day.year, 1 if day.month < 9 else 2)


def departments_for(actor: Actor, half: HalfYear, today: date) -> list[Described]:
    """Every department there is today with the terms that hold in a half-year. Open to everyone."""
    return _described(Q(), half, today)


def departments_of(trust: Place, half: HalfYear, today: date) -> list[Described]:
    """The departments of one trust there are today with the terms that hold in a half-year. Open to everyone."""
    return _described(Q(parent__parent=trust), half, today)


def _described(which: Q, half: HalfYear, today: date) -> list[Described]:
    found = (
        Place.objects.filter(which, kind=Place.Kind.DEPARTMENT, parent__isnull=False)
        .valid_on(today)
        .select_related("parent__parent", "department")
        .order_by("sort_key", "pk")
    )
    holds: dict[int, DepartmentTerms] = {}
    for terms in DepartmentTerms.objects.order_by("year", "half"):
        if HalfYear(terms.year, terms.half) <= half:
            holds[terms.department_id] = terms
    return [Described(one, holds.get(one.pk)) for one in found]


def department_for(actor: Actor, pk: int) -> QuerySet[Place]:
    """One department, with its hospital and trust. Open to everyone."""
    return Place.objects.filter(kind=Place.Kind.DEPARTMENT, parent__isnull=False, pk=pk).select_related(
        "parent__parent", "department"
    )


def trust_of(department: Place) -> Place | None:
    """The trust a department belongs to."""
    return department.parent.parent if department.parent else None


TERMS = ("ceiling", "on_call", "gives_055", "gives_085", "conditions", "source")
"""What is said of a department from a half-year on."""


def standing(terms: Sequence[DepartmentTerms]) -> dict[str, Any]:
    """What the latest of a department's terms says, as its page shows it and another may have changed it since."""
    return picture(terms[0], "year", "half", *TERMS) if terms else {}


def terms_of(actor: Actor, department: Place) -> list[DepartmentTerms]:
    """Every set of terms of a department, the latest first. Open to everyone."""
    return list(DepartmentTerms.objects.filter(department=department).select_related("department"))
