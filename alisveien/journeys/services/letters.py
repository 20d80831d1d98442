"""The letters on the old scheme: who would get one, what it says, and sending them all or none."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.mail import write_letter
from alisveien.journal.services import record
from alisveien.journeys import queries, rules


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a letter is about to go to, or the reason ``against``. ``about`` is the doctor or the municipality."""

    about: Model
    label: str
    place: str
    to: str
    words: Mapping[str, Any] = field(default_factory=dict)
    against: str = ""


@dataclass(frozen=True, slots=True)
class Mailing:
    """A letter to several: the template, who gets it and who does not, and a mark of both."""

    kind: str
    template: str
    recipients: Sequence[Recipient]

    @property
    def sent_to(self) -> list[Recipient]:
        """Those nothing speaks against."""
        return [one for one in self.recipients if not one.against]

    @property
    def left_out(self) -> list[Recipient]:
        """The others, each with the reason."""
        return [one for one in self.recipients if one.against]

    @property
    def mark(self) -> str:
        """The same for the same preview."""
        lines = [f"{one.about.pk}|{one.to}|{one.against}|{sorted(one.words.items())}" for one in self.recipients]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]

    @property
    def example(self) -> str:
        """The letter as the first one gets it; empty when nobody does."""
        first = next(iter(self.sent_to), None)
        return render_to_string(self.template, {**first.words, "reply_to": ""}).strip() if first else ""


def to_doctors(by: Actor, at: datetime) -> Mailing:
    """The letter to the municipality's own doctors in the old scheme. Raises NotAllowed."""
    allow(rules.may_write_doctors(by), _("Kommunen skriver til sine egne leger."))
    today = norwegian_day(at)
    doctors: list[Any] = list(queries.own_doctors(by, today))
    registered = queries.registered_at((one.municipality_id for one in doctors), today)
    recipients = []
    for one in doctors:
        standing = queries.standing_in(one, registered, today)
        words = _words(at) | {"municipality": one.municipality.name, "missing": "\n".join(standing.missing)}
        against = _against(one.email, one.written_at, at)
        recipients.append(Recipient(one, one.name, one.municipality.name, one.email, words, against))
    template = "journeys/mail/old_scheme_doctor.txt"
    return Mailing(queries.TO_DOCTOR, template, recipients)


def to_leaders(by: Actor, at: datetime) -> Mailing:
    """The letter to the leaders of the municipalities an office follows: how many, never who. Raises NotAllowed."""
    allow(rules.may_write_leaders(by), _("Kontoret skriver til kommunene det følger."))
    today = norwegian_day(at)
    counts = queries.counts_for(by, today)
    leaders = queries.leaders_at(by, (one.pk for one in counts), today)
    recipients = []
    for one in counts:
        leader = leaders.get(one.pk)
        to = leader.person.email if leader else ""
        label = f"{leader.person.name}, {leader.get_role_display()}" if leader else _("ingen kjent leder")
        words = _words(at) | {"municipality": one.place.name, "doctors": one.doctors}
        recipients.append(Recipient(one.place, label, one.place.name, to, words, _against(to, one.written_at, at)))
    template = "journeys/mail/old_scheme_leader.txt"
    return Mailing(queries.TO_LEADER, template, recipients)


MAILINGS = {"leger": to_doctors, "ledere": to_leaders}


@transaction.atomic
def send_letters(*, to: str, seen: str, by: Actor, at: datetime) -> int:
    """Write the letters of a preview into the outbox, all or none; how many. ``to`` names one of `MAILINGS`.

    ``seen`` is the mark of the preview. Raises NotAllowed, and RuleBroken when there is nobody or it has changed.
    """
    mailing = MAILINGS[to](by, at)
    agree(rules.against_sending(mailing.sent_to, seen=seen, mark=mailing.mark))
    for one in mailing.sent_to:
        write_letter(kind=mailing.kind, to=one.to, template=mailing.template, at=at, words=one.words, about=one.about)
        _tell(to, one, by, at)
    return len(mailing.sent_to)


def _tell(to: str, one: Recipient, by: Actor, at: datetime) -> None:
    if to == "leger":
        municipality = getattr(one.about, "municipality_id", None)
        record("journeys.old_scheme.doctor_told", about=one.about, by=by, at=at, places=[municipality or 0])
    else:
        record("journeys.old_scheme.leader_told", about=one.about, by=by, at=at, places=[one.about.pk])


def _words(at: datetime) -> dict[str, Any]:
    today = norwegian_day(at)
    return {
        "deadline": rules.deadline_on(today),
        "over": rules.is_over(today),
        "days": rules.days_left(today),
        "address": f"{settings.ADDRESS}{reverse('journeys:old_scheme')}",
    }


def _against(to: str, written_at: datetime | None, at: datetime) -> str:
    if not to:
        return _("Mangler e-postadresse.")
    if written_at is not None and at - written_at < rules.BETWEEN_LETTERS:
        return _("Fikk brevet for mindre enn en måned siden.")
    return ""
