"""Putting the supervision agreement of a placement in as a file, and taking it away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.documents.services import Upload, keep_document, remove_document
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries_stays as queries
from alisveien.placements import rules_stays as rules
from alisveien.placements.models import Placement, SupervisionPaper


@transaction.atomic
def keep_paper(*, placement: Placement, upload: Upload, by: Actor, at: datetime) -> SupervisionPaper:
    """Keep the signed agreement; one that was there is deleted. The day it was made stands with the stay.

    Raises NotAllowed for others than the hospital's side, and RuleBroken when the file is not taken.
    """
    placement = queries.locked_placement(placement.pk)
    allow(rules.may_keep_stay(by, placement), _refused())
    agree(rules.against_keeping_paper(placement))
    document = keep_document(upload=upload, by=by, at=at)
    with history_context(by):
        _let_go(placement)
        paper = SupervisionPaper.objects.create(placement=placement, document=document)
    after, where = {"kept": True}, _places(placement)
    record("placements.placement.paper_kept", about=placement, by=by, at=at, after=after, places=where)
    return paper


@transaction.atomic
def remove_paper(*, placement: Placement, by: Actor, at: datetime) -> None:
    """Take the agreement away with its content. One that is gone changes nothing. Raises NotAllowed, RuleBroken."""
    placement = queries.locked_placement(placement.pk)
    allow(rules.may_keep_stay(by, placement), _refused())
    agree(rules.against_keeping_paper(placement))
    with history_context(by):
        gone = _let_go(placement)
    if gone:
        after, where = {"kept": False}, _places(placement)
        record("placements.placement.paper_removed", about=placement, by=by, at=at, after=after, places=where)


def _let_go(placement: Placement) -> bool:
    """Delete the agreement there is, with its content; whether there was one."""
    paper = SupervisionPaper.objects.filter(placement=placement).select_related("document").first()
    if paper is None:
        return False
    paper.delete()
    remove_document(document=paper.document)
    return True


def _refused() -> str:
    return _("Bare helseforetaket fører dette. Spør koordinatoren.")


def _places(placement: Placement) -> list[int]:
    """Where the deed is told: at home and at the trust."""
    return [placement.doctor.municipality_id, placement.post.trust_id]
