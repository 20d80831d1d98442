"""Who may do what with nominations and rounds, and when."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import EVERYWHERE, Actor
from alisveien.base.days import norwegian_day
from alisveien.base.shipped import RULES
from alisveien.engines.allocation.lottery import seed_of
from alisveien.engines.distribution.draw import commitment_to
from alisveien.engines.distribution.frozen import Frozen, Posts
from alisveien.engines.nominations.columns import HEADING, WrongColumns, places_of
from alisveien.engines.nominations.nomination import Fault
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.journal.handed import Reader
from alisveien.placements.facts import Ground, Known
from alisveien.placements.models import Round
from alisveien.places.models import Place

State = Round.State
YEARS_AHEAD = 4
"""How many years after this one a round can be opened for."""
LONGEST_SOURCE = 300
"""How many letters may name the public value of a draw."""


def may_import(actor: Actor, place: Place | None) -> bool:
    """True when the actor may read in a workbook for a place; for a whole region only with reach everywhere."""
    if place is None:
        return actor.reach(Permission.IMPORT_NOMINATIONS) is EVERYWHERE
    return actor.may(Permission.IMPORT_NOMINATIONS, place.pk)


def against_row(
    actor: Actor, read: NominationRead, known: Known | None, ground: Ground, place: Place | None
) -> list[Fault]:
    """What only the database can tell is wrong with a row of a workbook that is read in for ``place``.

    ``known`` is the doctor who has the HPR number, ``place`` a municipality, a trust, or None for a whole region.
    Where the doctor is employed or nominated instead is not told: the one who reads in may not be allowed to see it.
    """
    home, trust = ground.municipalities[read.municipality], ground.trusts[read.trust]
    reach = actor.reach(Permission.IMPORT_NOMINATIONS)
    if home.pk not in reach and trust.pk not in reach:
        return [Fault(HEADING["municipality"], "not_yours", read.municipality, more=(home.name, trust.name))]
    if place is not None and place.pk not in (home.pk, trust.pk):
        names = (home.name, trust.name, place.name)
        return [Fault(HEADING["municipality"], "not_this_place", read.municipality, more=names)]
    if known is None:
        return []
    if known.doctor.municipality_id != home.pk:
        return [Fault(HEADING["municipality"], "employed_elsewhere", read.municipality, more=(home.name,))]
    if known.nomination is not None and known.nomination.trust_id != trust.pk:
        return [Fault(HEADING["trust"], "nominated_elsewhere", trust.name)]
    return []


def may_send(actor: Actor, place: Place) -> bool:
    """True when the actor may send a workbook in for a municipality or a trust. It takes an account, not a link."""
    return actor.user_id is not None and may_import(actor, place)


def may_send_somewhere(actor: Actor) -> bool:
    """True when the actor may send workbooks in for some place."""
    return actor.user_id is not None and actor.may(Permission.IMPORT_NOMINATIONS)


def against_sending(place: Place, year: int, years: Iterable[int], *, released: bool) -> list[str]:
    """Why no workbook can be sent in for a place and a year. ``released``: the place is a trust that has released."""
    if released:
        words = _("Fordelingen for {year} er frigitt hos {trust}. Velg et annet år.")
        return [words.format(year=year, trust=place.short_name or place.name)]
    return [] if year in years else [_("Ingen runde er åpen for {year}. Velg et annet år.").format(year=year)]


def against_mapping(headings: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Why the columns of a workbook cannot be read this way: a heading for two fields, or a field without a heading."""
    used = [heading for heading in mapping.values() if heading]
    twice = sorted({heading for heading in used if used.count(heading) > 1})
    words = _("Kolonnen «{name}» er valgt flere ganger. Velg den én gang.")
    reasons = [words.format(name=heading) for heading in twice]
    try:
        places_of(headings, mapping)
    except WrongColumns as wrong:
        reasons += [_("Velg en kolonne for «{name}».").format(name=name) for name in wrong.missing]
        more = _("Kolonnen «{name}» står flere ganger i arket. Fjern den ene.")
        reasons += [more.format(name=name) for name in wrong.repeated]
    return reasons


def may_open(actor: Actor, trust: Place) -> bool:
    """True when the actor may open a trust's round."""
    return actor.may(Permission.FREEZE_ROUND, trust.pk)


