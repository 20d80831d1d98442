"""Why a doctor got what was proposed, in words: own evidence in full, nobody else's values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.allocation.explain import Refusal
from alisveien.engines.distribution.empty import Empty
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.gate import Dropped, Unmet, service_days
from alisveien.engines.nominations.nomination import Nomination, WishRead


@dataclass(frozen=True, slots=True)
class Told:
    """A reason, and what would help; ``helps`` is empty where nothing anyone can do would."""

    reason: str
    helps: str = ""


def day(value: date) -> str:
    """A date as 1. mars 2028."""
    return date_format(value, "j. F Y")


def criterion_title(criterion: str) -> str:
    """The name of a criterion."""
    return {
        "service": _("tid i ALIS-stilling"),
        "group": _("veiledningsgruppe"),
        "progress": _("framdrift"),
        "own_post": _("fast stilling eller egen liste"),
        "nearest": _("nærmeste sykehus"),
        "days": _("antall dager i stilling"),
        "nominated_on": _("dato for innmelding"),
        "lot": _("loddtrekning"),
    }[criterion]


def rules_title(name: str) -> str:
    """The name of a rule set."""
    titles = {
        "bands-then-nearest": _("Kriterier, så nærhet"),
        "nearest-first": _("Nærhet først"),
        "nearest-last": _("Nærhet sist"),
    }
    return titles.get(name, name)


def status_title(status: str) -> str:
    """The name of a status."""
    return {
        "placed": _("Foreslått plass"),
        "waiting": _("Venter"),
        "not_eligible": _("Fyller ikke vilkårene"),
    }[status]


def wish_title(wish: WishRead, nomination: Nomination, frozen: Frozen) -> str:
    """A wish as place and half-year: «UNN Tromsø, Gynekologi, P2 2028»."""
    return f"{place_title(wish.hospital, wish.department, nomination.trust, frozen)}, {wish.period.label}"


def place_title(hospital: str | None, department: str | None, trust: str, frozen: Frozen) -> str:
    """A place as a person says it."""
    if hospital is None:
        return _("{trust}, hvor som helst").format(trust=frozen.register.trusts[trust].name)
    name = frozen.register.hospitals[hospital].name
    return f"{name}, {department}" if department else _("{hospital}, hele sykehuset").format(hospital=name)


def full_place(node: str, frozen: Frozen) -> tuple[str, str]:
    """(name of the full place, half-year) of a node."""
    trust, period, *below = node.split("/", 3)
    if not below:
        return frozen.register.trusts[trust].name, period
    name = frozen.register.hospitals[below[0]].name
    return (f"{below[1]} ({name})" if len(below) > 1 else name), period


def tell_refusal(refusal: Refusal, nomination: Nomination, distribution: Distribution) -> Told:
    """Why a better wish was not met, and what would help."""
    frozen = distribution.frozen
    place, period = full_place(refusal.node, frozen)
    if refusal.cap == 0:
        return Told(
            _("{place} har ingen plasser i {period}.").format(place=place, period=period),
            _("Helseforetaket kan vedta plasser, eller du kan ønske et annet halvår."),
        )
    assert refusal.criterion is not None
    if refusal.own_seat:
        return _own_seat(refusal, nomination, distribution, place, period)
    full = ngettext(
        "{place} hadde {cap} plass til sammen i {period}, og den er fylt.",
        "{place} hadde {cap} plasser til sammen i {period}, og alle er fylt.",
        refusal.cap,
    ).format(place=place, cap=refusal.cap, period=period)
    criterion = frozen.rules.order[refusal.criterion]
    ahead = ngettext(
        "Den som fikk plassen, sto foran deg på: {criterion}.",
        "Alle som fikk plass, sto foran deg. Det som skilte deg fra den nærmeste av dem: {criterion}.",
        refusal.cap,
    ).format(criterion=criterion_title(criterion))
    wish = distribution.ranked.gates[nomination.hpr_number].allowed[refusal.position]
    evidence, helps = _own_side(criterion, nomination, wish, distribution)
    return Told(f"{full} {ahead} {evidence}", helps)


def _own_seat(refusal: Refusal, nomination: Nomination, distribution: Distribution, place: str, period: str) -> Told:
    met = distribution.wish_met(nomination)
    assert met is not None
    text = _(
        "{place} hadde {cap} plasser i {period}, og alle er fylt. Plassen nærmest grensen er din egen: "
        "ønske {number} går foran fordi det gjelder ditt nærmeste sykehus. Det gjør ikke dette ønsket, "
        "så her hadde du kommet etter dem som fikk plass."
    )
    return Told(text.format(place=place, cap=refusal.cap, period=period, number=met.number), "")


def _own_side(criterion: str, nomination: Nomination, wish: WishRead, distribution: Distribution) -> tuple[str, str]:
    """The doctor's own evidence on a criterion, and what would help."""
    frozen = distribution.frozen
    if criterion in ("service", "days"):
        return _days_side(criterion, nomination, distribution)
    if criterion == "group":
        return group_evidence(nomination), _next_group(nomination)
    if criterion == "progress":
        step = distribution.ranked.standings[nomination.hpr_number].step("progress")
        better = frozen.rules.progress[step - 1]
        helps = _("Neste trinn er {courses} kurs eller {goals} % av læringsmålene.")
        return progress_evidence(nomination), helps.format(courses=better.courses, goals=better.goals_percent)
    if criterion == "own_post":
        helps = _("Har du det, kan kommunen rette innmeldingen.")
        return own_post_evidence(nomination, frozen), helps
    if criterion == "nearest":
        near = nearest_names(nomination, wish, frozen)
        return (
            _("Leger med ønske om sitt nærmeste sykehus går foran. Ditt nærmeste for dette ønsket er {near}.").format(
                near=near
            ),
            _("Et ønske ved {near} hadde talt som nærmest.").format(near=near),
        )
    if criterion == "nominated_on":
        return _("Du ble meldt inn {date}.").format(date=day(nomination.nominated_on)), ""
    return _("Dere sto likt på alle kriteriene, og loddet avgjorde."), ""


