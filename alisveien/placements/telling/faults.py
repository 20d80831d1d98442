"""The faults of a workbook in words: what is wrong, and what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.nominations.columns import WrongColumns
from alisveien.engines.nominations.nomination import Fault


@dataclass(frozen=True, slots=True)
class ToldFault:
    """A fault as it is shown: the column, what stood there, what is wrong, what to do."""

    column: str
    found: str
    wrong: str
    remedy: str

    @property
    def sentence(self) -> str:
        """All of it on one line, for a cell in a workbook."""
        found = f" «{self.found}»" if self.found else ""
        return f"{self.column}{found}: {self.wrong} {self.remedy}"


def tell_fault(fault: Fault) -> ToldFault:
    """A fault of a row in words."""
    wrong, remedy = _WORDS[fault.code](fault)
    return ToldFault(fault.column, fault.found, wrong, remedy)


def tell_faults(faults: Sequence[Fault]) -> str:
    """All faults of a row as one text, one sentence after the other."""
    return " | ".join(tell_fault(fault).sentence for fault in faults)


def tell_wrong_columns(wrong: WrongColumns) -> str:
    """Why a sheet is not a nomination list."""
    parts = []
    if wrong.missing:
        text = ngettext("Kolonnen {names} mangler.", "Kolonnene {names} mangler.", len(wrong.missing))
        parts.append(text.format(names=", ".join(f"«{name}»" for name in wrong.missing)))
    if wrong.repeated:
        parts.append(_("Disse kolonnene står mer enn én gang: {names}.").format(names=", ".join(wrong.repeated)))
    parts.append(_("Første rad må ha overskriftene fra malen, og ingen rader er lest."))
    return " ".join(parts)


def tell_bad_sheet(code: str, value: str = "") -> str:
    """Why a file could not be read at all, and what to do."""
    words = {
        "not_found": _("Fant ikke filen «{value}». Kontroller navnet."),
        "empty_file": _("Filen er tom. Lagre arbeidsboken på nytt og prøv igjen."),
        "encrypted_or_old": _(
            "Filen er kryptert med passord eller lagret i gammelt format (.xls). "
            "Fjern passordet og lagre som Excel-arbeidsbok (.xlsx)."
        ),
        "not_a_workbook": _("Filen er ikke en lesbar Excel-arbeidsbok (.xlsx). Lagre den på nytt fra Excel."),
        "no_sheet": _("Arbeidsboken har ingen ark. Legg lista i det første arket."),
        "empty_sheet": _("Det første arket er tomt. Legg lista i det første arket, med overskrifter i første rad."),
        "no_rows": _("Arket har overskrifter, men ingen rader. Fyll inn minst én lege."),
        "too_many_rows": _("Arket har mer enn {value} rader. Del lista i flere arbeidsbøker."),
        "too_large": _("Arbeidsboken er for stor til å leses. Del lista i flere arbeidsbøker."),
    }
    return words[code].format(value=value)


_Told = tuple[str, str]


def _not_in_list(fault: Fault) -> _Told:
    return _("Verdien finnes ikke i lista."), _("Skriv en av disse: {words}.").format(words="; ".join(fault.more))


def _out_of_range(fault: Fault) -> _Told:
    least, most = fault.more
    return (
        _("Tallet er utenfor det som er mulig."),
        _("Skriv et helt tall fra {least} til {most}.").format(least=least, most=most),
    )


def _unknown_number(fault: Fault) -> _Told:
    wrong = _("Ingen kommune har dette nummeret i dag. Kommunen kan være delt eller slått sammen.")
    if fault.suggestion:
        text = _("Mente du {number} {name}? Rett nummeret.")
        return wrong, text.format(number=fault.suggestion, name=fault.more[0])
    return wrong, _("Skriv dagens kommunenummer, fire sifre.")


def _not_that_municipality(fault: Fault) -> _Told:
    wrong = _("Nummeret {number} er {name}, ikke kommunen som står i raden.")
    return (
        wrong.format(number=fault.more[0], name=fault.suggestion),
        _("Rett kommunenummeret eller kommunenavnet, så de hører sammen."),
    )


def _unknown_trust(fault: Fault) -> _Told:
    wrong = _("Helseforetaket finnes ikke med dette navnet.")
    wished = _wished(fault.more, fault.suggestion)
    if fault.suggestion:
        return wrong, _("Mente du {name}? Skriv hele navnet.").format(name=fault.suggestion) + wished
    return wrong, _("Skriv helseforetakets fulle navn, slik det står i registeret.") + wished


def _wished(trusts: Sequence[str], suggestion: str) -> str:
    """That the wishes are for another trust than the one suggested, where they are."""
    others = [name for name in trusts if name != suggestion]
    if not others:
        return ""
    return " " + _("Merk at ønskene gjelder {names}.").format(names=_(" og ").join(others))


def _one_of(words: Sequence[str]) -> str:
    return " " + _("Skriv en av disse: {words}.").format(words="; ".join(words)) if words else ""


def _other_region(fault: Fault) -> _Told:
    municipality, own, other, *wished = fault.more
    return (
        _("{municipality} hører til {own}, mens helseforetaket hører til {other}.").format(
            municipality=municipality, own=own, other=other
        ),
        _("Meld legen inn til et helseforetak i {own}.").format(own=own) + _wished(wished, ""),
    )


def _window(fault: Fault) -> _Told:
    year, latest = fault.more
    return (
        _("Ingen av halvårene i runden {year} begynner mellom «Tidligst fra» og «Senest fra» ({latest}).").format(
            year=year, latest=latest
        ),
        _("Rett datoene så de dekker 1. mars eller 1. september {year}.").format(year=year),
    )


def _wish_period(fault: Fault) -> _Told:
    label, *halves = fault.more
    return (
        _("«{label}» er ikke et halvår.").format(label=label),
        _("Avslutt ønsket med {halves}.").format(halves=_(" eller ").join(halves)),
    )


def _wish_other_year(fault: Fault) -> _Told:
    period, year = fault.more
    return (
        _("{period} er ikke med i runden {year}.").format(period=period, year=year),
        _("Ønsk et halvår i {year}, eller meld inn til riktig runde.").format(year=year),
    )


def _unknown_hospital(fault: Fault) -> _Told:
    wrong = _("Sykehuset «{name}» finnes ikke i helseforetakets liste.").format(name=fault.more[0])
    if fault.suggestion:
        return wrong, _("Mente du {name}?").format(name=fault.suggestion)
    return wrong, _("Skriv sykehuset slik det står i malens liste.")


def _other_trust(fault: Fault) -> _Told:
    place, trust = fault.more
    return (
        _("{place} hører ikke til {trust}. En lege meldes inn til bare ett helseforetak.").format(
            place=place, trust=trust
        ),
        _("Ønsk en avdeling ved {trust}, eller rett helseforetaket.").format(trust=trust),
    )


def _unknown_department(fault: Fault) -> _Told:
    hospital, department, *choices = fault.more
    wrong = _("{hospital} har ingen avdeling «{department}» i lista.").format(hospital=hospital, department=department)
    if not choices:
        return wrong, _("Skriv «hele sykehuset», eller velg et annet sykehus.")
    remedy = _("Velg en av: {choices}, eller «hele sykehuset».").format(choices="; ".join(choices))
    if fault.suggestion:
        remedy = _("Mente du {name}?").format(name=fault.suggestion) + " " + remedy
    return wrong, remedy


_WORDS: dict[str, Callable[[Fault], _Told]] = {
    "empty": lambda fault: (_("Feltet er tomt."), _("Fyll det inn.")),
    "formula": lambda fault: (
        _("Cellen begynner med et likhetstegn og er en formel."),
        _("Skriv verdien selv, uten formel.") + _one_of(fault.more),
    ),
    "not_hpr": lambda fault: (
        _("HPR-nummeret er ikke et nummer."),
        _("Skriv bare sifre, 7 til 9 av dem. Slå det opp i Helsepersonellregisteret."),
    ),
    "repeated": lambda fault: (
        _("Legen står alt i rad {row}, og den raden er brukt så lenge.").format(row=fault.more[0]),
        _("Finn ut hvem som har ansatt legen, og slett den andre raden."),
    ),
    "not_in_list": _not_in_list,
    "not_a_number": lambda fault: (_("Dette er ikke et helt tall."), _("Skriv bare tallet, uten tekst.")),
    "out_of_range": _out_of_range,
    "not_a_date": lambda fault: (_("Dette er ingen dato som finnes."), _("Skriv datoen på formen dd.mm.åååå.")),
    "unlikely_year": lambda fault: (_("Årstallet kan ikke stemme."), _("Rett datoen.")),
    "leading_zero": lambda fault: (
        _("Kommunenummeret mangler nullen foran."),
        _("Mente du {number} {name}? Skriv fire sifre, og la cellen være tekst.").format(
            number=fault.suggestion, name=fault.more[0]
        )
        + " "
        + _("{name} hører til {authority} og kan bare melde inn der.").format(
            name=fault.more[0], authority=fault.more[1]
        ),
    ),
    "former_number": lambda fault: (
        _("Nummeret gikk ut i 2024."),
        _("{name} har nå nummer {number}. Rett nummeret.").format(name=fault.more[0], number=fault.suggestion),
    ),
    "unknown_number": _unknown_number,
    "not_that_municipality": _not_that_municipality,
    "unknown_trust": _unknown_trust,
    "unknown_trust_in_wish": _unknown_trust,
    "other_region": _other_region,
    "not_yours": lambda fault: (
        _("Raden gjelder {municipality} og {trust}, og du kan ikke lese inn for noen av dem.").format(
            municipality=fault.more[0], trust=fault.more[1]
        ),
        _("Ta raden ut, eller be kommunen eller helseforetaket lese den inn."),
    ),
    "not_this_place": lambda fault: (
        _("Raden gjelder {municipality} og {trust}, og arbeidsboken leses inn for {place}.").format(
            municipality=fault.more[0], trust=fault.more[1], place=fault.more[2]
        ),
        _("Ta raden ut, eller les arbeidsboken inn for rett sted."),
    ),
    "employed_elsewhere": lambda fault: (
        _("Legen er registrert i en annen kommune enn {municipality}.").format(municipality=fault.more[0]),
        _("Har legen flyttet, må flyttingen registreres først. Stemmer ikke HPR-nummeret, så rett det."),
    ),
    "nominated_elsewhere": lambda fault: (
        _("Legen er alt meldt inn til et annet helseforetak, og kan bare være meldt inn til ett."),
        _("Trekk den innmeldingen først, eller rett helseforetaket."),
    ),
    "nominated_already": lambda fault: (
        _("Legen er alt meldt inn."),
        _("Endre innmeldingen som står, eller trekk den først."),
    ),
    "not_invented": lambda fault: (
        _("Dette er en øvingsløsning, og den tar bare imot oppdiktede leger."),
        _("Skriv sju sifre som begynner med 99."),
    ),
    "conversion_missing": lambda fault: (
        _("Legen er konvertert, og datoen for det mangler."),
        _("Fyll inn datoen, eller velg en annen ordning."),
    ),
    "not_converted": lambda fault: (
        _("Datoen gjelder bare leger som er konvertert."),
        _("Fjern datoen, eller velg ordningen «konvertert»."),
    ),
    "too_many_wishes": lambda fault: (_("Det er flere enn fem ønsker."), _("Ta bort noen av dem.")),
    "same_wish": lambda fault: (
        _("Samme sted og halvår står alt i ønske {number}.").format(number=fault.more[0]),
        _("Velg et annet sted eller halvår, eller la ønsket stå tomt."),
    ),
    "need_too_long": lambda fault: (
        _("Teksten er på {length} tegn.").format(length=fault.more[1]),
        _("Skriv den kortere, høyst {most} tegn.").format(most=fault.more[0]),
    ),
    "window_outside_round": _window,
    "window_turned": lambda fault: (
        _("«Tidligst fra» er etter «Senest fra» ({latest}).").format(latest=fault.more[0]),
        _("Rett den datoen som er feil."),
    ),
    "leave_without_start": lambda fault: (
        _("Permisjonen har sluttdato ({end}), men ingen startdato.").format(end=fault.more[0]),
        _("Fyll inn startdatoen, eller fjern sluttdatoen."),
    ),
    "leave_turned": lambda fault: (
        _("Permisjonen slutter før den begynner ({start}).").format(start=fault.more[0]),
        _("Rett datoene."),
    ),
    "wish_form": lambda fault: (
        _("Ønsket er ikke skrevet på en måte som kan leses."),
        _("Skriv sykehus – avdeling – halvår, for eksempel «UNN Narvik – Indremedisin – P1 2028»."),
    ),
    "wish_period": _wish_period,
    "wish_other_year": _wish_other_year,
    "unknown_hospital": _unknown_hospital,
    "other_trust": _other_trust,
    "unknown_department": _unknown_department,
}
