"""Reading nominations and rounds: each function takes the actor and gives only what that actor may see."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias, cast

from django.db.models import Count, Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor, Everywhere
from alisveien.base.shipped import DEFAULT_RULES, RULES
from alisveien.engines.distribution.frozen import from_data
from alisveien.engines.distribution.run import Distribution, distribute
from alisveien.engines.nominations.nomination import Cell, Fault, Reading, ReadRow
from alisveien.people.models import Doctor
from alisveien.people.queries import seen_by
from alisveien.placements.facts import Known
from alisveien.placements.models import Intake, Nomination, Outcome, RejectedRow, Round, Run

FoundRound: TypeAlias = Round
"""What `round_for` gives, for the views, which import no model."""


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


def locked_round(pk: int) -> Round:
    """A round locked for a deed, whole."""
    return Round.objects.select_for_update(of=("self",)).select_related("trust").get(pk=pk)


def nominations_for(actor: Actor, today: date) -> QuerySet[Nomination]:
    """The nominations of the doctors the actor may see by name, and those to the actor's trust."""
    seen = within(actor, Permission.SEE_NOMINATED, "trust") | seen_by(actor, today, "doctor__")
    return Nomination.objects.filter(seen).select_related("doctor", "municipality", "trust")


def known_by_number(numbers: Iterable[str], *, lock: bool) -> dict[str, Known]:
    """HPR number → doctor with the open nomination, wishes fetched; locked until the deed is done if asked for."""
    doctors = Doctor.objects.filter(hpr_number__in=list(numbers)).order_by("pk")
    open_ones = (
        Nomination.objects.filter(doctor__in=doctors.values("pk"), state=Nomination.State.OPEN)
        .select_related("doctor", "municipality", "trust")
        .prefetch_related("wishes__hospital", "wishes__department")
    )
    if lock:
        doctors = doctors.select_for_update()
    found = {one.pk: one for one in doctors}
    by_doctor = {one.doctor_id: one for one in open_ones}
    return {one.hpr_number: Known(one, by_doctor.get(pk)) for pk, one in found.items()}


def runs_of(round_: Round) -> list[Run]:
    """The runs of a round in the order of `base.shipped.RULES`, certificates left out."""
    found = {run.rules_name: run for run in round_.runs.defer("certificate")}
    return [found[name] for name in RULES if name in found]


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


def certificate_of(run: Run) -> dict[str, Any]:
    """The certificate of a run."""
    return cast(dict[str, Any], Run.objects.values_list("certificate", flat=True).get(pk=run.pk))


def people_of(run: Run) -> dict[str, Nomination]:
    """HPR number → nomination with doctor and municipality, for everyone in a run."""
    found = Nomination.objects.filter(outcomes__run=run).select_related("doctor", "municipality")
    return {one.hpr_number: one for one in found}


def outcomes_of(run: Run) -> QuerySet[Outcome]:
    """The outcomes of a run, with all a list shows of them. The run must come from a round the actor may see."""
    return run.outcomes.select_related(
        "nomination__doctor", "nomination__municipality", "hospital", "run__round__trust"
    )


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


def intakes_for(actor: Actor) -> QuerySet[Intake]:
    """The workbooks read in for places where the actor may read in, newest first, with ``refused`` counted."""
    reach = actor.reach(Permission.IMPORT_NOMINATIONS)
    seen = Q() if isinstance(reach, Everywhere) else Q(place__in=sorted(reach))
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
    return Reading(tuple(intake.headings), tuple(rows))


def cell_as_data(cell: Cell) -> object:
    """A cell as JSON: a date in an object of its own, so that it stays a date."""
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell


def _cell_from_data(data: Any) -> Cell:
    return date.fromisoformat(data["date"][:10]) if isinstance(data, dict) else cast(Cell, data)
