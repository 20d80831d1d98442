"""Reading placements: those of doctors the actor sees by name, at the trust, at the department or at home."""

from datetime import date
from typing import TypeAlias

from django.db.models import CharField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from alisveien.access.permissions import Permission
from alisveien.access.reach import among, within
from alisveien.base.actor import Actor, Everywhere
from alisveien.engines.calendar.half_year import half_year
from alisveien.people.queries import seen_by
from alisveien.placements.models import Placement, PlacementUnit, ReadinessItem, Stay, SupervisionPaper, Teaching
from alisveien.places.models import Place

FoundPlacement: TypeAlias = Placement
FoundStay: TypeAlias = Stay
FoundTeaching: TypeAlias = Teaching
FoundPaper: TypeAlias = SupervisionPaper
"""What is found here, for the views, which import no model."""
ALONG = (
    *("units__hospital", "units__department", "ticks", "teachings", "interruptions"),
    "doctor__supervisions__supervisor",
)


def placements_for(actor: Actor, today: date) -> QuerySet[Placement]:
    """The placements of the doctors the actor may see by name: to the own trust, at the own ward, of the own unit."""
    seen = within(actor, Permission.SEE_NOMINATED, "post__trust") | seen_by(actor, today, "doctor__") | _at_ward(actor)
    return Placement.objects.filter(seen).select_related("doctor__municipality", "post__trust")


def listed_placements(actor: Actor, today: date) -> QuerySet[Placement]:
    """What a list shows of `placements_for`: with units, what is agreed, and ``period`` («P1 2027»)."""
    half = (Value("P"), Cast("post__half", CharField()), Value(" "), Cast("post__year", CharField()))
    found = placements_for(actor, today).select_related("stay")
    return found.annotate(period=Concat(*half, output_field=CharField())).prefetch_related(
        "units__hospital", "units__department", "teachings"
    )


def placement_for(actor: Actor, pk: int, today: date) -> Placement | None:
    """One placement with all its page shows, None when there is none the actor may see."""
    found = placements_for(actor, today).select_related("stay", "doctor__unit", "nomination__municipality")
    return found.prefetch_related(*ALONG).filter(pk=pk).first()


def items() -> list[ReadinessItem]:
    """Every line of the readiness lists, old ones too. Open to everyone: they name nobody."""
    return list(ReadinessItem.objects.all())


def item_of(pk: int) -> ReadinessItem | None:
    """One line of the readiness lists."""
    return ReadinessItem.objects.filter(pk=pk).first()


def locked_placement(pk: int) -> Placement:
    """A placement locked for a deed, with what rules ask of it."""
    return (
        Placement.objects.select_for_update(of=("self",))
        .select_related("doctor__municipality", "doctor__unit", "post__trust", "nomination__doctor")
        .prefetch_related("units__hospital", "units__department")
        .get(pk=pk)
    )


def wards_of(trust: Place, today: date) -> list[Place]:
    """The departments of a trust there are today, by hospital. Open to everyone."""
    found = Place.objects.filter(kind=Place.Kind.DEPARTMENT, parent__parent=trust).valid_on(today)
    return list(found.select_related("parent").order_by("parent__sort_key", "sort_key"))


def halves_of_placements(actor: Actor, today: date) -> list[str]:
    """The half-years of the placements the actor sees, the latest first."""
    rows = placements_for(actor, today).order_by().values_list("post__half", "post__year").distinct()
    found = (half_year(f"P{half} {year}") for half, year in rows)
    return [one.label for one in sorted((one for one in found if one), reverse=True)]


def places_of_placements(actor: Actor, today: date, field: str) -> list[tuple[str, str]]:
    """(code, name) of the trusts or municipalities (``field``) of the placements the actor sees, in Norwegian order."""
    key, code, name = f"{field}__sort_key", f"{field}__code", f"{field}__name"
    rows = placements_for(actor, today).order_by(key).values_list(key, code, name).distinct()
    return [(code, name) for _key, code, name in rows]


def _at_ward(actor: Actor) -> Q:
    """The placements that are served, wholly or in part, at a hospital or department of the actor's."""
    reach = actor.reach(Permission.SEE_PLACED)
    if isinstance(reach, Everywhere) or not reach:
        return Q(pk__in=[])
    units = PlacementUnit.objects.filter(among(reach, "hospital") | among(reach, "department"))
    return Q(pk__in=Subquery(units.values("placement")))


def paper_of(placement: Placement) -> SupervisionPaper | None:
    """The supervision agreement of a placement the actor sees, with its file; None when there is none (any longer)."""
    found = SupervisionPaper.objects.filter(placement=placement).exclude(document__name="")
    return found.select_related("document").first()
