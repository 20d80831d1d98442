"""Writing down cooperation agreements: made, changed, ended. Every change is ordinary and can be taken back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.agreements import queries, rules
from alisveien.agreements.models import Agreement
from alisveien.agreements.telling import LABELS, SHOWS
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.documents.services import Upload, keep_document
from alisveien.journal.pictures import picture
from alisveien.journal.seen import against_unseen
from alisveien.journal.services import record
from alisveien.places.models import Place

FIELDS = ("covers", "about", "reference", "signed_on", "from_on", "until_on", "document")


@transaction.atomic
def make_agreement(
    *,
    municipality: Place,
    other: Place,
    covers: Sequence[str],
    about: str = "",
    reference: str = "",
    signed_on: date | None,
    from_on: date,
    until_on: date | None,
    upload: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Write down an agreement. ``until_on`` is its last day, None when it has none.

    Raises NotAllowed, and RuleBroken also when the same two have one from the same day.
    """
    allow(rules.may_keep(by, municipality.pk, other.pk), _refused())
    today = norwegian_day(at)
    agreement = Agreement(
        municipality=municipality, municipality_kind=municipality.kind, other=other, other_kind=other.kind
    )
    agree(
        rules.against_parties(municipality, other, today)
        + rules.against_terms(covers=covers, signed_on=signed_on, from_on=from_on, until_on=until_on, today=today)
    )
    _say(agreement, covers, about, reference, signed_on, from_on, until_on)
    if upload is not None:
        agreement.document = keep_document(upload=upload, by=by, at=at)
    _saved(agreement)
    record("agreements.agreement.made", **_line(agreement, by, at), after=picture(agreement, *FIELDS))
    return agreement


@transaction.atomic
def change_agreement(
    *,
    agreement: Agreement,
    covers: Sequence[str],
    about: str = "",
    reference: str = "",
    signed_on: date | None,
    from_on: date,
    until_on: date | None,
    upload: Upload | None = None,
    seen: str,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Change an agreement; a new document takes the place of the old. Nothing is written when nothing changed.

    ``seen`` is the mark of what the page showed (its FIELDS). Raises NotAllowed, RuleBroken as `make_agreement` and
    when others have changed it since.
    """
    agreement = queries.locked_agreement(agreement.pk)
    allow(rules.may_change(by, agreement), _refused())
    today = norwegian_day(at)
    agree(rules.against_terms(covers=covers, signed_on=signed_on, from_on=from_on, until_on=until_on, today=today))
    before = picture(agreement, *FIELDS)
    _say(agreement, covers, about, reference, signed_on, from_on, until_on)
    if upload is not None:
        agreement.document = keep_document(upload=upload, by=by, at=at)
    after = picture(agreement, *FIELDS)
    agree(against_unseen(seen, before, after, LABELS, SHOWS))
    if before != after:
        _saved(agreement)
        record("agreements.agreement.changed", **_line(agreement, by, at), before=before, after=after)
    return agreement


@transaction.atomic
def end_agreement(*, agreement: Agreement, until_on: date, why: str, seen: str, by: Actor, at: datetime) -> Agreement:
    """Say which day is an agreement's last, and why. ``seen`` as in `change_agreement`.

    Raises NotAllowed, RuleBroken.
    """
    agreement = queries.locked_agreement(agreement.pk)
    allow(rules.may_change(by, agreement), _refused())
    before = picture(agreement, *FIELDS)
    after = before | {"until_on": until_on.isoformat()}
    agree(rules.against_ending(agreement, until_on) + against_unseen(seen, before, after, LABELS, SHOWS))
    agreement.until_on = until_on
    agreement.save(update_fields=["until_on"])
    record("agreements.agreement.ended", **_line(agreement, by, at), why=why.strip(), before=before, after=after)
    return agreement


def _say(
    agreement: Agreement,
    covers: Sequence[str],
    about: str,
    reference: str,
    signed_on: date | None,
    from_on: date,
    until_on: date | None,
) -> None:
    agreement.covers, agreement.about, agreement.reference = sorted(covers), about.strip(), reference.strip()
    agreement.signed_on, agreement.from_on, agreement.until_on = signed_on, from_on, until_on


def _line(agreement: Agreement, by: Actor, at: datetime) -> dict[str, Any]:
    """What each line of the journal about an agreement says alike."""
    return {"about": agreement, "by": by, "at": at, "places": [agreement.municipality_id, agreement.other_id]}


def _saved(agreement: Agreement) -> None:
    """Save; a second one between the same two from the same day is refused by the database."""
    try:
        with transaction.atomic():
            agreement.save()
    except IntegrityError as refused:
        if "agreement_once_from_a_day" not in str(refused):
            raise
        raise RuleBroken([_("De to partene har alt en avtale fra denne dagen. Endre den i stedet.")]) from refused


def _refused() -> str:
    return _("Kommunen, helseforetaket og kontoret fører sine egne avtaler. Spør en av dem.")
