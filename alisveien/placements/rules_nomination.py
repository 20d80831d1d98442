"""Who may nominate, change, confirm, withdraw and order, and what speaks against it.

What is wrong with an answer is a `Fault` with the code of the workbook's fault where it is the same, so that the form
and the workbook say the same; `telling.faults` has the words.
"""

import re
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.queries import MANDATE
from alisveien.base.actor import Actor, Errand
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import HEADING, WISHES
from alisveien.engines.nominations.dates import faults_of_leave, faults_of_window
from alisveien.engines.nominations.nomination import Fault
from alisveien.journal.handed import Reader
from alisveien.people.models import Doctor
from alisveien.placements.answers import Answers, Versions, WishAnswer, versions_of
from alisveien.placements.facts import Known
from alisveien.placements.models import Draft, Nomination
from alisveien.places.models import Place

CONFIRM = "confirm_nomination"
"""The task of a one-time link that lets somebody confirm, change or withdraw one nomination."""
CONFIRM_ALL = "confirm_nominations"
"""The task of a one-time link that lets a leader answer for the doctors of one half-yearly call."""
OF_OTHER_DEEDS = (Nomination.Ended.TRUST, Nomination.Ended.HOME)
"""Reasons a nomination ends by deeds of their own, never by withdrawing."""
LONGEST_NEED = 300
_HPR = re.compile(r"[0-9]{1,9}")
_SYNTHETIC = re.compile(r"99[0-9]{5}")


def may_nominate(actor: Actor, municipality: Place, unit: Place | None = None) -> bool:
    """True for those who nominate in the municipality, or in the unit under it. Never by a link."""
    at = (municipality, unit) if unit else (municipality,)
    return actor.link is None and any(actor.may(Permission.NOMINATE, place.pk) for place in at)


def may_change_nomination(actor: Actor, nomination: Nomination) -> bool:
    """True for those who nominate where the doctor works, and for one whose link is about this nomination."""
    if actor.link is not None:
        return _errand_is(actor.link, nomination) and _at_home(actor, nomination.doctor)
    return _at_home(actor, nomination.doctor)


def may_order_doctors(actor: Actor, municipality: Place) -> bool:
    """True for those who order the whole municipality's doctors. Never by a link."""
    return actor.link is None and actor.may(Permission.ORDER_DOCTORS, municipality.pk)


def may_ask_to_confirm(actor: Actor, nomination: Nomination) -> bool:
    """True for the municipality, and for the trust whose list it is on. Never by a link."""
    if actor.link is not None:
        return False
    return _at_home(actor, nomination.doctor) or actor.may(Permission.SEE_NOMINATED, nomination.trust_id)


def may_read_log(actor: Actor, nomination: Nomination) -> bool:
    """True for those who may read the log where the doctor works, or at the trust."""
    doctor = nomination.doctor
    at = [nomination.municipality_id, nomination.trust_id, *([doctor.unit_id] if doctor.unit_id else [])]
    return any(actor.may(Permission.READ_LOG, place) for place in at)


READERS: dict[str, Reader] = {"placements.nomination": may_read_log}
"""Label of a model → who may read its journal."""


def may_use_draft(actor: Actor, draft: Draft) -> bool:
    """True for the one who typed it, while that one may still nominate there."""
    if (draft.user_id, draft.link_id) != (actor.user_id, actor.link.link_id if actor.link else None):
        return False
    if draft.nomination is not None:
        return may_change_nomination(actor, draft.nomination)
    return may_nominate(actor, draft.municipality, draft.unit)


def acts_on_request_of(actor: Actor, municipality: Place, unit: Place | None = None) -> int | None:
    """The municipality's key when the actor nominates there only as an adviser on its request; else None."""
    at = {place.pk for place in (municipality, unit) if place}
    grants = [
        grant
        for grant in actor.grants
        if Permission.NOMINATE in grant.permissions and (grant.places is None or at & grant.places)
    ]
    return municipality.pk if grants and all(grant.role == MANDATE for grant in grants) else None


def _errand_is(link: Errand, nomination: Nomination) -> bool:
    if link.task == CONFIRM_ALL and link.about.isdecimal():
        return nomination.questions.filter(call=int(link.about)).exists()
    return (link.task, link.about) == (CONFIRM, str(nomination.pk))


def _at_home(actor: Actor, doctor: Doctor) -> bool:
    at = [doctor.municipality_id, *([doctor.unit_id] if doctor.unit_id else [])]
    return any(actor.may(Permission.NOMINATE, place) for place in at)


def against_answers(answers: Answers, *, demonstration: bool) -> list[Fault]:
    """Everything wrong with the answers in themselves: number, figures, trust, wishes, dates."""
    return [
        *against_number(answers.hpr_number, demonstration=demonstration),
        *against_figures(answers.percentage, answers.courses, answers.goals_percent),
        *against_scheme(answers.scheme, answers.converted_on),
        *against_trust(answers.municipality, answers.trust),
        *against_wishes(answers.wishes, answers.trust),
        *against_window(answers.earliest_on, answers.latest_on, answers.years),
        *faults_of_leave(answers.leave_from, answers.leave_to),
    ]


def against_number(hpr_number: str, *, demonstration: bool) -> list[Fault]:
    """Why an HPR number cannot stand. A demonstration takes invented doctors only: seven digits that begin with 99."""
    if not _HPR.fullmatch(hpr_number):
        return [Fault(HEADING["hpr_number"], "not_hpr", hpr_number)]
    if demonstration and not _SYNTHETIC.fullmatch(hpr_number):
        return [Fault(HEADING["hpr_number"], "not_invented", hpr_number)]
    return []