def _next_group(nomination: Nomination) -> str:
    if nomination.group == "not_started":
        return _("Neste trinn er å delta i veiledningsgruppe, og øverste er fullført gruppe.")
    return _("Neste trinn er fullført veiledningsgruppe.")


def _days_side(criterion: str, nomination: Nomination, distribution: Distribution) -> tuple[str, str]:
    frozen = distribution.frozen
    evidence = service_evidence(nomination, frozen)
    if criterion == "service":
        helps = _("Øverste trinn er {days} dager. Det kommer med tiden.").format(days=frozen.rules.service_days)
        return evidence, helps
    evidence = _("Dere sto likt på kriteriene foran.") + " " + evidence
    standing = distribution.ranked.standings[nomination.hpr_number]
    if standing.tail != standing.own_tail:
        evidence += " " + _("Innen samme trinn er kommunens egne leger ordnet slik kommunen har prioritert dem.")
        return evidence, _("Kommunen kan endre rekkefølgen på egne leger.")
    return evidence, _("Dagene øker til neste runde, men det gjør de for de andre også.")


def service_evidence(nomination: Nomination, frozen: Frozen) -> str:
    """Days in the ALIS post on the cut-off date."""
    days = service_days(nomination, frozen.cut_off_on)
    text = _("Du har {days} dager i ALIS-stilling per {date}, regnet fra {start}.")
    return text.format(days=spaced(days), date=day(frozen.cut_off_on), start=day(nomination.started_on))


def group_evidence(nomination: Nomination) -> str:
    """Where the doctor stands with the supervision group."""
    return {
        "finished": _("Du har fullført veiledningsgruppe."),
        "taking_part": _("Du deltar i veiledningsgruppe."),
        "not_started": _("Du har ikke startet i veiledningsgruppe."),
    }[nomination.group]


def progress_evidence(nomination: Nomination) -> str:
    """Courses and goals."""
    text = _("Du har {courses} kurs og {goals} % av læringsmålene.")
    return text.format(courses=nomination.courses, goals=nomination.goals_percent)


def own_post_evidence(nomination: Nomination, frozen: Frozen) -> str:
    """Own list, permanent post or long locum."""
    if nomination.own_post_on is not None:
        return _("Egen liste eller fast stilling fra {date}.").format(date=day(nomination.own_post_on))
    if nomination.locum_on is not None:
        return _("Vikariat fra {date}. Kravet er mer enn {days} dager per {cut_off}.").format(
            date=day(nomination.locum_on), days=frozen.rules.locum_days, cut_off=day(frozen.cut_off_on)
        )
    text = _("Innmeldingen har verken egen liste, fast stilling eller vikariat over {days} dager.")
    return text.format(days=frozen.rules.locum_days)


def nearest_names(nomination: Nomination, wish: WishRead, frozen: Frozen) -> str:
    """The hospitals that count as nearest for a wish, by name."""
    register = frozen.register
    near = register.nearest(nomination.municipality, wish.department)
    names = _(" eller ").join(sorted(register.hospitals[one].name for one in near)) or _("ikke kjent")
    if near & register.nearest(nomination.municipality, None):
        return names
    return _("{names} (lokalsykehuset har ikke {department})").format(names=names, department=wish.department)


