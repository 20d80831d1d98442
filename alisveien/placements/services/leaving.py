"""Moving a nomination to another trust, leaving the queue for service in a municipal institution, and back again."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.journal.services import record
from alisveien.placements import queries_leaving as queries
from alisveien.placements import rules_leaving as rules
from alisveien.placements.answers import Versions
from alisveien.placements.models import HomeService, Nomination, TrustMove, Wish
from alisveien.placements.queries_nomination import locked_nomination
from alisveien.placements.rules_nomination import is_as_seen
from alisveien.placements.services.closing import close_questions
from alisveien.placements.services.nominations import ChangedMeanwhile
from alisveien.placements.services.receipts import send_receipt
from alisveien.places.models import Place

State, Ended = Nomination.State, Nomination.Ended
KEPT = ("doctor", "municipality", "nominated_on", "earliest_on", "latest_on", "can_be_split", "leader_email")


@transaction.atomic
def move_to_trust(
    *, nomination: Nomination, trust: Place, code: str, why: str, seen: Versions, by: Actor, at: datetime
) -> Nomination:
    """Close a nomination and open it at another trust of the region; the new one.

    The day the doctor was nominated is kept, and each half-year that was wished becomes a wish for anywhere at the new
    trust, with the need behind it. Raises NotAllowed, RuleBroken, ChangedMeanwhile.
    """
    old = locked_nomination(nomination.pk)
    allow(rules.may_leave(by, old), _who())
    locked, held = queries.is_locked(old), queries.is_held(old)
    agree(rules.against_moving(old, trust, code, why, locked=locked, held=held))
    _as_seen(old, seen)
    wishes = list(old.wishes.all())
    _close(old, Ended.TRUST, why, at)
    new = Nomination.objects.create(trust=trust, confirmed_at=at, **{name: getattr(old, name) for name in KEPT})
    Wish.objects.bulk_create(_anywhere(wishes, new))
    TrustMove.objects.create(old=old, new=new, code=code, by_id=by.user_id, at=at)
    after = {"trust": trust.code, "code": code}
    record("placements.nomination.left_trust", about=old, by=by, at=at, after=after, places=_places(old))
    record("placements.nomination.came_to_trust", about=new, by=by, at=at, after=after, places=[trust.pk])
    close_questions(nomination=old, at=at)
    send_receipt(nomination=new, kind="placements.nomination_to_trust", by=by, at=at)
    return new


@transaction.atomic
def undo_move(*, move: TrustMove, by: Actor, at: datetime) -> Nomination:
    """Open the old nomination again as it was and end the new one, while neither has been on a frozen list since.

    Raises NotAllowed, RuleBroken.
    """
    move = queries.locked_move(move.pk)
    allow(rules.may_leave(by, move.new), _who())
    agree(rules.against_moving_back(move, locked=queries.is_locked(move.old) or queries.was_frozen(move.new)))
    _close(move.new, Ended.MISTAKE, "", at)
    _reopen(move.old)
    move.undone_at = at
    move.save(update_fields=["undone_at"])
    places = [*_places(move.old), move.new.trust_id]
    record("placements.nomination.back_at_trust", about=move.old, by=by, at=at, places=places)
    send_receipt(nomination=move.old, kind="placements.nomination_back", by=by, at=at)
    return move.old


@transaction.atomic
def serve_at_home(
    *,
    nomination: Nomination,
    institution: str,
    from_on: date,
    to_on: date | None,
    seen: Versions,
    by: Actor,
    at: datetime,
) -> HomeService:
    """Take a doctor out of the queue who does the service in an approved municipal institution instead.

    Raises NotAllowed, RuleBroken, ChangedMeanwhile.
    """
    nomination = locked_nomination(nomination.pk)
    allow(rules.may_leave(by, nomination), _who())
    locked, held = queries.is_locked(nomination), queries.is_held(nomination)
    agree(rules.against_serving_at_home(nomination, institution, from_on, to_on, locked=locked, held=held))
    _as_seen(nomination, seen)
    _close(nomination, Ended.HOME, "", at)
    service = HomeService.objects.create(
        nomination=nomination,
        institution=institution.strip(),
        from_on=from_on,
        to_on=to_on,
        by_id=by.user_id,
        at=at,
    )
    after = {"from_on": from_on, "to_on": to_on}
    record("placements.nomination.at_home", about=nomination, by=by, at=at, after=after, places=_places(nomination))
    close_questions(nomination=nomination, at=at)
    send_receipt(nomination=nomination, kind="placements.nomination_at_home", by=by, at=at)
    return service


@transaction.atomic
def come_back(*, service: HomeService, by: Actor, at: datetime) -> Nomination:
    """Open the nomination again of a doctor who left the queue for service at home. Raises NotAllowed, RuleBroken."""
    nomination = locked_nomination(service.nomination_id)
    service = HomeService.objects.select_for_update(of=("self",)).get(pk=service.pk)
    allow(rules.may_leave(by, nomination), _who())
    agree(rules.against_coming_back(service, nominated_anew=queries.is_nominated(nomination)))
    service.undone_at = at
    service.save(update_fields=["undone_at"])
    _reopen(nomination)
    record("placements.nomination.back_from_home", about=nomination, by=by, at=at, places=_places(nomination))
    send_receipt(nomination=nomination, kind="placements.nomination_back", by=by, at=at)
    return nomination


def _who() -> str:
    return _("Bare kommunen kan gjøre dette. Spør lederen eller kommuneoverlegen.")


def _as_seen(nomination: Nomination, seen: Versions) -> None:
    if not is_as_seen(nomination, seen):
        raise ChangedMeanwhile


def _close(nomination: Nomination, code: str, why: str, at: datetime) -> None:
    nomination.state, nomination.ended_at = State.WITHDRAWN, at
    nomination.ended_code, nomination.ended_why = code, why.strip()
    nomination.version += 1
    nomination.save(update_fields=["state", "ended_at", "ended_code", "ended_why", "version"])
    nomination.drafts.all().delete()


def _reopen(nomination: Nomination) -> None:
    nomination.state, nomination.ended_at, nomination.ended_code, nomination.ended_why = State.OPEN, None, "", ""
    nomination.version += 1
    nomination.save(update_fields=["state", "ended_at", "ended_code", "ended_why", "version"])


def _anywhere(wishes: Iterable[Wish], new: Nomination) -> list[Wish]:
    """One wish for anywhere at the trust for each half-year that was wished, in order, with the first need of it."""
    first: dict[tuple[int, int], str] = {}
    for wish in wishes:
        half = (wish.year, wish.half)
        first[half] = first.get(half) or wish.need
    return [
        Wish(nomination=new, number=number, year=year, half=half, need=need)
        for number, ((year, half), need) in enumerate(first.items(), start=1)
    ]


def _places(nomination: Nomination) -> list[int]:
    unit = nomination.doctor.unit_id
    return [nomination.municipality_id, nomination.trust_id, *([unit] if unit else [])]
