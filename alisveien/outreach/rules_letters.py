"""What a letter to a role may hold, who gets it, and what speaks against asking a municipality for its contacts."""

import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.outreach.models import Check, LetterTemplate, Mailing
from alisveien.people.rules_persons import BY_LINK
from alisveien.places.models import Place

FIELDS = ("navn", "kommune", "rolle")
"""What can stand in brackets in a letter, and is filled in for each who gets it."""
LONGEST_SUBJECT, LONGEST_BODY = 150, 5000
_FIELD = re.compile(r"\[([^\[\]\n]{1,40})\]")


def merged(text: str, values: Mapping[str, str]) -> str:
    """The text with every known field filled in; what is not known stays as it stands."""
    return _FIELD.sub(lambda found: values.get(found[1].strip().lower(), found[0]), text)


def against_words(subject: str, body: str) -> list[str]:
    """Every reason why a letter cannot be sent as it is written."""
    reasons = []
    if not subject.strip() or not body.strip():
        reasons.append(_("Skriv både emne og tekst."))
    if len(subject) > LONGEST_SUBJECT or len(body) > LONGEST_BODY:
        reasons.append(_("Brevet er for langt."))
    unknown = {found for found in _FIELD.findall(f"{subject}\n{body}") if found.strip().lower() not in FIELDS}
    for field in sorted(unknown):
        reasons.append(_("[{field}] er ikke et flettefelt. Bruk [navn], [kommune] eller [rolle].").format(field=field))
    return reasons


def against_sending(*, vacant: bool, email: str, bounced: bool) -> list[str]:
    """Why a letter to the holder of a role would not come through."""
    if vacant:
        return [_("Ingen har rollen.")]
    if not email:
        return [_("Det står ingen e-postadresse.")]
    return [_("Forrige brev til adressen kom i retur.")] if bounced else []


def may_read_mailing(actor: Actor, mailing: Mailing) -> bool:
    """True for the one who sent it; what others sent is reached by the places it went to."""
    return actor.user_id is not None and actor.user_id == mailing.by_id


def may_keep_templates(actor: Actor, office_id: int) -> bool:
    """True for the advisers of the office and the national coordinator. Never by a link."""
    return actor.link is None and actor.may(Permission.FOLLOW_UP, office_id)


def may_change_template(actor: Actor, template: LetterTemplate) -> bool:
    """The same, of a template there is."""
    return may_keep_templates(actor, template.office_id)


def may_answer(actor: Actor, check: Check) -> bool:
    """True for one whose link is about this municipality's contacts, and nobody else."""
    link = actor.link
    return link is not None and (link.task, link.about) == (BY_LINK, str(check.place_id))


def may_read_check(actor: Actor, check: Check) -> bool:
    """True for those who follow up the municipality, and those who read its log."""
    if actor.link is not None:
        return False
    return actor.may(Permission.FOLLOW_UP, check.place_id) or actor.may(Permission.READ_LOG, check.place_id)


def against_answering(check: Check) -> list[str]:
    """Why a question can no longer be answered."""
    if check.answered_at is None and check.closed_at is None:
        return []
    return [_("Dette er alt svart på. Takk.")]


def against_asking_there(place: Place, today: date) -> list[str]:
    """Why a place cannot be asked: there is no such municipality any more."""
    return [_("{place} finnes ikke lenger.").format(place=place.name)] if place.has_ended_by(today) else []


def against_asking(*, email: str, bounced: bool) -> list[str]:
    """Why a municipality cannot be asked: there is nobody to send the link to."""
    if not email:
        return [_("Ingen av kontaktene har en e-postadresse. Ring kommunen, og legg inn en.")]
    return [_("Adressen kom i retur sist. Ring kommunen, og rett den.")] if bounced else []
