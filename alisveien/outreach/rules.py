"""Who may follow up municipalities, and what speaks against logging a touch or changing the rule of fragility."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.engines.fragility.weigh import COMPONENTS, Rule, against
from alisveien.outreach.models import Touch
from alisveien.people.models import HELD_AT
from alisveien.places.models import Place
from alisveien.places.queries_former import goes_on_as

LONGEST_NOTE, LONGEST_WHY = 500, 300
FIRST_DAY = date(2018, 1, 1)
"""Nothing is logged from before the first offices."""


def may_follow_up(actor: Actor) -> bool:
    """True for those who follow up municipalities anywhere: advisers and the national coordinator. Never by a link."""
    return actor.link is None and actor.may(Permission.FOLLOW_UP)


def may_follow_up_place(actor: Actor, place_id: int) -> bool:
    """True for the adviser whose office covers the municipality, or the one it became, and the national coordinator."""
    return actor.link is None and _reaches(actor, Permission.FOLLOW_UP, place_id)


def may_see_network(actor: Actor, place_id: int) -> bool:
    """True for those who see contacts at the place: the municipality itself, its office, the national coordinator.

    The past of a municipality that has ended is for those of the one that goes on.
    """
    return actor.link is None and _reaches(actor, Permission.SEE_CONTACTS, place_id)


def _reaches(actor: Actor, permission: str, place_id: int) -> bool:
    if actor.may(permission, place_id):
        return True
    return actor.may(permission) and any(
        actor.may(permission, later) for later in goes_on_as(date.max).get(place_id, ())
    )


def may_see_some_network(actor: Actor) -> bool:
    """True for those who see contacts in some municipality."""
    return actor.link is None and (
        actor.may(Permission.FOLLOW_UP) or (actor.may(Permission.SEE_CONTACTS) and actor.may(Permission.SEE_OWN_UNIT))
    )


def may_change_rule(actor: Actor, office: Place | None) -> bool:
    """True for the office's own adviser; the rule of the whole country is the national coordinator's."""
    if actor.link is not None:
        return False
    if office is None:
        return any(grant.places is None and Permission.FOLLOW_UP in grant.permissions for grant in actor.grants)
    return actor.may(Permission.FOLLOW_UP, office.pk)


def may_read_log(actor: Actor, touch: Touch) -> bool:
    """True for those who follow up the municipality."""
    return may_follow_up_place(actor, touch.place_id)


def against_logging(place: Place, *, kind: str, on: date, role: str, note: str, today: date) -> list[str]:
    """Every reason why a touch cannot be logged; empty when it can."""
    reasons = []
    if place.kind != Place.Kind.MUNICIPALITY:
        reasons.append(_("Kontakt føres på en kommune."))
    if kind not in Touch.Kind.values:
        reasons.append(_("Velg hva slags kontakt det var."))
    if role and role not in HELD_AT:
        reasons.append(_("Velg en rolle fra lista."))
    if on > today:
        reasons.append(_("Datoen kan ikke være fram i tid."))
    if place.has_ended_by(on):
        reasons.append(_("{place} finnes ikke lenger.").format(place=place.name))
    if on < FIRST_DAY:
        reasons.append(_("Datoen er for gammel. Før fra 2018 og framover."))
    if len(note) > LONGEST_NOTE:
        reasons.append(_("Teksten er for lang."))
    return reasons


def against_removing(touch: Touch) -> list[str]:
    """Why a touch cannot be taken out."""
    return [_("Kontakten er alt tatt ut.")] if touch.is_removed else []


def against_changing_rule(
    *, rule: Rule, why: str, from_on: date, before: Rule, today: date, latest: date | None
) -> list[str]:
    """Every reason why a new version cannot stand. ``latest`` is the first day of the newest version, if any."""
    words = {
        "weight": _("Hver vekt er et tall fra 0 til 5."),
        "nothing": _("Minst ett punkt må telle."),
        "percent": _("Grensen for vikarer er fra 1 til 100 prosent."),
        "months": _("Grensen for stillhet er fra 1 til 60 måneder."),
        "levels": _("«Middels» må begynne lavere enn «høy», og «høy» kan ikke være mer enn alle vektene til sammen."),
    }
    reasons = [words[fault] for fault in against(rule)]
    if not why.strip():
        reasons.append(_("Skriv hvorfor reglene endres."))
    if len(why) > LONGEST_WHY:
        reasons.append(_("Begrunnelsen er for lang."))
    if from_on < today:
        reasons.append(_("Nye regler gjelder fra i dag eller senere. Det som er vist før, endres ikke."))
    if latest is not None and from_on < latest:
        reasons.append(_("Det finnes alt regler som gjelder fra en senere dag."))
    if rule == before:
        reasons.append(_("Ingenting er endret."))
    return reasons


def rule_of(values: Mapping[str, int]) -> Rule:
    """A rule from named values: each component, ``locum_percent``, ``silent_months``, ``medium``, ``high``."""
    return Rule(
        weights={name: values[name] for name in COMPONENTS},
        locum_percent=values["locum_percent"],
        silent_months=values["silent_months"],
        medium=values["medium"],
        high=values["high"],
    )


STANDARD = Rule(
    weights={"specialist": 3, "locums": 2, "supervisor": 3, "registered": 2, "contact": 2},
    locum_percent=25,
    silent_months=6,
    medium=4,
    high=7,
)
"""What is weighed by where nobody has decided anything else. Ours, as a beginning; an office changes it."""
