"""The deeds on a placement: what each is called, asks for, does, and would do, before it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.actor import Actor
from alisveien.base.registers import Text
from alisveien.placements import forms_stays_deeds as forms
from alisveien.placements import rules_stays_deeds as rules
from alisveien.placements import rules_stays_undoing as undoing
from alisveien.placements.models import Placement
from alisveien.placements.rules_evaluations import is_open, parties_of
from alisveien.placements.services import stay_deeds as services
from alisveien.placements.services import stay_undoing
from alisveien.placements.telling.reasons import day
from alisveien.placements.telling.stays import days

Answers = Mapping[str, Any]


TOLD = gettext_lazy("Legen og lederen i kommunen får brev om at plassen er endret.")


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: its words, form, what speaks against it as things stand, what it would do, and the service.

    ``dated``: what speaks against it depends on the day.
    """

    heading: Text
    lead: Text
    button: Text
    form: type[forms.DeedForm]
    against: Callable[..., list[str]]
    says: Callable[[Placement, Answers], list[str]]
    do: Callable[..., object]
    danger: bool = False
    told: Text = TOLD
    dated: bool = False

    def speaks_against(self, placement: Placement, today: date, answers: Answers | None = None) -> list[str]:
        """What speaks against it today, as things stand or with what was typed."""
        more = {**(answers or {}), **({"today": today} if self.dated else {})}
        return self.against(placement, **more)


def _extends(placement: Placement, answers: Answers) -> list[str]:
    more = (answers["to_on"] - placement.to_on).days
    said = [
        _("Siste dag blir {day} i stedet for {before}.").format(day=day(answers["to_on"]), before=day(placement.to_on)),
        ngettext("Plassen blir {n} dag lengre.", "Plassen blir {n} dager lengre.", more).format(n=more),
    ]
    if answers["to_on"] > placement.post.to_on:
        said.append(_("Stillingen er i bruk i de dagene, også om de hører til neste halvår."))
    return said


def _interrupts(placement: Placement, answers: Answers) -> list[str]:
    count = (answers["to_on"] - answers["from_on"]).days + 1
    return [
        _("Legen er borte {days}.").format(days=days(answers["from_on"], answers["to_on"])),
        ngettext("{n} dag teller ikke med.", "{n} dager teller ikke med.", count).format(n=count),
        _("Siste dag i plassen er den samme. Forleng plassen om dagene skal tas igjen."),
    ]


def _ends(placement: Placement, answers: Answers) -> list[str]:
    first = answers["last_on"] + timedelta(days=1)
    return [
        _("Siste dag blir {day}.").format(day=day(answers["last_on"])),
        _("Stillingen blir ledig {days}.").format(days=days(first, placement.post.to_on)),
    ]


def _splits(placement: Placement, answers: Answers) -> list[str]:
    middle = rules.middle_of(placement)
    first = placement.units.all()[0]
    where = first.department or first.hospital or placement.post.trust
    return [
        _("{ward}: {days}.").format(ward=where, days=days(placement.from_on, middle - timedelta(days=1))),
        _("{ward}: {days}.").format(ward=answers["ward"], days=days(middle, placement.to_on)),
        _("Det er fortsatt én stilling."),
    ]


def _joins(placement: Placement, answers: Answers) -> list[str]:
    first = placement.units.all()[0]
    where = first.department or first.hospital or placement.post.trust
    return [_("{ward}: {days}.").format(ward=where, days=days(placement.from_on, placement.to_on))]


def _goes_back(placement: Placement, answers: Answers) -> list[str]:
    entry = undoing.last_move(placement)
    assert entry is not None, "the rule has seen that there is one"
    return [_("Siste dag blir {day} igjen.").format(day=day(undoing.day_before(entry)))]


def _goes_on(placement: Placement, answers: Answers) -> list[str]:
    return [*_goes_back(placement, answers), _("Den ledige plassen for resten av dagene blir borte.")]


