"""The runs of a round: the input as it stands or as it was frozen, distributed under every rule set we ship."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken
from alisveien.base.shipped import DEFAULT_RULES, rule_sets
from alisveien.engines.allocation.problem import BadProblem
from alisveien.engines.distribution.certificate import certificate_of
from alisveien.engines.distribution.compare import under_each
from alisveien.engines.distribution.frozen import Frozen, as_data, fingerprint, freeze
from alisveien.engines.distribution.run import Distribution, list_places
from alisveien.engines.nominations.rules import BAND
from alisveien.placements import sources
from alisveien.placements.models import Nomination, Outcome, Round, Run
from alisveien.placements.queries_gate import conditions_for
from alisveien.placements.queries_stamp import stamp_of
from alisveien.placements.telling.problems import tell_bad_problem
from alisveien.places.models import Place


def input_of(round_: Round, nominations: Mapping[str, Nomination], by: Actor, today: date) -> Frozen:
    """The input of a round as it stands today, under the default rule set; of ceilings only those the trust has set."""
    places = {one.municipality_id: one.municipality for one in nominations.values()}
    homes = {one.code for one in places.values()}
    return freeze(
        year=round_.year,
        draw=round_.draw,
        ceilings=False,
        rules=rule_sets()[DEFAULT_RULES],
        posts=sources.round_posts_for(by, round_.trust, round_.year, today),
        register=sources.register_for(by, today, homes),
        nominations=sources.as_reads(nominations.values(), round_.year),
        conditions=conditions_for(round_.trust, round_.year, places.values(), today),
        own_ceilings=sources.own_ceilings_of(round_.trust, round_.year, today),
    )


def is_tried(round_: Round, by: Actor, today: date) -> bool:
    """Whether the rule sets have been tried on the list as it is now."""
    run = round_.runs.filter(rules_name=DEFAULT_RULES).only("fingerprint").first()
    return run is not None and _is_input_of(round_.pk, run.fingerprint, by, today, stamp_of(round_))


@lru_cache(maxsize=256)
def _is_input_of(round_pk: int, mark: str, by: Actor, today: date, stamp: tuple[int, ...]) -> bool:
    """Whether the input of a round has this fingerprint. Worked out anew only when a row behind it was written."""
    round_ = Round.objects.defer("frozen").select_related("trust").get(pk=round_pk)
    now = input_of(round_, sources.nominated_to(round_.trust, round_.year), by, today)
    return mark == fingerprint(as_data(now))


def write_runs(round_: Round, frozen: Frozen, nominations: Mapping[str, Nomination], at: datetime) -> None:
    """A judged run under every rule set we ship, in place of those there were.

    Raises RuleBroken when the list cannot be distributed, as when a wished department has ended since.
    """
    try:
        distributions = list(under_each(frozen, list(rule_sets().values())))
    except BadProblem as error:
        raise RuleBroken([_why_not(error, nominations)]) from error
    round_.runs.all().delete()
    for distribution in distributions:
        _write_run(round_, distribution, nominations, at)


def _why_not(error: BadProblem, nominations: Mapping[str, Nomination]) -> str:
    one = nominations.get(error.names.get("name", ""))
    if one is None or error.code != "unknown_node":
        return tell_bad_problem(error)
    words = _("{name}, {home} ønsker {place}, som ikke finnes lenger. Rett ønsket i innmeldingen, og prøv på nytt.")
    place = error.names["node"].rsplit("/", 1)[-1]
    return words.format(name=one.name, home=one.municipality.name, place=place)


def _write_run(round_: Round, distribution: Distribution, nominations: Mapping[str, Nomination], at: datetime) -> None:
    """One judged run with its certificate and an outcome per nomination."""
    certificate = certificate_of(distribution, {})
    frozen = distribution.frozen
    run = Run.objects.create(
        round=round_,
        rules_name=frozen.rules.name,
        rules=certificate["input"]["rules"],
        rules_hash=frozen.rules.hash,
        fingerprint=certificate["checksums"]["input"],
        certificate=certificate,
        judged_at=at,
    )
    hospitals = sources.hospitals_by_id(frozen.register.hospitals)
    told = {row["hpr_number"]: row for row in certificate["result"]["doctors"]}
    Outcome.objects.bulk_create(_outcomes(run, distribution, nominations, hospitals, told))


def _outcomes(
    run: Run,
    distribution: Distribution,
    nominations: Mapping[str, Nomination],
    hospitals: Mapping[str, Place],
    told: Mapping[str, Mapping[str, object]],
) -> Iterable[Outcome]:
    places = list_places(distribution.ranked)
    for one in distribution.frozen.nominations:
        hpr = one.hpr_number
        position, met = distribution.placements.get(hpr), distribution.wish_met(one)
        standing = distribution.ranked.standings.get(hpr)
        yield Outcome(
            run=run,
            nomination=nominations[hpr],
            status=distribution.status(one),
            list_place=places.get(hpr),
            half=met.period.half if met else None,
            hospital=hospitals[met.hospital] if met and met.hospital else None,
            department=(met.department or "") if met else "",
            wish_number=met.number if met else None,
            near=None if position is None else distribution.ranked.near[hpr][position],
            by_lot=_by_lot(told[hpr]["refusals"]),
            steps=dict(zip(BAND, standing.band, strict=True)) if standing else {},
            reasons={name: told[hpr][name] for name in ("unmet", "dropped", "warnings", "refusals")},
        )


def _by_lot(refusals: object) -> bool:
    """True when only the lot stood between the doctor and a better wish."""
    assert isinstance(refusals, Sequence)
    return any(refusal["criterion"] == "lot" for refusal in refusals)
