"""The list of training institutions as it was on a day, declared for the workbench."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register
from alisveien.establishments import queries, rules
from alisveien.establishments.models import Speciality, State
from alisveien.establishments.pages.asking import SUBJECT
from alisveien.establishments.pages.rows import STATE_BODIES, Row, rows_of
from alisveien.establishments.rules_dates import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionList(Register):
    """The list with what stands above it: the day, what is practice, and the pages beside it."""

    day: date
    synthetic: bool
    may_import: bool


def institutions(actor: Actor, day: date, today: date, *, may_import: bool) -> InstitutionList:
    """Every municipality for both specialities and every state body with a case, on a day."""
    rows = rows_of(queries.standings_for(actor, day, today), day, today)
    synthetic = queries.any_synthetic()
    title = _("Utdanningsvirksomheter (øvingsdata)") if synthetic else _("Utdanningsvirksomheter")
    return InstitutionList(
        name="institutions",
        title=title,
        lead=_("Hvem som har søkt, er registrert og kan gi utdanning som teller, per {day}.").format(day=in_words(day)),
        help=_(
            "Hver rad er en kommune eller statlig virksomhet i én spesialitet. "
            "Velg dag, filtrer til venstre, og åpne en rad for å se fra hvilken dato tjenesten teller."
        ),
        one=_("rad"),
        many=_("rader"),
        rows=lambda actor: rows,
        columns=_columns(),
        order="virksomhet",
        filters=_filters(rows),
        search=("name", "code"),
        search_label=_("Søk på navn eller nummer"),
        source=_source(synthetic=synthetic),
        source_date=day,
        empty_help=_("Ingen virksomheter passer. Fjern et filter, eller velg en annen dag."),
        tags_template="establishments/_practice.html",
        extra_template="establishments/_head.html",
        dated=True,
        as_of=None if day == today else day,
        day=day,
        synthetic=synthetic,
        may_import=may_import,
    )


def _source(*, synthetic: bool) -> str:
    if synthetic:
        return _(
            "ØVINGSDATA for Nord-Norge: bare summene per 21. mars 2022 er fra ALIS Nords årsrapport 2021, "
            "hvilke kommuner og hvilke datoer er oppdiktet. Oslo: årsrapport 2023"
        )
    return _("Kontorenes registreringer og Helsedirektoratets tabell")


def _filters(rows: Iterable[Row]) -> tuple[Choice, ...]:
    """Offices and counties are those of the day."""
    several = list(rows)
    offices = sorted({(row.office, row.office_code) for row in several if row.office_code != STATE_BODIES})
    counties = sorted({(row.county, row.county_code) for row in several if row.county_code})
    return (
        Choice(name=SUBJECT, label=_("Spesialitet"), field="speciality", choices=lambda actor: Speciality.choices),
        Choice(name="status", label=_("Status"), field="state", choices=lambda actor: State.choices),
        Choice(
            name="kontor",
            label=_("Kontor"),
            field="office_code",
            choices=lambda actor: [
                *((code, label) for label, code in offices),
                (STATE_BODIES, _("statlige virksomheter")),
            ],
        ),
        Choice(
            name="fylke",
            label=_("Fylke"),
            field="county_code",
            choices=lambda actor: [(code, name) for name, code in counties],
        ),
        Choice(
            name="teller",
            label=_("Tjenesten teller"),
            field="counts",
            choices=lambda actor: [(word, word) for word in (_("ja"), _("nei"), _("ikke kjent"))],
        ),
        Choice(
            name="folges_opp",
            label=_("Leger i ny ordning uten at tjenesten teller"),
            field="stands_out",
            choices=lambda actor: [(_("ja"), _("ja"))] if rules.may_see_doctors(actor) else [],
        ),
    )


def _link(row: Row) -> str:
    return f"/utdanningsvirksomheter/{row.code}/{row.per}"


def _day(name: str, label: str, field: str) -> Column:
    """A column of days, with «senest» below those that are only known to have come by then."""
    return Column(
        name=name,
        label=label,
        value=lambda row: getattr(row, field),
        note=lambda row: getattr(row, f"{field}_note"),
        sort=field,
        on_phone=False,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(name="virksomhet", label=_("Virksomhet"), value=lambda row: row.name, sort="name_key", link=_link),
        Column(name="fag", label=_("Spesialitet"), value=lambda row: row.speciality_words, sort="speciality_words"),
        Column(
            name="status",
            label=_("Status"),
            value=lambda row: row.state_words,
            sort="state_order",
            tone=lambda row: row.tone,
            note=lambda row: row.reason,
        ),
        _day("sokt", _("Søkt"), "applied"),
        _day("vedtak", _("Vedtak"), "decided"),
        Column(name="teller_fra", label=_("Teller fra"), value=lambda row: row.counts_from, sort="counts_from"),
        Column(name="kontor", label=_("Kontor"), value=lambda row: row.office, sort="office", shown=False),
        Column(
            name="leger",
            label=_("Leger i ny ordning"),
            value=lambda row: row.doctors,
            sort="doctors",
            number=True,
            shown=False,
        ),
        Column(name="fylke", label=_("Fylke"), value=lambda row: row.county, sort="county", shown=False),
        Column(name="nummer", label=_("Nummer"), value=lambda row: row.code, sort="code", shown=False),
        Column(
            name="senest",
            label=_("Usikre datoer"),
            value=lambda row: row.applied_note or row.decided_note,
            shown=False,
        ),
        Column(name="grunn", label=_("Grunn"), value=lambda row: row.reason, sort="reason", shown=False),
        Column(name="grunnlag", label=_("Grunnlag"), value=lambda row: row.basis, sort="basis"),
    )