def may_open_somewhere(actor: Actor) -> bool:
    """True when the actor may open the round of some trust."""
    return actor.may(Permission.FREEZE_ROUND)


def against_opening(trust: Place, year: int, today: date) -> list[str]:
    """Why no round can be opened: the place is no trust, or is gone; the year is past or too far off."""
    reasons = []
    if trust.kind not in (Place.Kind.TRUST, Place.Kind.PRIVATE):
        reasons.append(_("Runder åpnes for et helseforetak."))
    if trust.has_ended_by(today):
        reasons.append(_("{trust} står ikke lenger i registeret.").format(trust=trust.name))
    if not today.year <= year <= today.year + YEARS_AHEAD:
        words = _("Velg et år fra {first} til {last}.")
        reasons.append(words.format(first=today.year, last=today.year + YEARS_AHEAD))
    return reasons


def may_decide_capacity(actor: Actor, round_: Round) -> bool:
    """True when the actor may say which posts the round has."""
    return actor.may(Permission.DECIDE_CAPACITY, round_.trust_id)


def may_choose_rules(actor: Actor, round_: Round) -> bool:
    """True when the actor may try and choose the rule set of the trust's list."""
    return actor.may(Permission.CHOOSE_RULES, round_.trust_id)


def may_freeze(actor: Actor, round_: Round) -> bool:
    """True when the actor may freeze the list and open it again."""
    return actor.may(Permission.FREEZE_ROUND, round_.trust_id)


def may_distribute(actor: Actor, round_: Round) -> bool:
    """True when the actor may distribute the posts and have the outcome judged."""
    return actor.may(Permission.DISTRIBUTE, round_.trust_id)


def may_release(actor: Actor, round_: Round) -> bool:
    """True when the actor may release the outcome."""
    return actor.may(Permission.RELEASE_ROUND, round_.trust_id)


def against_changing_a_draft(round_: Round) -> list[str]:
    """Why capacity and rule set can no longer be changed; empty while the round is a draft."""
    if round_.state == State.DRAFTED:
        return []
    return [_("Lista er låst. Åpne den igjen før du endrer noe.")]


def against_deciding(round_: Round, posts: Sequence[Posts]) -> list[str]:
    """Why the posts of a round cannot be decided: it is no draft, or no plan in force gives the trust posts."""
    reasons = against_changing_a_draft(round_)
    if not posts:
        reasons.append(_("Kapasitetsplanen har ingen plasser for helseforetaket. Be kontoret legge dem inn."))
    return reasons


def against_trying(round_: Round, nominated: int) -> list[str]:
    """Why the rule sets cannot be tried on the list."""
    reasons = against_changing_a_draft(round_)
    if not nominated:
        reasons.append(_("Ingen er meldt inn til helseforetaket for dette året."))
    return reasons


def against_choosing(round_: Round, name: str, *, tried: bool) -> list[str]:
    """Why a rule set cannot be chosen. ``tried``: the rule sets have been tried on the list as it is now."""
    reasons = against_changing_a_draft(round_)
    if name not in RULES:
        reasons.append(_("Velg ett av regelsettene som står på siden."))
    if not tried:
        reasons.append(_("Prøv regelsettene på lista slik den er nå, før du velger."))
    return reasons


def against_freezing(round_: Round, *, tried: bool, nominated: int, source: str) -> list[str]:
    """Why the list cannot be frozen: every reason, each with what to do. ``source`` names the value of the draw."""
    if round_.state != State.DRAFTED:
        return [_("Lista er allerede låst.")]
    reasons = []
    if not nominated:
        reasons.append(_("Ingen er meldt inn til helseforetaket for dette året."))
    if round_.capacity_decided_by is None:
        reasons.append(_("Antall plasser er ikke vedtatt. Vedta det først."))
    if not round_.rules_name:
        reasons.append(_("Helseforetaket har ikke valgt regelsett. Legg dem side om side og velg ett."))
    elif not tried:
        reasons.append(_("Innmeldingene er endret siden regelsettene ble prøvd. Prøv dem på nytt."))
    if not source.strip():
        reasons.append(_("Skriv hvilken offentlig verdi loddet skal trekkes av."))
    elif len(source.strip()) > LONGEST_SOURCE:
        reasons.append(_("Skriv hvilken offentlig verdi det er, med høyst {most} tegn.").format(most=LONGEST_SOURCE))
    return reasons


