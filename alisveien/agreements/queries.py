"""Reading cooperation agreements, as far as the actor reaches, and what the gate asks of them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.agreements import rules
from alisveien.agreements.models import PARTNERS, Agreement, Covers
from alisveien.agreements.rules import Stands
from alisveien.base.actor import Actor
from alisveien.places.models import Place

Kind = Place.Kind


def agreements_for(actor: Actor, today: date) -> QuerySet[Agreement]:
    """Every agreement with a party within reach, both parties fetched, with how it stands today."""
    found = Agreement.objects.filter(_reach(actor)).select_related(
        "municipality__municipality__office", "municipality__municipality__trust", "other", "document"
    )
    return found.annotate(
        town_key=F("municipality__sort_key"),
        other_key=F("other__sort_key"),
        office=F("municipality__municipality__office__code"),
        stands=_stands(today),
    )


def _stands(today: date) -> Case:
    """`rules.standing` as the database works it out."""
    return Case(
        When(until_on__lt=today, then=Value(Stands.ENDED)),
        When(Q(signed_on=None) | Q(signed_on__gt=today), then=Value(Stands.UNSIGNED)),
        When(from_on__gt=today, then=Value(Stands.COMING)),
        When(until_on__lt=rules.in_half_a_year(today), then=Value(Stands.ENDS_SOON)),
        default=Value(Stands.IN_FORCE),
        output_field=CharField(),
    )


def agreement_for(actor: Actor, pk: int) -> Agreement | None:
    """One agreement with its parties; None when there is none the actor may see."""
    found = Agreement.objects.select_related("municipality__parent", "other__parent", "document").filter(pk=pk).first()
    return found if found is not None and rules.may_see(actor, found) else None


def locked_agreement(pk: int) -> Agreement:
    """An agreement with its parties, locked for a deed. Call it in a transaction."""
    found = Agreement.objects.select_for_update(of=("self",))
    return found.select_related("municipality", "other", "document").get(pk=pk)


def beside(agreement: Agreement) -> list[Agreement]:
    """The other agreements between the same two, newest first. Ask ``agreement_for`` first."""
    same = Agreement.objects.filter(municipality=agreement.municipality_id, other=agreement.other_id)
    return list(same.exclude(pk=agreement.pk).order_by("-from_on"))


def any_synthetic(actor: Actor) -> bool:
    """Whether something of what the actor sees was invented for practice."""
    return Agreement.objects.filter(_reach(actor), is_synthetic=True).exists()


def agreed_for_hospital(trust_ids: Iterable[int], home_ids: Iterable[int]) -> list[Agreement]:
    """The agreements on hospital service between some trusts and some municipalities, for the gate.

    It takes no actor: whether an agreement is in force is a condition told to everyone it concerns.
    """
    between = Agreement.objects.filter(other__in=set(trust_ids), municipality__in=set(home_ids))
    return list(between.filter(covers__contains=[Covers.HOSPITAL_SERVICE]).order_by("from_on", "pk"))


def ending_soon(actor: Actor, today: date) -> QuerySet[Agreement]:
    """The agreements the actor keeps that end within half a year and have no successor between the same two."""
    mine = within(actor, Permission.KEEP_AGREEMENTS, "municipality") | within(
        actor, Permission.KEEP_AGREEMENTS, "other"
    )
    edge = rules.in_half_a_year(today)
    longer = Q(until_on=None) | Q(until_on__gte=edge)
    after = Agreement.objects.filter(longer, municipality=OuterRef("municipality"), other=OuterRef("other"))
    soon = Agreement.objects.filter(mine, ~Exists(after), until_on__gte=today, until_on__lt=edge)
    return soon.select_related("municipality", "other").order_by("until_on", "pk")


def _reach(actor: Actor) -> Q:
    """The rows with a party whose agreements are for the actor."""
    found = Q(pk__in=[])
    for permission in rules.READS:
        found |= within(actor, permission, "municipality") | within(actor, permission, "other")
    return found


def towns_to_choose(actor: Actor, today: date) -> list[Place]:
    """The municipalities an agreement can be written down for: those within reach, or of a trust's region."""
    towns = Place.objects.filter(kind=Kind.MUNICIPALITY).valid_on(today)
    reached = within(actor, Permission.KEEP_AGREEMENTS, "pk")
    regions = Place.objects.filter(reached, kind__in=(Kind.TRUST, Kind.PRIVATE)).values("parent")
    found = towns.filter(reached | Q(municipality__trust__parent__in=regions))
    return list(found.order_by("sort_key").distinct())


def partners_to_choose(actor: Actor, today: date) -> tuple[list[Place], list[Place]]:
    """The trusts and the municipalities an agreement can be with: all there are today, in Norwegian order."""
    places = Place.objects.filter(kind__in=PARTNERS).valid_on(today).order_by("sort_key")
    found = [one for one in places if one.kind == Kind.MUNICIPALITY or one.parent_id is not None]
    trusts = [one for one in found if one.kind != Kind.MUNICIPALITY]
    return trusts, [one for one in found if one.kind == Kind.MUNICIPALITY]
