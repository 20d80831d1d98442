"""Reading rounds: each function takes the actor and gives only what that actor may see."""

from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias, cast

from django.db.models import Count, QuerySet

from alisveien.base.actor import Actor
from alisveien.base.shipped import DEFAULT_RULES, RULES
from alisveien.engines.distribution.frozen import from_data
from alisveien.engines.distribution.run import Distribution, distribute
from alisveien.engines.nominations.nomination import Cell, Fault, Reading, ReadRow
from alisveien.placements import rules
from alisveien.placements.models import Nomination, Outcome, RejectedRow, Round, Run
from alisveien.workbench.rows import searched

FoundRound: TypeAlias = Round
"""What `round_for` gives, for the views, which import no model."""


def rounds_for(actor: Actor) -> QuerySet[Round]:
    """The rounds the actor may see, newest first, with ``nominated`` and ``refused`` counted."""
    if not rules.may_see_rounds(actor):
        return Round.objects.none()
    return (
        Round.objects.select_related("region")
        .annotate(nominated=Count("nominations", distinct=True), refused=Count("rejected_rows", distinct=True))
        .order_by("-year", "pk")
    )


def round_for(actor: Actor, year: int) -> Round | None:
    """The round of a year, None when there is none the actor may see."""
    return rounds_for(actor).filter(year=year).first()


def runs_of(round_: Round) -> list[Run]:
    """The runs of a round in the order of `base.shipped.RULES`, certificates left out."""
    found = {run.rules_name: run for run in round_.runs.defer("certificate")}
    return [found[name] for name in RULES if name in found]


def distribution_of(run: Run) -> Distribution:
    """What a run found, worked out anew from its certificate's input; kept in the process by fingerprint."""
    return _distribution(run.pk, run.fingerprint)


@lru_cache(maxsize=12)
def _distribution(pk: int, fingerprint: str) -> Distribution:
    certificate = Run.objects.values_list("certificate", flat=True).get(pk=pk, fingerprint=fingerprint)
    return distribute(from_data(certificate["input"]))


def default_distribution(round_: Round) -> Distribution:
    """The distribution under the rule set we ship as default."""
    return distribution_of(round_.runs.defer("certificate").get(rules_name=DEFAULT_RULES))


def people_of(round_: Round, trust: str) -> dict[str, Nomination]:
    """HPR number → nomination with its municipality, at one trust (organisation number)."""
    found = round_.nominations.filter(trust__code=trust).select_related("municipality").defer("facts")
    return {one.hpr_number: one for one in found}


def person_of(round_: Round, hpr_number: str) -> Nomination | None:
    """One doctor's nomination with municipality and trust."""
    found = round_.nominations.select_related("municipality", "trust").filter(hpr_number=hpr_number)
    return found.first()


def outcomes_for(actor: Actor, year: int, trust: str) -> QuerySet[Outcome]:
    """The outcomes of a trust's nominations under the default rule set, with all a list shows of them."""
    if not rules.may_see_rounds(actor):
        return Outcome.objects.none()
    return Outcome.objects.filter(
        run__round__year=year, run__rules_name=DEFAULT_RULES, nomination__trust__code=trust
    ).select_related("nomination__municipality", "hospital", "run__round")


def decided_by_lot(round_: Round) -> int:
    """How many doctors only the lot kept from a better wish, under the default rule set."""
    return Outcome.objects.filter(run__round=round_, run__rules_name=DEFAULT_RULES, by_lot=True).count()


def results_found(actor: Actor, year: int, text: str) -> QuerySet[Outcome]:
    """The outcomes, under the default rule set, of the doctors a search finds by name or HPR number, at any trust."""
    if not rules.may_see_rounds(actor):
        return Outcome.objects.none()
    rows = Outcome.objects.filter(run__round__year=year, run__rules_name=DEFAULT_RULES)
    fields = ("nomination__first_name", "nomination__last_name", "nomination__hpr_number")
    found = searched(rows, fields, text).select_related("nomination__municipality", "nomination__trust")
    return found.order_by("nomination__sort_key", "pk")


def rejected_found(round_: Round, text: str) -> QuerySet[RejectedRow]:
    """The refused rows a search finds by name or HPR number, in the order of the sheet."""
    return searched(rejected_of(round_), ("name", "hpr_number"), text)


def rejected_with(round_: Round, hpr_number: str) -> list[RejectedRow]:
    """The refused rows with an HPR number, in the order of the sheet."""
    return list(rejected_of(round_).filter(hpr_number=hpr_number))


def rejected_of(round_: Round) -> QuerySet[RejectedRow]:
    """The refused rows of a round in the order of the sheet."""
    return round_.rejected_rows.order_by("row_number")


def rejected_reading(round_: Round) -> Reading:
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
        for row in rejected_of(round_)
    ]
    return Reading(tuple(round_.headings), tuple(rows))


def cell_as_data(cell: Cell) -> object:
    """A cell as JSON: a date in an object of its own, so that it stays a date."""
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell


def _cell_from_data(data: Any) -> Cell:
    return date.fromisoformat(data["date"][:10]) if isinstance(data, dict) else cast(Cell, data)


def hospitals_in(actor: Actor, year: int, trust: str) -> list[str]:
    """The ids of the hospitals somebody is proposed for at a trust, in Norwegian order of their names."""
    found = outcomes_for(actor, year, trust).filter(hospital__isnull=False).order_by("hospital__sort_key")
    return list(dict.fromkeys(found.values_list("hospital__code", flat=True)))


def homes_in(actor: Actor, year: int, trust: str) -> list[tuple[str, str]]:
    """(number, name) of the municipalities that nominated to a trust, in Norwegian order."""
    names = ("nomination__municipality__code", "nomination__municipality__name")
    found = outcomes_for(actor, year, trust).order_by("nomination__municipality__sort_key")
    return list(dict.fromkeys(found.values_list(*names)))
