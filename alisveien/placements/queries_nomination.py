"""Reading for the nomination form: what can be chosen, own drafts, the nominations and doctors of a municipality."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat, TruncDate
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.queries import holdings_on
from alisveien.access.reach import within
from alisveien.base.actor import Actor, Everywhere
from alisveien.base.days import NORWAY
from alisveien.engines.calendar.half_year import HalfYear, half_year, half_years_of
from alisveien.journal.models import Entry
from alisveien.people.models import Doctor
from alisveien.placements import queries
from alisveien.placements.answers import Choices, typed_of, typed_of_doctor
from alisveien.placements.facts import Known
from alisveien.placements.models import Draft, Nomination, SentDraft, Wish
from alisveien.placements.rules_nomination import CONFIRM, CONFIRM_ALL
from alisveien.places.models import Place

HALVES = 8
"""How many half-years ahead can be wished."""
FoundDraft: TypeAlias = Draft
FoundSent: TypeAlias = SentDraft
FoundNomination: TypeAlias = Nomination
"""What is found here, for the views, which import no model."""
_LISTED = (
    "state",
    "confirmed_at",
    *(f"doctor__{name}" for name in ("first_name", "last_name", "hpr_number", "municipal_order")),
    "municipality__name",
    "trust__name",
    "trust__short_name",
)
UNITS = (Place.Kind.DISTRICT, Place.Kind.AGENCY)
OPEN = Nomination.State.OPEN
WISHES = ("wishes__hospital", "wishes__department")
_ABOUT = {CONFIRM: "pk", CONFIRM_ALL: "questions__call"}
"""Task of a one-time link → what leads from a nomination to what the link is about."""
Group = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody else did: its kind in the journal, when, and in which role."""

    kind: str
    at: datetime
    who: str


def nominations_seen(actor: Actor, today: date) -> QuerySet[Nomination]:
    """The nominations the actor may see by name; by a one-time link the one or those it is about, and no other."""
    if actor.link is not None:
        about = _ABOUT.get(actor.link.task) if actor.link.about.isdecimal() else None
        home = within(actor, Permission.NOMINATE, "municipality") | within(actor, Permission.NOMINATE, "doctor__unit")
        mine = Q(**{about: int(actor.link.about)}) if about else Q(pk__in=[])
        return Nomination.objects.filter(home, mine).select_related("doctor", "municipality", "trust")
    return queries.nominations_for(actor, today)


def listed_nominations(actor: Actor, today: date) -> QuerySet[Nomination]:
    """What a list shows of `nominations_seen`: with the wishes, ``first_half`` of the first, and ``confirmed_on``."""
    return (
        nominations_seen(actor, today)
        .only(*_LISTED)
        .annotate(first_half=_first_half(), confirmed_on=TruncDate("confirmed_at", tzinfo=NORWAY))
        .prefetch_related("wishes")
    )


def standing_for(actor: Actor, number: str, today: date) -> Nomination | None:
    """The open nomination of the doctor with an HPR number, when the actor may see it by name."""
    return nominations_seen(actor, today).filter(doctor__hpr_number=number, state=OPEN).first()


def _first_half() -> Subquery:
    """The label of the half-year a nomination wishes first."""
    parts = (Value("P"), Cast("half", TextField()), Value(" "), Cast("year", TextField()))
    label = Concat(*parts, output_field=TextField())
    first = Wish.objects.filter(nomination=OuterRef("pk")).order_by("number").annotate(label=label)
    return Subquery(first.values("label")[:1])


def halves_wished(actor: Actor, today: date) -> list[str]:
    """The half-years that are wished first in the nominations the actor sees, in order."""
    found = nominations_seen(actor, today).order_by().values_list(_first_half(), flat=True).distinct()
    periods = (half_year(label) for label in found if label)
    return [period.label for period in sorted(period for period in periods if period)]


def places_nominated(actor: Actor, today: date, field: str) -> list[tuple[str, str]]:
    """(code, name) of the places (``field``) of the nominations the actor sees, in Norwegian order."""
    key, code, name = f"{field}__sort_key", f"{field}__code", f"{field}__name"
    found = nominations_seen(actor, today).order_by(key).values_list(key, code, name).distinct()
    return [(code, name) for _key, code, name in found]


def halves_of(nomination: Nomination) -> list[str]:
    """The labels of the half-years a nomination wishes."""
    return [HalfYear(wish.year, wish.half).label for wish in nomination.wishes.all()]


