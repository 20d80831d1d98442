"""Why a doctor got what was proposed, in words: own evidence in full, nobody else's values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.days import NORWAY
from alisveien.engines.distribution.empty import Empty
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.gate import MENDED_BY, Dropped, Unmet, service_days
from alisveien.engines.nominations.nomination import Nomination, WishRead


@dataclass(frozen=True, slots=True)
class Told:
    """A reason, and what would help; ``helps`` is empty where nothing anyone can do would."""

    reason: str
    helps: str = ""


def day(value: date) -> str:
    """A date as 1. mars 2028; in English 1 March 2028."""
    return date_format(value, _("j. F Y"))


def listed(words: Sequence[str]) -> str:
    """The words as they are read aloud: «1, 2 og 3»."""
    return _(" og ").join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


CRITERIA = {
    "service": gettext_lazy("tid i ALIS-stilling"),
    "group": gettext_lazy("veiledningsgruppe"),
    "progress": gettext_lazy("framdrift"),
    "own_post": gettext_lazy("fast stilling eller egen liste"),
    "nearest": gettext_lazy("nærmeste sykehus"),
    "days": gettext_lazy("antall dager i stilling"),
    "nominated_on": gettext_lazy("dato for innmelding"),
    "lot": gettext_lazy("loddtrekning"),
}


def criterion_title(criterion: str) -> str:
    """The name of a criterion."""
    return str(CRITERIA[criterion])


def moment(at: datetime) -> str:
    """An instant in Norway: «3. september 2027 kl. 14.20»."""
    here = at.astimezone(NORWAY)
    return _("{day} kl. {clock}").format(day=day(here.date()), clock=f"{here:%H.%M}")


RULES = {
    "bands-then-nearest": gettext_lazy("Kriterier, så nærhet"),
    "nearest-first": gettext_lazy("Nærhet først"),
    "nearest-last": gettext_lazy("Nærhet sist"),
}


def rules_title(name: str) -> str:
    """The name of a rule set."""
    return str(RULES.get(name, name))


STATUSES = {
    "placed": gettext_lazy("Foreslått"),
    "waiting": gettext_lazy("Venter"),
    "not_eligible": gettext_lazy("Fyller ikke vilkårene"),
}


def status_title(status: str, *, released: bool = False) -> str:
    """The name of a status; what is proposed until the trust has released it is given after."""
    return _("Tildelt") if released and status == "placed" else str(STATUSES[status])


def wish_title(wish: WishRead, nomination: Nomination, frozen: Frozen) -> str:
    """A wish as place and half-year: «UNN Tromsø, Gynekologi, P2 2028»."""
    return f"{place_title(wish.hospital, wish.department, nomination.trust, frozen)}, {wish.period.label}"


def place_title(hospital: str | None, department: str | None, trust: str, frozen: Frozen) -> str:
    """A place as a person says it."""
    if hospital is None:
        return _("{trust}, hvor som helst").format(trust=frozen.register.trusts[trust].name)
    name = frozen.register.hospitals[hospital].name
    return f"{name}, {department}" if department else _("{hospital}, hele sykehuset").format(hospital=name)


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


def tell_lacking(code: str, values: Sequence[str]) -> Told:
    """That a municipality is not registered, or has no agreement with the trust, when a half-year begins."""
    starts_on = day(date.fromisoformat(values[-1]))
    if code == "no_agreement":
        words = _(
            "Kommunen og helseforetaket har ingen signert samarbeidsavtale om sykehustjeneste som gjelder {date}."
        )
        return Told(words.format(date=starts_on), _("Kommunen og helseforetaket kan inngå avtalen og skrive den ned."))
    reason = {
        "applied": _("Kommunen har søkt, men er ikke registrert som utdanningsvirksomhet."),
        "not_applied": _("Kommunen har ikke søkt om å bli utdanningsvirksomhet."),
        "refused": _("Kommunen har fått avslag på søknaden om å bli utdanningsvirksomhet."),
        "withdrawn": _("Kommunen har trukket seg som utdanningsvirksomhet."),
    }.get(values[0], _("Vi vet ikke om kommunen er registrert som utdanningsvirksomhet."))
    return Told(reason, _("Kommunen kan søke Helsedirektoratet. Midlertidig registrering er nok."))


def tell_unmet(unmet: Unmet) -> Told:
    """Why a nomination does not take part, and who can mend it."""
    if unmet.code == "old_scheme":
        return Told(
            _("Gammel ordning. Sykehusplassene er for leger i ny eller konvertert ordning."),
            _("Kommunen og legen kan konvertere til ny ordning og rette innmeldingen."),
        )
    if unmet.code in MENDED_BY:
        return tell_lacking(unmet.code, unmet.values)
    days, starts_on, floor, started_on = unmet.values
    reason = _("{days} dager i ALIS-stilling {date}, regnet fra {start}. Kravet er {floor} dager.")
    return Told(
        reason.format(
            days=spaced(max(0, int(days))),
            date=day(date.fromisoformat(starts_on)),
            start=day(date.fromisoformat(started_on)),
            floor=floor,
        ),
        _(
            "Kravet er nådd {date}. Meld inn til et halvår etter det. Er startdatoen feil, kan kommunen rette den."
        ).format(date=day(date.fromisoformat(started_on) + timedelta(days=int(floor)))),
    )


def tell_dropped(dropped: Dropped) -> Told:
    """Why a wish could not be granted at all, or a warning about it."""
    values = dropped.values
    if dropped.code == "floor":
        text = _("{days} dager i ALIS-stilling {date}. Kravet er {floor} dager når halvåret begynner.")
        when = day(date.fromisoformat(values[1]))
        return Told(
            text.format(days=spaced(max(0, int(values[0]))), date=when, floor=values[2]),
            _("Ønsk et senere halvår."),
        )
    if dropped.code in MENDED_BY:
        return tell_lacking(dropped.code, values)
    if dropped.code in ("too_early", "too_late"):
        text = (
            _("Halvåret begynner før «tidligst fra», {date}.")
            if dropped.code == "too_early"
            else _("Halvåret begynner etter «senest fra», {date}.")
        )
        return Told(text.format(date=day(date.fromisoformat(values[0]))), _("Kommunen kan endre datoen."))
    return {
        "old_scheme": Told(
            _("Gammel ordning. Sykehusplassene er for leger i ny eller konvertert ordning."),
            _("Kommunen og legen bør konvertere."),
        ),
        "leave": Told(
            _("Innmeldingen sier permisjon i dette halvåret."), _("Ønsk et annet halvår, eller rett permisjonen.")
        ),
        "repeated": Told(_("Samme ønske som ønske {number}.").format(number=(*values, "")[0]), ""),
        "no_conversion_date": Told(_("Konverteringsdato mangler."), _("Kommunen bør fylle den inn.")),
        "short_notice": Told(
            _("Meldt inn mindre enn {months} måneder før ønsket start.").format(months=(*values, "")[0]),
            _("Innmeldingen gjelder likevel. Meld inn så tidlig som mulig."),
        ),
    }[dropped.code]


def tell_placed(*, released: bool = False) -> str:
    """That a wish was met: as a proposal until the trust has released the outcome."""
    if released:
        return _("Helseforetaket har frigitt fordelingen, og plassen er din.")
    return _("Helseforetaket avgjør. Plassen er ikke sikker før det er gjort.")


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
        _left(row, frozen)
        for row in empty
        if row.trust == nomination.trust and service_days(nomination, starts[row.period]) >= frozen.floor_days
    ]
    if not found:
        return ""
    return " ".join(
        [
            *found,
            _("Et ønske om det halvåret kunne gitt deg en sykehusplass. Kommunen kan legge det til i innmeldingen."),
        ]
    )


def tell_empty(empty: Empty, frozen: Frozen) -> str:
    """An empty post, and what would fill it."""
    text = _left(empty, frozen)
    waiting = sum(count for _code, count in empty.waiting)
    if not waiting:
        return text + " " + _("Ingen leger venter. Nye innmeldinger kan fylle den.")
    return text + " " + " ".join(_keeps(code, count, waiting) for code, count in empty.waiting)


def _left(empty: Empty, frozen: Frozen) -> str:
    return ngettext(
        "{trust} har {count} ledig sykehusplass i {period}.",
        "{trust} har {count} ledige sykehusplasser i {period}.",
        empty.empty,
    ).format(trust=frozen.register.trusts[empty.trust].short_name, count=empty.empty, period=empty.period)


def _keeps(code: str, count: int, waiting: int) -> str:
    words = {
        "no_wish": _("{count} av {waiting} som venter, har ikke ønsket dette halvåret."),
        "floor": _("{count} av {waiting} som venter, har for kort tid i stilling når halvåret begynner."),
        "leave": _("{count} av {waiting} som venter, har permisjon."),
        "condition": _("{count} av {waiting} som venter, kommer fra en kommune som mangler registrering eller avtale."),
        "window": _(
            "{count} av {waiting} som venter, har satt «tidligst» eller «senest» slik at halvåret faller utenfor."
        ),
        "full_department": _("{count} av {waiting} som venter, har bare ønsket avdelinger som er fulle."),
    }
    return words[code].format(count=count, waiting=waiting)


def spaced(number: int) -> str:
    """A whole number with a narrow space between thousands."""
    return f"{number:,}".replace(",", "\u00a0")