DEEDS: dict[str, Deed] = {
    "angre-forlengelse": Deed(
        gettext_lazy("Angre forlengelsen"),
        gettext_lazy("Plassen får tilbake den siste dagen den hadde. Det går til de nye dagene begynner."),
        gettext_lazy("Angre forlengelsen"),
        forms.JoinForm,
        undoing.against_undoing_extension,
        _goes_back,
        stay_undoing.undo_extension,
        dated=True,
    ),
    "angre-avslutning": Deed(
        gettext_lazy("Angre avslutningen"),
        gettext_lazy("Plassen fortsetter som avtalt. Det går så lenge resten av plassen ikke er tatt i bruk."),
        gettext_lazy("Angre avslutningen"),
        forms.JoinForm,
        undoing.against_undoing_ending,
        _goes_on,
        stay_undoing.undo_ending,
        dated=True,
    ),
    "forleng": Deed(
        gettext_lazy("Forleng plassen"),
        gettext_lazy("Når noe må tas igjen. Legen og kommunen får brev."),
        gettext_lazy("Forleng"),
        forms.ExtendForm,
        rules.against_extending,
        _extends,
        services.extend_placement,
    ),
    "avbrudd": Deed(
        gettext_lazy("Før et avbrudd"),
        gettext_lazy("Dager legen er borte fra plassen. Ingen spør hvorfor."),
        gettext_lazy("Før avbruddet"),
        forms.InterruptForm,
        lambda placement, code="", **said: rules.against_interrupting(placement, **said),
        _interrupts,
        services.interrupt_placement,
    ),
    "avslutt": Deed(
        gettext_lazy("Avslutt før tiden"),
        gettext_lazy("Legen slutter i plassen før avtalt dag. Resten blir en ledig plass."),
        gettext_lazy("Avslutt plassen"),
        forms.EndForm,
        rules.against_ending,
        _ends,
        services.end_placement,
        danger=True,
    ),
    "del": Deed(
        gettext_lazy("Del i 3 + 3 måneder"),
        gettext_lazy("Unntaksvis, når legen ønsker og trenger det, og foretaket vil og kan legge til rette."),
        gettext_lazy("Del plassen"),
        forms.SplitForm,
        rules.against_splitting,
        _splits,
        services.split_placement,
    ),
    "samle": Deed(
        gettext_lazy("Samle plassen igjen"),
        gettext_lazy("Hele halvåret blir ved den første avdelingen."),
        gettext_lazy("Samle plassen"),
        forms.JoinForm,
        rules.against_joining,
        _joins,
        services.join_placement,
    ),
}
"""Name in the address → the deed."""


def offered(actor: Actor, placement: Placement, today: date) -> list[dict[str, Any]]:
    """The deeds that can be done now by somebody who may; a split one is offered to be made one, and the other way."""
    if not rules.may_decide_stay(actor, placement):
        return []
    return [
        {"label": deed.heading, "href": reverse("placements:stay_deed", args=[placement.pk, name])}
        for name, deed in DEEDS.items()
        if not deed.speaks_against(placement, today)
    ]


def evaluations_of(
    actor: Actor, placement: Placement, given: set[tuple[int, str]], today: date
) -> list[dict[str, str]]:
    """The units the actor's party can evaluate now and has not. ``given``: (number of the unit, party)."""
    parties = parties_of(actor, placement)[:1]
    return [
        {
            "label": _("Evaluer {ward}").format(ward=unit.department.name if unit.department else ""),
            "href": reverse("placements:stay_evaluate", args=[placement.pk, unit.number]),
        }
        for unit in placement.units.all()
        for party in parties
        if is_open(unit, today) and (unit.number, party) not in given
    ]


def interruptions_of(actor: Actor, placement: Placement) -> list[dict[str, Any]]:
    """The days that are left out, and whether the actor may take them back."""
    may = rules.may_decide_stay(actor, placement)
    return [
        {"pk": one.pk, "label": days(one.from_on, one.to_on), "note": str(one.get_code_display()), "may": may}
        for one in placement.interruptions.all()
    ]
