"""Who may offer an empty post outside the distribution, to whom, and what may be set aside for it."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.engines.nominations.vacancy import FLOOR, NOTICE, WAIVABLE
from alisveien.placements.models import Nomination
from alisveien.placements.queries_vacancies import Candidate
from alisveien.posts.models import Post


def may_see_vacancies(actor: Actor) -> bool:
    """True when the actor sees which posts stand empty: a trust its own, an office those of its trusts."""
    return actor.may(Permission.SEE_NOMINATED) or actor.may(Permission.SEE_STATUS)


def may_say_short_notice(actor: Actor, nomination: Nomination) -> bool:
    """True when the actor may say that a doctor can begin at short notice: the doctor, or the municipality."""
    doctor = nomination.doctor
    own = actor.user_id is not None and doctor.user_id == actor.user_id and actor.may(Permission.SEE_SELF)
    at_home = [place for place in (doctor.municipality_id, doctor.unit_id) if place is not None]
    return own or any(actor.may(Permission.NOMINATE, place) for place in at_home)


def waived_title(code: str) -> str:
    """What is set aside, in words."""
    return {
        FLOOR: _("kravet om tid i stillingen"),
        NOTICE: _("kravet om melding i god tid"),
    }[code]


def against_offering(
    post: Post, candidate: Candidate | None, line: Sequence[Candidate], waived: Collection[str], why: str
) -> list[str]:
    """Why an empty post cannot be offered to somebody in line: it is not empty, or something must be set aside first.

    Something may be set aside only when nobody who needs nothing set aside is left in line, and with a reason.
    """
    if post.state != Post.State.OPEN:
        return [_("Plassen er ikke ledig lenger.")]
    if candidate is None:
        return [_("Legen står ikke i lista lenger.")]
    if candidate.declined:
        return [_("Legen har svart nei til denne plassen, eller lot fristen gå ut.")]
    reasons = []
    for code in candidate.found.missing:
        if code not in waived:
            reasons.append(_("Legen fyller ikke {what}.").format(what=waived_title(code)))
    if candidate.found.missing and any(not one.found.missing and not one.declined for one in line):
        reasons.append(
            _("Andre i lista fyller kravene. Krav settes til side bare når plassen ellers blir stående tom.")
        )
    if waived and not set(waived) <= set(WAIVABLE):
        reasons.append(_("Dette kravet kan ikke settes til side."))
    if waived and not why.strip():
        reasons.append(_("Skriv hvorfor kravet settes til side."))
    return reasons
