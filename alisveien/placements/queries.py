"""Reading nominations and rounds: each function takes the actor and gives only what that actor may see."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, cast

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor, Everywhere
from alisveien.base.days import norwegian_day
from alisveien.base.shipped import DEFAULT_RULES, RULES
from alisveien.engines.distribution.frozen import from_data
from alisveien.engines.distribution.run import Distribution, distribute
from alisveien.engines.nominations.nomination import Cell, Fault, Reading, ReadRow
from alisveien.people.models import Doctor
from alisveien.people.queries import seen_by
from alisveien.placements.facts import Known
from alisveien.placements.models import Intake, Nomination, Outcome, RejectedRow, Round, Run, Status
from alisveien.places.models import Place
from alisveien.workbench.rows import searched

Kind = Place.Kind
FoundRound: TypeAlias = Round
FoundRun: TypeAlias = Run
FoundIntake: TypeAlias = Intake
"""What these queries give, for the views, which import no model."""


@dataclass(frozen=True, slots=True)
class Card:
    """A doctor's card in a round. ``run`` is None when the actor may not see an outcome yet.

    ``sees_list``: the actor sees the trust's whole list, not only this doctor.
    """

    nomination: Nomination
    round: Round
    run: Run | None
    sees_list: bool


class Named(NamedTuple):
    """A doctor as pages name one: always with the municipality."""

    name: str
    home: str


def rounds_for(actor: Actor) -> QuerySet[Round]:
    """The rounds of the trusts whose lists the actor may see by name, newest first."""
    return (
        Round.objects.filter(within(actor, Permission.SEE_NOMINATED, "trust"))
        .select_related("trust")
        .defer("frozen")
        .order_by("-year", "trust__sort_key")
    )


def round_for(actor: Actor, year: int, trust: str) -> Round | None:
    """The round of a trust and year, None when there is none the actor may see."""
    return rounds_for(actor).filter(year=year, trust__code=trust).first()


def trusts_to_open_for(actor: Actor, today: date) -> list[Place]:
    """The trusts whose rounds the actor may open, there today, in Norwegian order."""
    reached = Place.objects.filter(within(actor, Permission.FREEZE_ROUND, "pk"), kind__in=(Kind.TRUST, Kind.PRIVATE))
    return list(reached.valid_on(today).order_by("sort_key", "pk"))


def is_opened(trust: Place, year: int) -> bool:
    """Whether a trust has a round for a year. Open to everyone, as how far a round has come is."""
    return Round.objects.filter(trust=trust, year=year).exists()


def rules_before(trust: Place, year: int) -> tuple[int, str] | None:
    """Year and rule set of a trust's latest round before a year in which one was chosen; None when there is none."""
    before = Round.objects.filter(trust=trust, year__lt=year).exclude(rules_name="").order_by("-year")
    return before.values_list("year", "rules_name").first()


def locked_round(pk: int) -> Round:
    """A round locked for a deed, whole."""
    return Round.objects.select_for_update(of=("self",)).select_related("trust").get(pk=pk)


def nominations_for(actor: Actor, today: date) -> QuerySet[Nomination]:
    """The nominations of the doctors the actor may see by name, and those to the actor's trust."""
    seen = within(actor, Permission.SEE_NOMINATED, "trust") | seen_by(actor, today, "doctor__")
    seen |= _placed_with(actor, today)
    return Nomination.objects.filter(seen).select_related("doctor", "municipality", "trust")


def known_by_number(numbers: Iterable[str], *, lock: bool) -> dict[str, Known]:
    """HPR number → doctor with the open nomination, wishes fetched; locked until the deed is done if asked for."""
    doctors = Doctor.objects.filter(hpr_number__in=list(numbers)).order_by("pk")
    if lock:
        doctors = doctors.select_for_update()
    found = {one.pk: one for one in doctors}
    open_ones = (  # asked for by key: in the middle of a long reading the database knows no sizes to plan by
        Nomination.objects.filter(doctor__in=list(found), state=Nomination.State.OPEN)
        .select_related("doctor", "municipality", "trust")
        .prefetch_related("wishes__hospital", "wishes__department")
    )
    by_doctor = {one.doctor_id: one for one in open_ones}
    return {one.hpr_number: Known(one, by_doctor.get(pk)) for pk, one in found.items()}


def is_released(round_: Round) -> bool:
    """Whether the outcome stands, and the trust sees it as final."""
    return round_.state == Round.State.RELEASED


def is_shown(round_: Round, at: datetime) -> bool:
    """Whether the outcome is released and doctors and municipalities see it: the day and hour set for it has come."""
    return is_released(round_) and (round_.shown_from is None or round_.shown_from <= at)