def tell_unmet(unmet: Unmet) -> Told:
    """Why a nomination does not take part, and who can mend it."""
    if unmet.code == "old_scheme":
        return Told(
            _("Legen står i gammel ordning. Plassene er for leger i ny eller konvertert ordning."),
            _("Kommunen og legen kan konvertere til ny ordning og rette innmeldingen."),
        )
    days, starts_on, floor, started_on = unmet.values
    reason = _("Legen har {days} dager i ALIS-stilling {date} (start {start}). Kravet er {floor} dager.")
    return Told(
        reason.format(
            days=spaced(max(0, int(days))),
            date=day(date.fromisoformat(starts_on)),
            start=day(date.fromisoformat(started_on)),
            floor=floor,
        ),
        _("Tiden retter dette til en senere runde. Er startdatoen feil, kan kommunen rette den."),
    )


def tell_dropped(dropped: Dropped) -> Told:
    """Why a wish could not be granted at all, or a warning about it."""
    values = dropped.values
    if dropped.code == "floor":
        text = _("{days} dager i ALIS-stilling {date}. Kravet er {floor} dager når perioden begynner.")
        when = day(date.fromisoformat(values[1]))
        return Told(
            text.format(days=spaced(max(0, int(values[0]))), date=when, floor=values[2]),
            _("Ønsk et senere halvår."),
        )
    if dropped.code in ("too_early", "too_late"):
        text = (
            _("Halvåret begynner før «tidligst fra», {date}.")
            if dropped.code == "too_early"
            else _("Halvåret begynner etter «senest fra», {date}.")
        )
        return Told(text.format(date=day(date.fromisoformat(values[0]))), _("Kommunen kan endre datoen."))
    return {
        "leave": Told(_("Legen har permisjon i dette halvåret."), _("Ønsk et annet halvår, eller rett permisjonen.")),
        "repeated": Told(_("Samme ønske som ønske {number}.").format(number=(*values, "")[0]), ""),
        "no_conversion_date": Told(_("Konverteringsdato mangler."), _("Kommunen bør fylle den inn.")),
        "short_notice": Told(
            _("Meldt inn mindre enn {months} måneder før ønsket start.").format(months=(*values, "")[0]),
            _("Innmeldingen gjelder likevel. Meld inn så tidlig som mulig."),
        ),
    }[dropped.code]


def tell_placed() -> str:
    """That a wish was met, so far as a proposal."""
    return _("Foreslått plass. Helseforetaket avgjør.")


def tell_no_wish_left() -> str:
    """That a doctor waits because no wish could be granted at all."""
    return _("Ingen av ønskene kan innvilges i denne runden. Innmeldingen står.")


def tell_openings(nomination: Nomination, distribution: Distribution, empty: Sequence[Empty]) -> str:
    """For a doctor who waits: where the own trust has an empty post the doctor could wish. Empty text when nowhere."""
    if distribution.status(nomination) != "waiting":
        return ""
    frozen = distribution.frozen
    starts = {period.label: period.starts_on for period in frozen.periods}
    found = [
        _("{trust} har {count} ledig i {period}.").format(
            trust=frozen.register.trusts[row.trust].name, count=row.empty, period=row.period
        )
        for row in empty
        if row.trust == nomination.trust and service_days(nomination, starts[row.period]) >= frozen.rules.floor_days
    ]
    if not found:
        return ""
    return " ".join(
        [*found, _("Et ønske om det halvåret kunne gitt plass. Kommunen kan legge det til i innmeldingen.")]
    )


def tell_empty(empty: Empty, frozen: Frozen) -> str:
    """An empty post, and what would fill it."""
    trust = frozen.register.trusts[empty.trust].name
    text = ngettext(
        "{trust} har {count} ledig plass i {period}.",
        "{trust} har {count} ledige plasser i {period}.",
        empty.empty,
    ).format(trust=trust, count=empty.empty, period=empty.period)
    waiting = sum(count for _code, count in empty.waiting)
    if not waiting:
        return text + " " + _("Ingen leger venter. Nye innmeldinger kan fylle den.")
    return text + " " + " ".join(_keeps(code, count, waiting) for code, count in empty.waiting)


def _keeps(code: str, count: int, waiting: int) -> str:
    words = {
        "no_wish": _("{count} av {waiting} som venter, har ikke ønsket dette halvåret."),
        "floor": _("{count} av {waiting} som venter, har for kort tid i stilling når halvåret begynner."),
        "leave": _("{count} av {waiting} som venter, har permisjon."),
        "window": _(
            "{count} av {waiting} som venter, har satt «tidligst» eller «senest» slik at halvåret faller utenfor."
        ),
        "full_department": _("{count} av {waiting} som venter, har bare ønsket avdelinger som er fulle."),
    }
    return words[code].format(count=count, waiting=waiting)


def spaced(number: int) -> str:
    """A whole number with a narrow space between thousands."""
    return f"{number:,}".replace(",", "\u00a0")