def nomination_seen(actor: Actor, pk: int, today: date) -> Nomination | None:
    """One nomination with doctor, unit, places and wishes, None when there is none the actor may see."""
    found = nominations_seen(actor, today).select_related("doctor__unit", "municipality__municipality__trust__parent")
    return found.prefetch_related(*WISHES).filter(pk=pk).first()


def locked_nomination(pk: int) -> Nomination:
    """A nomination and its doctor locked for a deed, the doctor first, with all that is told of them."""
    doctor = Nomination.objects.values("doctor_id").get(pk=pk)["doctor_id"]
    Doctor.objects.select_for_update().get(pk=doctor)
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("doctor__unit", "doctor__municipality", "municipality", "trust__parent")
        .prefetch_related(*WISHES)
        .get(pk=pk)
    )


def homes_for(actor: Actor, today: date) -> list[Place]:
    """Where the actor may nominate: municipalities, and districts and agencies whose municipality is not among them."""
    reach = actor.reach(Permission.NOMINATE)
    if actor.link is not None or isinstance(reach, Everywhere):
        return []
    kinds = (Place.Kind.MUNICIPALITY, *UNITS)
    found = Place.objects.filter(kind__in=kinds, pk__in=sorted(reach)).valid_on(today).select_related("parent")
    return [place for place in found.order_by("sort_key") if place.kind not in UNITS or place.parent_id not in reach]


def municipality_for(actor: Actor, number: str, today: date) -> Place | None:
    """The municipality with a number where the actor may order the doctors, None when there is none."""
    found = Place.objects.filter(kind=Place.Kind.MUNICIPALITY, code=number).valid_on(today).first()
    return found if found and actor.may(Permission.ORDER_DOCTORS, found.pk) else None


def doctors_in_order(actor: Actor, municipality: Place) -> list[Doctor]:
    """The doctors a municipality has nominated, in its own order, those without a place in it last."""
    if not actor.may(Permission.ORDER_DOCTORS, municipality.pk):
        return []
    return list(ordered_doctors(municipality))


def ordered_doctors(municipality: Place) -> QuerySet[Doctor]:
    """The doctors with an open nomination from a municipality, for a deed."""
    nominated = Nomination.objects.filter(municipality=municipality, state=OPEN).values("doctor")
    return Doctor.objects.filter(pk__in=nominated).order_by(F("municipal_order").asc(nulls_last=True), "sort_key", "pk")


def drafts_for(actor: Actor) -> QuerySet[Draft]:
    """The actor's own drafts, the last saved first. Nobody sees another's."""
    if actor.is_visitor:
        return Draft.objects.none()
    own = Q(link_id=actor.link.link_id) if actor.link else Q(user_id=actor.user_id)
    places = ("municipality__municipality__trust__parent", "unit", "doctor__unit", "doctor__municipality")
    nominations = ("nomination__trust", "nomination__municipality", "nomination__doctor__unit")
    return Draft.objects.filter(own).select_related(*places, *nominations).order_by("-saved_at", "-pk")


def draft_for(actor: Actor, pk: int) -> Draft | None:
    """One of the actor's own drafts."""
    return drafts_for(actor).filter(pk=pk).first()


def sent_draft_for(actor: Actor, pk: int, errand: int | None = None) -> SentDraft | None:
    """What a draft of the actor's own became. ``errand`` is the link of a session whose link closed with the deed."""
    link = actor.link.link_id if actor.link else errand
    if actor.user_id is None and link is None:
        return None
    own = Q(user_id=actor.user_id) if actor.user_id is not None else Q(link_id=link)
    places = ("nomination__municipality__municipality__trust", "nomination__doctor__unit__parent", "nomination__trust")
    return SentDraft.objects.filter(own, draft_id=pk).select_related(*places).first()


def stands_now(draft: Draft) -> dict[str, str]:
    """What stands now of the nomination or the doctor a draft is about, as typed; empty for a new doctor."""
    if draft.nomination is not None:
        return typed_of(draft.nomination)
    return typed_of_doctor(draft.doctor) if draft.doctor else {}


def known_to(draft: Draft) -> Known | None:
    """Who has the HPR number typed in a draft of a new nomination, to say what speaks against it."""
    number = draft.typed.get("hpr_number", "").strip()
    if draft.nomination is not None or not number:
        return None
    return queries.known_by_number([number], lock=False).get(number)


