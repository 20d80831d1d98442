"""A leader's answer to a half-yearly call: one doctor, or all that are left, in one press."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.placements.answers import Versions, versions_of
from alisveien.placements.models import Call, Nomination, Question
from alisveien.placements.queries_confirmations import questions_of
from alisveien.placements.rules_confirmations import may_answer_call
from alisveien.placements.services.nominations import ChangedMeanwhile, confirm_as_one_of_many
from alisveien.placements.services.receipts import send_to_doctor
from alisveien.placements.telling.confirmations import tell_answered


@transaction.atomic
def confirm_of_call(*, call: Call, seen: Mapping[int, Versions], by: Actor, at: datetime) -> list[Nomination]:
    """Say that the nominations in ``seen`` (key → as it was shown) still hold. All of them or none.

    Raises NotAllowed, and RuleBroken naming each that others have answered for or changed meanwhile, or that the call
    is not about.
    """
    call = Call.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=call.pk)
    allow(may_answer_call(by, call), _("Bare lederen i kommunen kan bekrefte."))
    asked = {one.nomination_id: one for one in questions_of(call)}
    agree(_against(asked, seen))
    confirmed = []
    for pk in sorted(seen, key=lambda key: asked[key].nomination.doctor_id):
        try:
            one = confirm_as_one_of_many(nomination=asked[pk].nomination, seen=seen[pk], by=by, at=at)
        except ChangedMeanwhile as changed:  # between our look and the lock
            raise RuleBroken([_changed(asked[pk])]) from changed
        send_to_doctor(nomination=one, kind="placements.nomination_confirmed", by=by, at=at)
        confirmed.append(one)
    return confirmed


def _against(asked: Mapping[int, Question], seen: Mapping[int, Versions]) -> list[str]:
    reasons = [] if seen else [_("Velg hvem du bekrefter.")]
    for pk, versions in seen.items():
        question = asked.get(pk)
        if question is None:
            reasons.append(_("En av legene er ikke med i spørsmålet lenger. Se over på nytt."))
        elif question.is_answered:  # type: ignore[attr-defined]
            reasons.append(tell_answered(question))
        elif versions_of(question.nomination.doctor, question.nomination) != versions:
            reasons.append(_changed(question))
    return reasons


def _changed(question: Question) -> str:
    words = _("{doctor}: Andre har endret innmeldingen siden du åpnet siden. Se over det som er nytt.")
    return words.format(doctor=question.nomination.doctor.name)