def against_thawing(round_: Round, why: str) -> list[str]:
    """Why a frozen list cannot be opened again. What is released is corrected by events, never taken back."""
    if round_.state == State.DRAFTED:
        return [_("Lista er ikke låst.")]
    if round_.state == State.RELEASED:
        return [_("Fordelingen er frigitt og kan ikke tas tilbake.")]
    return [] if why.strip() else [_("Skriv hvorfor lista åpnes igjen.")]


def against_drawing(round_: Round, value: str, known_on: date, today: date) -> list[str]:
    """Why the lot cannot be drawn by a value that became known on a day. It must not have been known at freezing."""
    if round_.state == State.DRAFTED:
        return [_("Lås lista før loddet trekkes.")]
    if round_.public_value or not round_.commitment or round_.frozen_at is None:
        return [_("Loddet er allerede trukket.")]
    reasons = [] if value else [_("Skriv verdien slik den er kunngjort.")]
    if known_on < norwegian_day(round_.frozen_at):
        reasons.append(_("Verdien må være blitt kjent etter at lista ble låst."))
    if known_on > today:
        reasons.append(_("Dagen kan ikke være fram i tid. Trekk loddet når verdien er kunngjort."))
    return reasons


def against_other_code(round_: Round, code: str) -> list[str]:
    """Why the lot cannot be drawn and the posts not be distributed by this version of the code."""
    if round_.code in ("", code):
        return []
    return [_("Løsningen er oppgradert siden lista ble låst. Åpne lista og lås den på nytt.")]


def against_distributing(round_: Round) -> list[str]:
    """Why the posts cannot be distributed now."""
    if round_.state == State.FROZEN:
        return [_("Trekk loddet først.")] if waits_for_the_lot(round_) else []
    if round_.state == State.DRAFTED:
        return [_("Lås lista før plassene fordeles.")]
    return [_("Plassene er allerede fordelt.")]


def against_judging(round_: Round) -> list[str]:
    """Why the outcome cannot be judged now."""
    if round_.state == State.DISTRIBUTED:
        return []
    if round_.state in (State.DRAFTED, State.FROZEN):
        return [_("Plassene er ikke fordelt ennå.")]
    return [_("Fordelingen er allerede kontrollert.")]


def waits_for_the_lot(round_: Round) -> bool:
    """True while a frozen round waits for the public value of its draw."""
    return bool(round_.commitment) and not round_.public_value


def against_the_lot(round_: Round, frozen: Frozen) -> list[str]:
    """Why the input of an outcome is not what was committed to, or its draw not what the public value gives."""
    if not round_.commitment:
        return []
    stands = commitment_to(frozen, round_.code) == round_.commitment
    if stands and frozen.draw == seed_of(round_.commitment, round_.public_value):
        return []
    return [_("Loddet stemmer ikke med kontrollsummen som ble kunngjort. Åpne lista og lås den på nytt.")]


def against_the_certificate(round_: Round, certificate: Mapping[str, Any]) -> list[str]:
    """Why the outcome is not of the list that was frozen; empty when it is."""
    if certificate["checksums"]["input"] == round_.fingerprint:
        return []
    return [_("Fordelingen er ikke gjort på lista som ble låst. Åpne lista, lås den på nytt og fordel igjen.")]


def against_releasing(round_: Round, actor: Actor) -> list[str]:
    """Why the outcome cannot be released, by this person."""
    if round_.state == State.RELEASED:
        return [_("Fordelingen er allerede frigitt.")]
    reasons = []
    if round_.state != State.JUDGED:
        reasons.append(_("Fordelingen er ikke kontrollert ennå."))
    if round_.frozen_by is not None and round_.frozen_by == actor.user_id:
        reasons.append(_("Du låste lista. En annen ved helseforetaket må frigi fordelingen."))
    return reasons


def may_read_log(actor: Actor, round_: Round) -> bool:
    """True when the actor may read what was done with a round."""
    return actor.may(Permission.READ_LOG, round_.trust_id)


READERS: dict[str, Reader] = {"placements.round": may_read_log}
"""Label of a model → who may read its journal."""
