"""A trust's round: opened, capacity decided, rules tried and chosen, frozen, drawn, distributed, judged, released."""

from datetime import date, datetime
from typing import TypedDict

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.jobs import enqueue
from alisveien.base.shipped import engine_code, rule_sets
from alisveien.engines.distribution.draw import commitment_to, drawn
from alisveien.engines.distribution.frozen import as_data, fingerprint, from_data
from alisveien.engines.distribution.judge import judge
from alisveien.journal.services import record
from alisveien.placements import queries, queries_offers, rules, sources
from alisveien.placements.models import Round
from alisveien.placements.queries_disputes import open_in_round
from alisveien.placements.services.offers import make_offers
from alisveien.placements.services.runs import input_of, is_tried, write_runs
from alisveien.placements.services.trials import keep_trial
from alisveien.placements.telling.verdict import tell_difference
from alisveien.places.models import Place

State = Round.State


class _About(TypedDict):
    about: Round
    places: list[int]


@transaction.atomic
def open_round(*, trust: Place, year: int, by: Actor, at: datetime) -> Round:
    """Open a trust's round for a year, as a draft; the one that is there when it is. Raises NotAllowed and RuleBroken.

    Two who open it at once get the same round.
    """
    allow(rules.may_open(by, trust))
    if not queries.is_opened(trust, year):
        agree(rules.against_opening(trust, year, norwegian_day(at)))
    round_, made = Round.objects.get_or_create(trust=trust, year=year, defaults={"draw": str(year), "created_at": at})
    if made:
        record("placements.round.opened", **_of(round_), by=by, at=at)
    return round_


@transaction.atomic
def decide_capacity(*, round_: Round, by: Actor, at: datetime) -> Round:
    """Decide that the round has the posts the plan in force gives; a plan that ends earlier is carried forward.

    Raises NotAllowed, and RuleBroken when the round is no draft or no plan gives posts.
    """
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_decide_capacity(by, round_))
    posts = sources.round_posts_for(by, round_.trust, round_.year, norwegian_day(at))
    agree(rules.against_deciding(round_, posts))
    round_.capacity_from = posts[0].planned_for
    round_.capacity_decided_by, round_.capacity_decided_at = by.user_id, at
    round_.save(update_fields=["capacity_from", "capacity_decided_by", "capacity_decided_at"])
    after = {"posts": {row.period: row.posts for row in posts}, "from": round_.capacity_from}
    record("placements.round.capacity_decided", **_of(round_), by=by, at=at, after=after)
    return round_


@transaction.atomic
def try_rules(*, round_: Round, by: Actor, at: datetime) -> Round:
    """Distribute the draft list as it is now under every rule set we ship, to lay them side by side.

    Nothing is decided and nobody is told. Raises NotAllowed, and RuleBroken when the round is no draft.
    """
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_choose_rules(by, round_))
    nominations = sources.nominated_to(round_.trust, round_.year)
    agree(rules.against_trying(round_, len(nominations)))
    frozen = input_of(round_, nominations, by, norwegian_day(at))
    write_runs(round_, frozen, nominations, at)
    keep_trial(round_, frozen, by, at)
    record("placements.round.rules_tried", **_of(round_), by=by, at=at)
    return round_


@transaction.atomic
def choose_rules(*, round_: Round, name: str, by: Actor, at: datetime) -> Round:
    """Choose the rule set of the trust's list. Raises NotAllowed and RuleBroken."""
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_choose_rules(by, round_))
    agree(rules.against_choosing(round_, name, tried=is_tried(round_, by, norwegian_day(at))))
    before = {"rules": round_.rules_name}
    round_.rules_name, round_.rules_chosen_by, round_.rules_chosen_at = name, by.user_id, at
    round_.save(update_fields=["rules_name", "rules_chosen_by", "rules_chosen_at"])
    record("placements.round.rules_chosen", **_of(round_), by=by, at=at, before=before, after={"rules": name})
    return round_


@transaction.atomic
def freeze_round(*, round_: Round, source: str, by: Actor, at: datetime) -> Round:
    """Freeze the whole input and commit to it, before the public value called ``source`` is known.

    Raises NotAllowed and RuleBroken.
    """
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_freeze(by, round_))
    nominations = sources.nominated_to(round_.trust, round_.year)
    tried = is_tried(round_, by, norwegian_day(at))
    agree(rules.against_freezing(round_, tried=tried, nominated=len(nominations), source=source))
    frozen = input_of(round_, nominations, by, norwegian_day(at)).under(rule_sets()[round_.rules_name])
    round_.frozen = as_data(frozen)
    round_.fingerprint = fingerprint(round_.frozen)
    round_.code, round_.lot_source = engine_code(), source.strip()
    round_.commitment = commitment_to(frozen, round_.code)
    round_.state, round_.frozen_by, round_.frozen_at = State.FROZEN, by.user_id, at
    round_.save()
    round_.frozen_nominations.set(nominations.values())
    record(
        "placements.round.frozen",
        **_of(round_),
        by=by,
        at=at,
        after={
            "fingerprint": round_.fingerprint,
            "nominated": len(nominations),
            "commitment": round_.commitment,
            "source": round_.lot_source,
            "open_disputes": len(open_in_round(round_)),
        },
    )
    return round_