def runs_of(round_: Round) -> list[Run]:
    """The runs of a round in the order of `base.shipped.RULES`, certificates left out; none of a scrubbed round."""
    found = {run.rules_name: run for run in round_.runs.exclude(certificate={}).defer("certificate")}
    return [found[name] for name in RULES if name in found]


def sums_of_scrubbed(round_: Round) -> dict[str, int] | None:
    """How many were placed, waited and took no part, of a round whose persons are gone; None of every other."""
    if round_.frozen != {}:
        return None
    outcomes = Outcome.objects.filter(run__round=round_, run__rules_name=round_.rules_name)
    return dict(outcomes.order_by("status").values_list("status").annotate(count=Count("pk")))


def shown_run(round_: Round) -> Run | None:
    """The run the pages show: under the chosen rule set, else under the default; None before any was made."""
    names = (round_.rules_name, DEFAULT_RULES)
    return next((run for name in names for run in runs_of(round_) if run.rules_name == name), None)


def distribution_of(run: Run) -> Distribution:
    """What a run found, worked out anew from its certificate's input; kept in the process by fingerprint."""
    return _distribution(run.pk, run.fingerprint)


@lru_cache(maxsize=64)
def _distribution(pk: int, fingerprint: str) -> Distribution:
    certificate = Run.objects.values_list("certificate", flat=True).get(pk=pk, fingerprint=fingerprint)
    return distribute(from_data(certificate["input"]))


def people_of(run: Run) -> dict[str, Named]:
    """HPR number → name and municipality, for everyone in a run."""
    fields = ("doctor__hpr_number", "doctor__first_name", "doctor__last_name", "municipality__name")
    found = Nomination.objects.filter(outcomes__run=run).values_list(*fields)
    return {number: Named(f"{first} {last}", home) for number, first, last, home in found}


def outcomes_of(run: Run) -> QuerySet[Outcome]:
    """The outcomes of a run, with all a list shows of them. The run must come from a round the actor may see."""
    return run.outcomes.select_related("nomination__doctor", "nomination__municipality", "hospital").only(
        *(one.attname for one in Outcome._meta.concrete_fields),
        *(f"nomination__doctor__{name}" for name in ("first_name", "last_name", "hpr_number")),
        "nomination__municipality__name",
        "hospital__code",
    )


def posts_given(round_: Round) -> dict[int, Counter[str]]:
    """Half-year → hospital by short name → how many of its posts the shown run gives; empty before any was made."""
    run = shown_run(round_)
    if run is None:
        return {}
    found: dict[int, Counter[str]] = {1: Counter(), 2: Counter()}
    names = ("half", "hospital__short_name", "hospital__name")
    for half, short, name in run.outcomes.filter(status=Status.PLACED).values_list(*names):
        found[half][short or name or round_.trust.short_name] += 1
    return found


def decided_by_lot(run: Run) -> int:
    """How many doctors only the lot kept from a better wish."""
    return run.outcomes.filter(by_lot=True).count()


def hospitals_in(run: Run) -> list[str]:
    """The ids of the hospitals somebody is proposed for, in Norwegian order of their names."""
    found = run.outcomes.filter(hospital__isnull=False).order_by("hospital__sort_key")
    return list(dict.fromkeys(found.values_list("hospital__code", flat=True)))


def homes_in(run: Run) -> list[tuple[str, str]]:
    """(number, name) of the municipalities that nominated, in Norwegian order."""
    names = ("nomination__municipality__code", "nomination__municipality__name")
    found = run.outcomes.order_by("nomination__municipality__sort_key")
    return list(dict.fromkeys(found.values_list(*names)))


def nominations_in_rounds(actor: Actor, at: datetime) -> QuerySet[Nomination]:
    """The nominations the actor sees by name outside a trust's list: own unit, oneself, supervised, placed with one."""
    return (
        Nomination.objects.filter(
            seen_by(actor, norwegian_day(at), "doctor__") | _placed_with(actor, norwegian_day(at))
        )
        .select_related("doctor", "municipality", "trust")
        .prefetch_related(Prefetch("trust__rounds", Round.objects.defer("frozen").order_by("-year")), "wishes")
        .order_by("doctor__sort_key", "pk")
    )


