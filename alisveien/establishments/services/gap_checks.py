"""Keeping what a place answered before it applies, with the document that can be sent on."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.documents.paper import Block, docx
from alisveien.documents.services import keep_document
from alisveien.establishments import rules_gaps
from alisveien.establishments.models import GapCheck, Speciality
from alisveien.establishments.rules_dates import in_words
from alisveien.journal.services import record
from alisveien.places.models import Place


@transaction.atomic
def keep_gap_check(*, place: Place, speciality: str, answers: Mapping[str, str], by: Actor, at: datetime) -> GapCheck:
    """Keep the answers and write the document. Raises NotAllowed, RuleBroken."""
    allow(rules_gaps.may_check_gaps(by, place), _("Siden er for kommunen selv og kontoret som følger den."))
    agree(rules_gaps.against_checking(answers, speciality))
    kept = {one.name: answers[one.name] for one in rules_gaps.questions(speciality)}
    content = paper_of(place.name, speciality, kept, norwegian_day(at))
    name = _("Før søknad om registrering, {place}.docx").format(place=place.name)
    document = keep_document(upload=ContentFile(content, name=name), by=by, at=at)
    check = GapCheck.objects.create(
        place=place, speciality=speciality, answers=kept, document=document, by_id=by.user_id, at=at
    )
    record("establishments.gap_check.kept", about=check, by=by, at=at, places=[place.pk])
    return check


def paper_of(name: str, speciality: str, answers: Mapping[str, str], on: date) -> bytes:
    """The document: what is missing with advice first, then every question with its answer."""
    words = dict(rules_gaps.answers_to_choose())
    gaps = rules_gaps.gaps_in(answers, speciality)
    field = Speciality(speciality).label
    blocks = [
        Block("Title", _("Før søknad om registrering i {field}").format(field=field)),
        Block("Normal", _("{name}, {day}").format(name=name, day=in_words(on))),
        Block("Heading1", _("Det som mangler") if gaps else _("Alt er på plass")),
    ]
    if not gaps:
        blocks.append(Block("Normal", _("Søknaden sendes Helsedirektoratet i Altinn.")))
    for gap in gaps:
        blocks += [Block("ListBullet", gap.text), Block("Normal", gap.advice)]
    blocks.append(Block("Heading1", _("Alle svarene")))
    blocks += [
        Block("ListBullet", f"{one.text} {words[answers[one.name]]}") for one in rules_gaps.questions(speciality)
    ]
    blocks.append(
        Block("Normal", _("Helsedirektoratet avgjør søknaden. Denne gjennomgangen er en hjelp og ikke en del av den."))
    )
    return docx(blocks)
