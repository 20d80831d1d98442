"""The lists of the contact network, declared for the workbench: who is who, and how municipalities stand."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from alisveien.accounts.queries import names_of
from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Range, Register
from alisveien.outreach import queries_letters, queries_network, queries_standing
from alisveien.outreach.pages import rows
from alisveien.outreach.pages.bulk import ASK, WRITE
from alisveien.outreach.pages.rows import SeatRow
from alisveien.outreach.queries import role_in_words
from alisveien.places.columns import short_office
from alisveien.places.models import Place
from alisveien.places.queries import choices_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkList(Register):
    """A list with the day above it; ``follows``: whether the other pages of the network are for the actor."""

    day: date
    follows: bool


def who_is_who(actor: Actor, day: date, today: date, *, follows: bool) -> NetworkList:
    """Every key role of every municipality the actor sees, on a day."""
    return NetworkList(
        name="contact_network",
        title=_("Kontaktnett"),
        lead=_("Hvem som har nøkkelrollene i hver kommune, når det sist ble bekreftet, og av hvem."),
        help=_(
            "Hver rad er en rolle i en kommune. Kryss av rader for å skrive til dem. «Ikke kjent» betyr at ingen "
            "noen gang er ført på rollen."
        ),
        one=_("rolle"),
        many=_("roller"),
        rows=partial(_seats, day=day, today=today),
        columns=_seat_columns(now=day == today),
        order="kommune",
        filters=(
            Choice(
                name="status", label=_("Status"), field="state", choices=lambda actor: list(rows.SEAT_STATES.items())
            ),
            Choice(
                name="rolle",
                label=_("Rolle"),
                field="role",
                choices=lambda actor: [(one.value, role_in_words(one.value)) for one in queries_network.KEY_ROLES],
            ),
            Range(name="maaneder", label=_("Måneder siden bekreftet"), field="unconfirmed", unit=_("måneder")),
            *_where(today),
        ),
        search=("town", "code", "name", "email", "role_words"),
        search_label=_("Kommune, navn eller adresse"),
        source=_("Det kontorene og kommunene har ført"),
        source_date=day,
        empty_help=_("Ingen rolle passer. Fjern et filter."),
        extra_template="outreach/_head_network.html",
        dated=True,
        as_of=None if day == today else day,
        actions=(WRITE,) if day == today else (),
        day=day,
        follows=follows,
    )


def _seats(actor: Actor, day: date, today: date) -> list[SeatRow]:
    seats = queries_network.seats_for(actor, day, today)
    users = {seat.held.confirmed_by for seat in seats if seat.held and seat.held.confirmed_by}
    return rows.seat_rows(seats, names_of(users), day)


def _seat_columns(*, now: bool) -> tuple[Column, ...]:
    """The columns; a name leads to its person ``now``, for of another day the person may not be seen any more."""
    return (
        Column(
            name="kommune",
            label=_("Kommune"),
            value=lambda row: row.town,
            link=lambda row: f"/kontaktnett/kommuner/{row.code}/",
            note=lambda row: row.code,
            sort="town_key",
        ),
        Column(name="rolle", label=_("Rolle"), value=lambda row: rows.begun(row.role_words), sort="role_order"),
        Column(
            name="navn",
            label=_("Navn"),
            value=lambda row: row.name,
            link=lambda row: f"/personer/{row.seat.held.person}/" if now and row.seat.held else None,
            sort="name",
        ),
        Column(
            name="status",
            label=_("Status"),
            value=lambda row: rows.SEAT_STATES[row.state],
            tone=lambda row: rows.SEAT_TONES[row.state],
            sort="state",
        ),
        Column(
            name="bekreftet",
            label=_("Sist bekreftet"),
            value=lambda row: row.confirmed,
            note=lambda row: row.confirmed_note,
            sort="confirmed",
        ),
        Column(name="epost", label=_("E-post"), value=lambda row: row.email, sort="email"),
        Column(name="telefon", label=_("Telefon"), value=lambda row: row.phone, shown=False),
        Column(name="siden", label=_("Siden"), value=lambda row: row.since, sort="since", shown=False),
        Column(name="kontor", label=_("Kontor"), value=lambda row: row.office, sort="office_code", shown=False),
        Column(name="fylke", label=_("Fylke"), value=lambda row: row.county, sort="county_code", shown=False),
        Column(name="nummer", label=_("Kommunenummer"), value=lambda row: row.code, sort="code", shown=False),
    )


def follow_up(day: date, today: date) -> NetworkList:
    """Every municipality the actor follows up: the last touch, how fragile, and what to bring up."""
    return NetworkList(
        name="follow_up",
        title=_("Kommuner å følge opp"),
        lead=_("Hvem det er lenge siden noen har snakket med, hvor det står svakt, og hva du kan ta opp."),
        help=_(
            "Lista ordner uka for kontoret og gjelder kommuner, aldri personer. Velg en kommune for å se hvorfor den "
            "står der, og hva dere kan snakke om."
        ),
        one=_("kommune"),
        many=_("kommuner"),
        rows=lambda actor: rows.town_rows(queries_standing.standings_for(actor, day, today), day, today),
        columns=_town_columns(),
        order="-maaneder",
        filters=(
            Choice(
                name="kontakt",
                label=_("Siste kontakt"),
                field="silence",
                choices=lambda actor: [(rows.SILENT, _("lenge siden")), (rows.TOUCHED, _("nylig"))],
            ),
            Range(name="siden", label=_("Måneder siden kontakt"), field="months", unit=_("måneder")),
            Choice(
                name="sarbarhet", label=_("Sårbarhet"), field="level", choices=lambda actor: list(rows.LEVELS.items())
            ),
            *_where(today),
        ),
        search=("town", "code"),
        search_label=_("Kommune eller nummer"),
        source=_("Ført kontakt, innmeldinger, brev og registrene"),
        source_date=day,
        empty_help=_("Ingen kommune passer. Fjern et filter."),
        extra_template="outreach/_head_follow_up.html",
        dated=True,
        as_of=None if day == today else day,
        actions=(ASK,) if day == today else (),
        day=day,
        follows=True,
    )


def _town_columns() -> tuple[Column, ...]:
    return (
        Column(
            name="kommune",
            label=_("Kommune"),
            value=lambda row: row.town,
            link=lambda row: f"/kontaktnett/kommuner/{row.code}/{row.per}",
            note=lambda row: row.code,
            sort="town_key",
        ),
        Column(
            name="kontakt",
            label=_("Siste kontakt"),
            value=lambda row: row.touched,
            note=lambda row: row.touched_how,
            sort="touched",
        ),
        Column(
            name="maaneder", label=_("Måneder siden"), value=lambda row: row.months_words, sort="months", number=True
        ),
        Column(
            name="sarbarhet",
            label=_("Sårbarhet"),
            value=lambda row: rows.LEVELS[row.level],
            tone=lambda row: rows.LEVEL_TONES[row.level],
            sort="points",
        ),
        Column(name="grunner", label=_("Hvorfor"), value=lambda row: row.reasons),
        Column(name="neste", label=_("Ta opp"), value=lambda row: row.next, note=lambda row: row.more),
        Column(name="poeng", label=_("Poeng"), value=lambda row: row.points, sort="points", number=True, shown=False),
        Column(name="kontor", label=_("Kontor"), value=lambda row: row.office, sort="office_code", shown=False),
        Column(name="fylke", label=_("Fylke"), value=lambda row: row.county, sort="county_code", shown=False),
        Column(name="nummer", label=_("Kommunenummer"), value=lambda row: row.code, sort="code", shown=False),
    )


def _where(today: date) -> tuple[Choice, ...]:
    offices = [(code, short_office(name)) for code, name in choices_of(Place.Kind.OFFICE, today)]
    return (
        Choice(name="kontor", label=_("Kontor"), field="office_code", choices=lambda actor: offices),
        Choice(
            name="fylke",
            label=_("Fylke"),
            field="county_code",
            choices=lambda actor: choices_of(Place.Kind.COUNTY, today),
        ),
    )


def mailings(today: date) -> Register:
    """The letters that were sent to roles."""
    return Register(
        name="role_letters",
        title=_("Brev til roller"),
        lead=_("Brevene kontoret har sendt til roller i kommunene, og hvordan det gikk med dem."),
        help=_("Velg et brev for å se hvem som fikk det. Nye brev skrives fra lista «Hvem er hvem»."),
        one=_("brev"),
        many=_("brev"),
        rows=queries_letters.mailings_for,
        columns=(
            Column(
                name="emne",
                label=_("Emne"),
                value=lambda row: row.subject,
                link=lambda row: f"/kontaktnett/brev/{row.pk}/",
                sort="subject",
            ),
            Column(name="sendt", label=_("Skrevet"), value=lambda row: row.at, sort="at"),
            Column(name="antall", label=_("Mottakere"), value=lambda row: row.sent, sort="sent", number=True),
            Column(name="venter", label=_("Venter"), value=lambda row: row.waiting, sort="waiting", number=True),
            Column(name="retur", label=_("I retur"), value=lambda row: row.bounced, sort="bounced", number=True),
        ),
        order="-sendt",
        search=("subject",),
        search_label=_("Emne"),
        source=_("Utboksen"),
        source_date=today,
        empty_help=_("Ingen brev er sendt ennå. Åpne «Hvem er hvem», kryss av rader og velg «Skriv til rollene»."),
        extra_template="outreach/_head_mailings.html",
    )
