"""What becomes of an open nomination when the doctor is employed by another municipality."""

from datetime import datetime

from alisveien.access.queries import open_links
from alisveien.base.actor import Actor
from alisveien.journal.services import record
from alisveien.people.models import Doctor
from alisveien.people.services.ledger import Ledger
from alisveien.placements import queries_nomination, rules_nomination
from alisveien.placements.models import Nomination
from alisveien.placements.rules_nomination import CONFIRM
from alisveien.placements.services.receipts import send_receipt

State = Nomination.State


def follow_doctor(ledger: Ledger, doctor: Doctor, by: Actor, at: datetime) -> None:
    """Let the doctor's open nomination follow to the municipality that employs the doctor now; part of a deed.

    It keeps the day it was made, and the new municipality must confirm it. Where the trust lies under another regional
    authority than the new municipality's own, it is withdrawn. Links to confirm it are taken back.
    """
    found = doctor.nominations.filter(state=State.OPEN).exclude(municipality=doctor.municipality).first()
    if found is None:
        return
    nomination, former = queries_nomination.locked_nomination(found.pk), found.municipality_id
    for link in open_links(CONFIRM, str(nomination.pk), at):
        ledger.write(link, {"revoked_at": at})
    if rules_nomination.against_trust(doctor.municipality, nomination.trust):
        _withdraw(ledger, nomination, by, at)
    else:
        _follow(ledger, nomination, doctor, former, by, at)
    nomination.version += 1
    nomination.save(update_fields=["version"])


def tell_moved_back(nomination: Nomination, by: Actor, at: datetime) -> None:
    """Write in the journal that a nomination is again as before a move that was undone."""
    places = [nomination.municipality_id, nomination.trust_id]
    record("placements.nomination.moved_back", about=nomination, by=by, at=at, places=places)


def _follow(ledger: Ledger, nomination: Nomination, doctor: Doctor, former: int, by: Actor, at: datetime) -> None:
    ledger.write(nomination, {"municipality": doctor.municipality})
    send_receipt(nomination=nomination, kind="placements.nomination_moved", by=by, at=at)
    ledger.write(nomination, {"leader_email": ""})
    places = [former, doctor.municipality_id, nomination.trust_id]
    record("placements.nomination.moved", about=nomination, by=by, at=at, places=places)


def _withdraw(ledger: Ledger, nomination: Nomination, by: Actor, at: datetime) -> None:
    ended = {"state": State.WITHDRAWN, "ended_at": at, "ended_code": Nomination.Ended.MOVED}
    ledger.write(nomination, ended)
    before, after = {"state": State.OPEN.value}, {"state": State.WITHDRAWN.value, "ended_code": "moved"}
    record(
        "placements.nomination.withdrawn",
        about=nomination,
        by=by,
        at=at,
        before=before,
        after=after,
        places=[nomination.municipality_id, nomination.trust_id],
    )
    send_receipt(nomination=nomination, kind="placements.nomination_withdrawn", by=by, at=at)