def last_deeds(draft: Draft) -> list[Deed]:
    """What others have done with the nomination or the doctor of a draft since it was last looked at, newest first."""
    about = Q(about_model=Nomination._meta.label_lower, about_id__in=_nominations_of(draft))
    found = Entry.objects.filter(about, at__gt=draft.seen_at).order_by("-at", "-pk")
    return [Deed(entry.kind, entry.at, _role_of(entry)) for entry in found]


def _nominations_of(draft: Draft) -> QuerySet[Nomination]:
    return Nomination.objects.filter(doctor=draft.doctor_id).values("pk")  # type: ignore[return-value]


def _role_of(entry: Entry) -> str:
    """The role and place of somebody who did something, never the name."""
    if entry.by_id is None:
        return _("en som brukte en engangslenke") if entry.by_link_id else _("systemet")
    held = holdings_on(entry.at).filter(user=entry.by_id, place_id__in=entry.places).select_related("place")
    found = [f"{one.get_role_display()}, {one.place.name}" for one in held if one.place]
    return found[0] if found else _("en annen bruker")


def choices_of(actor: Actor, draft: Draft, today: date, *, whole_region: bool = False) -> Choices:
    """What can be chosen in a draft: the places of the chosen trust, or of every trust of the region."""
    trust = "" if whole_region else draft.typed.get("trust", "")
    kept = [value for name, value in draft.typed.items() if name.endswith("_half")]
    found = choices_for(actor, draft.municipality, today, trust=trust, kept=kept)
    if draft.unit is None or draft.nomination is not None:
        return found
    return replace(found, units={draft.unit.code: draft.unit})


def choices_for(
    actor: Actor, municipality: Place, today: date, *, trust: str = "", kept: Iterable[str] = ()
) -> Choices:
    """What can be chosen on the form of a municipality; the register is open to everybody.

    With ``trust`` (a code) only its places can be wished, else those of every trust of the region. ``kept`` are labels
    of half-years that stay to be chosen though they have begun.
    """
    own = municipality.municipality.trust
    trusts = _trusts(own, today)
    shown = [place for place in trusts if trust in ("", place.code)]
    groups, wished = _places(shown, today)
    units = Place.objects.filter(kind__in=UNITS, parent=municipality).valid_on(today).order_by("sort_key")
    return Choices(
        trusts={place.code: place for place in trusts},
        units={place.code: place for place in units},
        groups=groups,
        by_code=wished | {place.code: place for place in shown},
        halves=_halves(today, kept),
        own_trust=own.code,
    )


def _trusts(own: Place, today: date) -> list[Place]:
    """The trusts of a region, the municipality's own first."""
    found = (
        Place.objects.filter(kind__in=(Place.Kind.TRUST, Place.Kind.PRIVATE), parent=own.parent_id)
        .valid_on(today)
        .select_related("parent")
        .order_by("sort_key")
    )
    return sorted(found, key=lambda place: place.pk != own.pk)


def _places(trusts: list[Place], today: date) -> tuple[list[Group], dict[str, Place]]:
    """What can be wished at some trusts, in groups, and each hospital and department by its code."""
    departments = Place.objects.filter(kind=Place.Kind.DEPARTMENT).valid_on(today).select_related("department")
    hospitals = (
        Place.objects.filter(kind=Place.Kind.HOSPITAL, parent__in=trusts)
        .valid_on(today)
        .select_related("parent")
        .prefetch_related(Prefetch("children", departments.order_by("sort_key"), to_attr="listed"))
        .order_by("sort_key")
    )
    groups: list[Group] = []
    by_code: dict[str, Place] = {}
    for trust in trusts:
        name = trust.short_name or trust.name
        groups.append((name, [(trust.code, _("{trust}, hvor som helst").format(trust=name))]))
        for hospital in (place for place in hospitals if place.parent_id == trust.pk):
            below: list[Place] = hospital.listed  # type: ignore[attr-defined]
            by_code |= {place.code: place for place in (hospital, *below)}
            label = below[0].department.hospital_label if below else hospital.name
            whole = (hospital.code, _("{hospital}, hele sykehuset").format(hospital=label))
            rows = [whole, *((place.code, f"{place.name}, {label}") for place in below)]  # a closed list shows no group
            groups.append((label, rows))
    return groups, by_code


def _halves(today: date, kept: Iterable[str]) -> list[HalfYear]:
    """The half-years that begin after today, and the kept ones."""
    coming = [period for year in range(today.year, today.year + HALVES) for period in half_years_of(year)]
    ahead = [period for period in coming if period.starts_on > today][:HALVES]
    return sorted({*ahead, *(found for label in kept if (found := half_year(label)))})