def against_figures(percentage: int, courses: int, goals_percent: int) -> list[Fault]:
    """Figures outside what is possible."""
    bounds = (
        ("percentage", percentage, 1, 100),
        ("courses", courses, 0, 99),
        ("goals_percent", goals_percent, 0, 100),
    )
    return [
        Fault(HEADING[name], "out_of_range", str(value), more=(str(least), str(most)))
        for name, value, least, most in bounds
        if not least <= value <= most
    ]


def against_scheme(scheme: str, converted_on: date | None) -> list[Fault]:
    """A converted doctor has a date of conversion, and another has none."""
    if scheme == "converted" and converted_on is None:
        return [Fault(HEADING["converted_on"], "conversion_missing")]
    if scheme != "converted" and converted_on is not None:
        return [Fault(HEADING["converted_on"], "not_converted", shown(converted_on))]
    return []


def against_trust(municipality: Place, trust: Place) -> list[Fault]:
    """The trust lies under the same regional authority as the municipality's own trust."""
    own = municipality.municipality.trust.parent
    if own is None or trust.parent is None or own.pk == trust.parent.pk:
        return []
    return [Fault(HEADING["trust"], "other_region", trust.name, more=(municipality.name, own.name, trust.parent.name))]


def against_wishes(wishes: Sequence[WishAnswer], trust: Place) -> list[Fault]:
    """One to five wishes, each at the trust, none twice, each need short enough."""
    if not wishes:
        return [Fault(HEADING["wish_1"], "empty")]
    faults = [Fault(HEADING[f"wish_{WISHES}"], "too_many_wishes", str(len(wishes)))] if len(wishes) > WISHES else []
    first: dict[tuple[int, object], int] = {}
    for number, wish in enumerate(wishes[:WISHES], start=1):
        heading = HEADING[f"wish_{number}"]
        if trust.pk not in (wish.place.pk, wish.place.parent_id, _above(wish.place)):
            faults.append(Fault(heading, "other_trust", wish.place.name, more=(wish.place.name, trust.name)))
        if (wish.place.pk, wish.half) in first:
            faults.append(Fault(heading, "same_wish", more=(str(first[wish.place.pk, wish.half]),)))
        first.setdefault((wish.place.pk, wish.half), number)
        if len(wish.need) > LONGEST_NEED:
            faults.append(Fault(heading, "need_too_long", more=(str(LONGEST_NEED), str(len(wish.need)))))
    return faults


def _above(place: Place) -> int | None:
    """The owner of the hospital a department lies under."""
    return place.parent.parent_id if place.parent else None


def against_window(earliest: date, latest: date, years: Sequence[int]) -> list[Fault]:
    """The window runs forwards and holds the start of a half-year in every year that is wished."""
    return faults_of_window(earliest, latest, years)


def against_nominating(hpr_number: str, municipality: Place, known: Known | None) -> list[Fault]:
    """Why the doctor cannot be nominated now. ``known`` has the HPR number; where else it stands is not told."""
    if known is None:
        return []
    if known.doctor.municipality_id != municipality.pk:
        return [Fault(HEADING["hpr_number"], "employed_elsewhere", hpr_number, more=(municipality.name,))]
    return [Fault(HEADING["hpr_number"], "nominated_already", hpr_number)] if known.nomination else []


def against_changing(nomination: Nomination) -> list[str]:
    """Why a nomination can no longer be changed, confirmed or withdrawn."""
    if nomination.state == Nomination.State.OPEN:
        return []
    return [_("Innmeldingen er ikke åpen lenger. Meld legen inn på nytt om det trengs.")]


def against_what_stays(nomination: Nomination, answers: Answers) -> list[str]:
    """A nomination keeps its doctor, its municipality and its trust."""
    reasons = []
    if answers.hpr_number != nomination.doctor.hpr_number or answers.municipality.pk != nomination.municipality_id:
        reasons.append(_("Innmeldingen gjelder en annen lege. Meld inn legen for seg."))
    if answers.trust.pk != nomination.trust_id:
        reasons.append(_("Helseforetaket kan ikke byttes her. Velg «Flytt til et annet helseforetak» på innmeldingen."))
    return reasons


def is_as_seen(nomination: Nomination, seen: Versions) -> bool:
    """Whether nobody has changed the nomination or its doctor since it was seen."""
    return versions_of(nomination.doctor, nomination) == seen


def against_asking(nomination: Nomination) -> list[str]:
    """Why nobody can be asked to confirm: it is not open, or no address stands on it."""
    reasons = against_changing(nomination)
    if not nomination.leader_email:
        reasons.append(_("Det står ingen e-postadresse på innmeldingen. Kommunen kan legge den inn."))
    return reasons


def against_withdrawing(nomination: Nomination, code: str, why: str) -> list[str]:
    """Why a nomination cannot be withdrawn: it is not open, or the reason is missing."""
    reasons = against_changing(nomination)
    if code not in Nomination.Ended.values or code in OF_OTHER_DEEDS:
        reasons.append(_("Velg hvorfor innmeldingen trekkes."))
    elif code == Nomination.Ended.OTHER and not why.strip():
        reasons.append(_("Skriv kort hvorfor innmeldingen trekkes."))
    if len(why) > LONGEST_NEED:
        reasons.append(_("Begrunnelsen kan ha høyst {most} tegn.").format(most=LONGEST_NEED))
    return reasons


def against_ordering(there: Sequence[int], ordered: Sequence[int]) -> list[str]:
    """Why an order cannot stand: it must hold each doctor with an open nomination once. Both are keys of doctors."""
    if sorted(there) == sorted(ordered):
        return []
    return [_("Lista er endret siden du åpnet den. Se over rekkefølgen og lagre en gang til.")]
