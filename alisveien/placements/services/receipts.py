"""The receipt of what was done with a nomination, to the municipality's leader and to the doctor."""

from datetime import datetime

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.mail import write_letter
from alisveien.placements.models import Nomination

TEMPLATE = "placements/mail/{name}.txt"


def send_receipt(*, nomination: Nomination, kind: str, by: Actor, at: datetime) -> int:
    """Write a letter to each address that stands on the nomination; how many. Called inside the deed.

    ``kind`` is ``placements.<template>``. The letter tells who, where and when, and no wishes or figures.
    """
    doctor = nomination.doctor
    to = dict.fromkeys(address for address in (nomination.leader_email, doctor.email) if address)
    return _send(nomination, list(to), kind, by, at)


def send_to_doctor(*, nomination: Nomination, kind: str, by: Actor, at: datetime) -> int:
    """As `send_receipt`, to the doctor alone: the leader gets one receipt for several."""
    return _send(nomination, [nomination.doctor.email] if nomination.doctor.email else [], kind, by, at)


def _send(nomination: Nomination, to: list[str], kind: str, by: Actor, at: datetime) -> int:
    doctor = nomination.doctor
    words = {
        "doctor": doctor.name,
        "municipality": nomination.municipality.name,
        "trust": nomination.trust.name,
        "day": norwegian_day(at),
        "reference": nomination.pk,
    }
    for address in to:
        write_letter(
            kind=kind,
            to=address,
            template=TEMPLATE.format(name=kind.partition(".")[2]),
            at=at,
            words=words,
            about=nomination,
            recipient_id=doctor.user_id if address == doctor.email else by.user_id,
            reply_to=nomination.leader_email if address != nomination.leader_email else "",
        )
    return len(to)