@transaction.atomic
def thaw_round(*, round_: Round, why: str, by: Actor, at: datetime) -> Round:
    """Open a frozen list again, with a reason; what was made of it is thrown away. Raises NotAllowed and RuleBroken."""
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_freeze(by, round_))
    agree(rules.against_thawing(round_, why))
    before = {
        "state": round_.state,
        "fingerprint": round_.fingerprint,
        "commitment": round_.commitment,
        "public_value": round_.public_value,
    }
    round_.state, round_.frozen, round_.fingerprint = State.DRAFTED, None, ""
    round_.frozen_by = round_.frozen_at = round_.distributed_at = round_.judged_at = None
    round_.code = round_.commitment = round_.lot_source = round_.public_value = ""
    round_.known_on = round_.drawn_by = round_.drawn_at = None
    round_.draw = str(round_.year)
    round_.save()
    round_.frozen_nominations.clear()
    record("placements.round.thawed", **_of(round_), by=by, at=at, why=why, before=before)
    return round_


@transaction.atomic
def draw_lot(*, round_: Round, value: str, known_on: date, by: Actor, at: datetime) -> Round:
    """Draw the lot of a frozen round by the public value it waits for; spaces in it count as one.

    ``known_on`` is the day the value became known. Raises NotAllowed and RuleBroken.
    """
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_distribute(by, round_))
    value = " ".join(value.split())
    agree(rules.against_drawing(round_, value, known_on, norwegian_day(at)))
    agree(rules.against_other_code(round_, engine_code()))
    found = drawn(from_data(round_.frozen or {}), round_.code, value)
    round_.frozen, round_.draw = as_data(found), found.draw
    round_.fingerprint = fingerprint(round_.frozen)
    round_.public_value, round_.known_on, round_.drawn_by, round_.drawn_at = value, known_on, by.user_id, at
    round_.save()
    after = {"value": value, "known_on": known_on.isoformat(), "source": round_.lot_source, "seed": round_.draw}
    record("placements.round.drawn", **_of(round_), by=by, at=at, after=after)
    return round_


@transaction.atomic
def distribute_round(*, round_: Round, by: Actor, at: datetime) -> Round:
    """Distribute a frozen list under the chosen rule set, and under the others for comparison.

    Raises NotAllowed and RuleBroken.
    """
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_distribute(by, round_))
    agree(rules.against_distributing(round_))
    agree(rules.against_other_code(round_, engine_code()))
    nominations = {one.hpr_number: one for one in round_.frozen_nominations.select_related("doctor")}
    write_runs(round_, from_data(round_.frozen or {}), nominations, at)
    round_.state, round_.distributed_at = State.DISTRIBUTED, at
    round_.save(update_fields=["state", "distributed_at"])
    record("placements.round.distributed", **_of(round_), by=by, at=at)
    return round_


@transaction.atomic
def judge_round(*, round_: Round, by: Actor, at: datetime) -> Round:
    """Have the outcome judged by the judge that shares no code with the solver; every field is worked out anew.

    Raises NotAllowed, and RuleBroken with every fault in words: then the round stays as it was.
    """
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_distribute(by, round_))
    agree(rules.against_judging(round_))
    certificate = round_.runs.get(rules_name=round_.rules_name).certificate
    found = [tell_difference(one) for one in judge(certificate, {}).differences]
    of_input = rules.against_the_lot(round_, from_data(certificate["input"]))
    agree([*found, *rules.against_the_certificate(round_, certificate), *of_input])
    round_.state, round_.judged_at = State.JUDGED, at
    round_.save(update_fields=["state", "judged_at"])
    record("placements.round.judged", **_of(round_), by=by, at=at, after={"result": certificate["checksums"]["result"]})
    return round_


@transaction.atomic
def release_round(*, round_: Round, by: Actor, at: datetime) -> Round:
    """Release the outcome to doctors and municipalities. It cannot be taken back; another person than froze does it.

    Posts and offers are made with it, whole or not at all; they are shown and told of when the embargo is over.
    Raises NotAllowed and RuleBroken.
    """
    round_ = queries.locked_round(round_.pk)
    allow(rules.may_release(by, round_))
    agree(rules.against_releasing(round_, by))
    round_.state, round_.released_by, round_.released_at = State.RELEASED, by.user_id, at
    round_.shown_from = queries_offers.terms_of(round_.trust, round_.year).shown_from
    round_.save(update_fields=["state", "released_by", "released_at", "shown_from"])
    record("placements.round.released", **_of(round_), by=by, at=at, after={"fingerprint": round_.fingerprint})
    make_offers(round_=round_, by=by, at=at)
    enqueue("placements.tell_about_release", round_id=round_.pk, after=round_.shown_from)
    return round_


def _of(round_: Round) -> _About:
    """What a line in the journal is about."""
    return {"about": round_, "places": [round_.trust_id]}