def _placed_with(actor: Actor, today: date) -> Q:
    """The nominations that were given a post in a department or hospital of the actor's, once it is released.

    One with a set hour is seen from the day after it.
    """
    reach = actor.reach(Permission.SEE_PLACED)
    if isinstance(reach, Everywhere) or not reach:
        return Q(pk__in=[])
    wards = Place.objects.filter(pk__in=reach, parent=OuterRef("hospital"), name=OuterRef("department"))
    placed = Outcome.objects.filter(
        Q(hospital__in=reach) | Exists(wards),
        Q(run__round__shown_from=None) | Q(run__round__shown_from__date__lt=today),
        status=Status.PLACED,
        run__round__state=Round.State.RELEASED,
        run__rules_name=F("run__round__rules_name"),
    )
    return Q(pk__in=placed.values("nomination"))


def card_for(actor: Actor, year: int, hpr_number: str, at: datetime) -> Card | None:
    """A doctor's card: at any time for the trust, for doctor and municipality what is theirs once it is released.

    None when there is no such doctor in a round the actor may see.
    """
    named = Nomination.objects.filter(doctor__hpr_number=hpr_number)
    in_round = Q(outcomes__run__round__year=year) | Q(state=Nomination.State.OPEN, wishes__year=year)
    seen = within(actor, Permission.SEE_NOMINATED, "trust") | seen_by(actor, norwegian_day(at), "doctor__")
    seen |= _placed_with(actor, norwegian_day(at))
    nomination = named.filter(in_round & seen).select_related("doctor", "municipality", "trust").order_by("-pk").first()
    if nomination is None:
        return None
    round_ = Round.objects.filter(trust=nomination.trust, year=year).select_related("trust").defer("frozen").first()
    if round_ is None:
        return None
    sees_list = actor.may(Permission.SEE_NOMINATED, nomination.trust_id)
    run = shown_run(round_) if sees_list or is_shown(round_, at) else None
    if run is not None and not run.outcomes.filter(nomination=nomination).exists():
        run = None
    return Card(nomination, round_, run, sees_list)


def results_found(run: Run, text: str) -> QuerySet[Outcome]:
    """The outcomes of the doctors a search finds in a run by name or HPR number."""
    fields = ("nomination__doctor__first_name", "nomination__doctor__last_name", "nomination__doctor__hpr_number")
    found = searched(run.outcomes.all(), fields, text)
    return found.select_related("nomination__doctor", "nomination__municipality", "nomination__trust").order_by(
        "nomination__doctor__sort_key", "pk"
    )


def rejected_found(actor: Actor, year: int, text: str) -> QuerySet[RejectedRow]:
    """The refused rows a search finds by name or HPR number, in the workbooks of a year the actor may see."""
    return searched(_rejected_for(actor, year), ("name", "hpr_number"), text)


def rejected_with(actor: Actor, year: int, hpr_number: str) -> list[RejectedRow]:
    """The refused rows with an HPR number, in the workbooks of a year the actor may see, newest first."""
    return list(_rejected_for(actor, year).filter(hpr_number=hpr_number))


def _rejected_for(actor: Actor, year: int) -> QuerySet[RejectedRow]:
    intakes = intakes_for(actor).filter(year=year)
    rows = RejectedRow.objects.filter(intake__in=intakes.values("pk")).select_related("intake")
    return rows.order_by("-intake__at", "row_number")


def intakes_for(actor: Actor) -> QuerySet[Intake]:
    """The workbooks read in for places where the actor may read in, newest first, with ``refused`` counted.

    One for a whole region is the demonstration's, and is seen by every trust's coordinators.
    """
    seen = within(actor, Permission.IMPORT_NOMINATIONS, "place")
    if actor.may(Permission.SEE_NOMINATED):
        seen |= Q(place=None)
    return Intake.objects.filter(seen).annotate(refused=Count("rejected_rows")).order_by("-at", "-pk")


def rejected_of(intake: Intake) -> QuerySet[RejectedRow]:
    """The refused rows of a workbook in the order of the sheet."""
    return intake.rejected_rows.order_by("row_number")


def rejected_reading(intake: Intake) -> Reading:
    """The refused rows as they were read, for the file that is sent back."""
    rows = [
        ReadRow(
            row.row_number,
            tuple(_cell_from_data(cell) for cell in row.cells),
            row.name,
            "",
            None,
            tuple(Fault(**{**fault, "more": tuple(fault["more"])}) for fault in row.faults),
        )
        for row in rejected_of(intake)
    ]
    return Reading(tuple(intake.headings), tuple(rows), intake.mapping)


def cell_as_data(cell: Cell) -> object:
    """A cell as JSON: a date in an object of its own, so that it stays a date."""
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell


def _cell_from_data(data: Any) -> Cell:
    return date.fromisoformat(data["date"][:10]) if isinstance(data, dict) else cast(Cell, data)
