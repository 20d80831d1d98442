"""Who may propose, answer and decide a trust's posts, and what speaks against it (the Helse Nord report 2021, ch. 7).

The office of the region proposes. The trust answers, and the trust decides: what its management has decided is written
down with the day and who decided. Everybody may read what is decided; a proposal is for the office and the trust.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.places.models import Place
from alisveien.posts.models import Proposal

TRUSTS = (Place.Kind.TRUST, Place.Kind.PRIVATE)
MOST = 99
State, Answer = Proposal.State, Proposal.Answer


def may_propose(actor: Actor, trust: Place) -> bool:
    """True for the office of the trust's region."""
    return actor.may(Permission.PROPOSE_CAPACITY, trust.pk)


def may_propose_somewhere(actor: Actor) -> bool:
    """True for those who propose at some trust."""
    return actor.may(Permission.PROPOSE_CAPACITY)


def may_decide(actor: Actor, trust: Place) -> bool:
    """True for the trust's own: they answer proposals and write down decisions."""
    return actor.may(Permission.DECIDE_CAPACITY, trust.pk)


def may_see_proposals(actor: Actor, trust_id: int) -> bool:
    """True for the trust and for those who see its need and status."""
    return actor.may(Permission.SEE_STATUS, trust_id) or actor.may(Permission.DECIDE_CAPACITY, trust_id)


def decide_by(first: HalfYear) -> date:
    """The last day to decide what begins with a half-year: 30 June of the year before (chapter 7)."""
    return date(first.year - 1, 6, 30)


def against_proposing(
    trust: Place, numbers: Mapping[HalfYear, int], *, answer_by: date, today: date, has_open: bool
) -> list[str]:
    """Every reason why the numbers cannot be proposed. ``numbers`` are those that are not as they are already."""
    reasons = []
    if trust.kind not in TRUSTS:
        reasons.append(_("Plasser planlegges for et helseforetak."))
    if trust.has_ended_by(today):
        reasons.append(_("{trust} står ikke lenger i registeret.").format(trust=trust.name))
    if has_open:
        reasons.append(_("Et forslag er alt åpent hos helseforetaket. Trekk det, eller vent på vedtaket."))
    if not numbers:
        reasons.append(_("Forslaget er likt planen som gjelder. Endre minst ett tall."))
    reasons += against_numbers(numbers)
    if any(half.starts_on <= today for half in numbers):
        reasons.append(_("Et halvår som har begynt, kan ikke endres."))
    if answer_by < today:
        reasons.append(_("Svarfristen kan ikke være passert."))
    return reasons


def against_numbers(numbers: Mapping[HalfYear, int]) -> list[str]:
    """Why numbers cannot be of posts: below none, or above what a form takes."""
    if all(0 <= posts <= MOST for posts in numbers.values()):
        return []
    return [_("Skriv et helt tall fra 0 til {most}.").format(most=MOST)]


def against_answering(proposal: Proposal, answer: str, why: str, numbers: Mapping[HalfYear, int]) -> list[str]:
    """Every reason why the answer cannot be given. ``numbers``: the trust's own, for «other numbers» only."""
    if proposal.state in (State.DECIDED, State.WITHDRAWN):
        return [_("Forslaget er lukket. Det kan ikke besvares.")]
    reasons = []
    if answer not in Answer.values:
        reasons.append(_("Velg et svar."))
    if answer in (Answer.OTHER, Answer.CANNOT) and not why.strip():
        reasons.append(_("Skriv en kort begrunnelse."))
    if answer == Answer.OTHER:
        reasons += _against_own(proposal, numbers)
    return reasons


def _against_own(proposal: Proposal, numbers: Mapping[HalfYear, int]) -> list[str]:
    """Own numbers stand for exactly the half-years proposed, and differ somewhere."""
    wanted = {HalfYear(row.year, row.half): row.posts for row in proposal.rows.all()}
    if set(numbers) != set(wanted):
        return [_("Skriv et tall for hvert halvår i forslaget.")]
    if dict(numbers) == wanted:
        return [_("Tallene er de samme som i forslaget. Velg «enig i tallene», eller endre et tall.")]
    return against_numbers(numbers)


def against_deciding(
    proposal: Proposal,
    numbers: Mapping[HalfYear, int],
    *,
    decided_on: date,
    body: str,
    why: str,
    bound: Mapping[HalfYear, int],
    today: date,
) -> list[str]:
    """Every reason why the numbers cannot be decided. ``bound``: posts of each half-year that are offered or filled."""
    if proposal.state in (State.DECIDED, State.WITHDRAWN):
        return [_("Forslaget er lukket. Et nytt vedtak krever et nytt forslag.")]
    wanted = {HalfYear(row.year, row.half): row.posts for row in proposal.rows.all()}
    if set(numbers) != set(wanted):
        return [_("Skriv et tall for hvert halvår i forslaget.")]
    reasons = against_numbers(numbers)
    if proposal.state == State.PROPOSED:
        reasons.append(_("Svar på forslaget før dere vedtar."))
    if any(half.starts_on <= today for half in numbers):
        reasons.append(_("Et halvår i forslaget har begynt. Trekk forslaget, og lag et nytt."))
    if not body.strip():
        reasons.append(_("Skriv hvem som har vedtatt."))
    if decided_on > today:
        reasons.append(_("Vedtaket kan ikke være gjort etter i dag."))
    if dict(numbers) != wanted and not why.strip():
        reasons.append(_("Tallene er andre enn i forslaget. Skriv hvorfor."))
    words = _("{half} har {bound} plasser som er tilbudt eller besatt. Vedtaket kan ikke gå under det.")
    low = [half for half, posts in sorted(numbers.items()) if posts < bound.get(half, 0)]
    return reasons + [words.format(half=half.label, bound=bound[half]) for half in low]


def against_withdrawing(proposal: Proposal, why: str) -> list[str]:
    """Every reason why a proposal cannot be withdrawn."""
    if proposal.state in (State.DECIDED, State.WITHDRAWN):
        return [_("Forslaget er lukket.")]
    return [] if why.strip() else [_("Skriv hvorfor forslaget trekkes.")]
