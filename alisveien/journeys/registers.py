"""The lists of the old scheme: doctors by name, and municipalities with numbers."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Choice, Column, Register, Tone
from alisveien.journeys import queries, rules
from alisveien.journeys.rules import Way
from alisveien.people.models import Doctor
from alisveien.places.columns import short_office

TONES: dict[str, Tone] = {Way.APPLY: "success", Way.CONVERT: "warning", Way.MUST: "danger"}
ONE_TITLE = gettext_lazy("Gammel ordning")
AFTER_TITLE = gettext_lazy("Må konvertere")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeList(Register):
    """A list with what stands above it: the ways to the other list and to the letters, as (label, address)."""

    ways: tuple[tuple[str, str], ...] = ()


def ways_for(actor: Actor, *, named: bool) -> tuple[tuple[str, str], ...]:
    """The ways from one list for who may go them; ``named``: from the list of doctors."""
    ways = []
    if named and rules.may_see_counts(actor):
        ways.append((_("Tall for kommunene"), reverse("journeys:old_scheme_municipalities")))
    if not named and any(actor.may(permission) for permission in rules.NAMES):
        ways.append((_("Leger med navn"), reverse("journeys:old_scheme")))
    if rules.may_write_doctors(actor) and named:
        ways.append((_("Skriv til legene"), reverse("journeys:old_scheme_letters", args=["leger"])))
    if rules.may_write_leaders(actor) and not named:
        ways.append((_("Skriv til lederne"), reverse("journeys:old_scheme_letters", args=["ledere"])))
    return tuple(ways)


def title_on(day: date) -> str:
    """What the list is called on a day: from New Year everybody on it must convert."""
    return str(AFTER_TITLE if rules.is_over(day) else ONE_TITLE)


def doctors(actor: Actor, today: date) -> SchemeList:
    """The doctors of the old scheme whose names the actor sees, with what must be settled for each."""
    found = queries.old_scheme_doctors_for(actor, today)
    registered = queries.registered_at(found.values_list("municipality_id", flat=True), today)
    standing = partial(queries.standing_in, registered=registered, day=today)
    return SchemeList(
        name="old_scheme_doctors",
        ways=ways_for(actor, named=True),
        title=title_on(today),
        lead=_lead(today),
        one=_("lege"),
        many=_("leger"),
        rows=partial(queries.old_scheme_doctors_for, today=today),
        columns=(
            Column(
                name="navn",
                label=_("Lege"),
                value=lambda row: row.name,
                sort="sort_key",
                note=lambda row: _("HPR-nummer {number}").format(number=row.hpr_number),
            ),
            Column(
                name="kommune",
                label=_("Kommune"),
                value=lambda row: row.municipality.name,
                sort="municipality__sort_key",
                link=lambda row: f"/kommuner/{row.municipality.code}/",
                note=lambda row: row.unit.name if row.unit else None,
            ),
            Column(
                name="vei",
                label=_("Vei videre"),
                value=lambda row: str(standing(row).way.label),
                tone=lambda row: TONES[standing(row).way],
            ),
            Column(name="gjenstar", label=_("Dette gjenstår"), value=lambda row: " ".join(standing(row).missing)),
            Column(name="dager", label=_("Dager igjen"), value=lambda row: rules.days_left(today), number=True),
            Column(
                name="start", label=_("Startdato"), value=lambda row: row.started_on, sort="started_on", shown=False
            ),
            Column(name="skrevet", label=_("Brev sendt"), value=_written, sort="written_at", on_phone=False),
        ),
        order="navn",
        filters=(
            Choice(
                name="gruppe", label=_("Veiledningsgruppe"), field="group", choices=lambda actor: Doctor.Group.choices
            ),
        ),
        search=("first_name", "last_name", "hpr_number", "municipality__name"),
        search_label=_("Navn, HPR-nummer eller kommune"),
        source=_("kommunenes opplysninger om egne leger, og registeret over utdanningsvirksomheter"),
        source_date=today,
        empty_help=_("Ingen leger du kan se, står i gammel ordning."),
        help=_(
            "Her står legene som følger gammel ordning, og hva som gjenstår for hver av dem. "
            "Det er regnet ut av det som er registrert, så rett opplysningene om legen når noe ikke stemmer."
        ),
        extra_template="journeys/_doctors_head.html",
    )


def municipalities(actor: Actor, today: date) -> SchemeList:
    """The municipalities with doctors in the old scheme: numbers, never names."""
    found = queries.counts_for(actor, today)
    rows = [_Row(one) for one in found]
    return SchemeList(
        name="old_scheme_municipalities",
        ways=ways_for(actor, named=False),
        title=_("{title}: kommuner").format(title=title_on(today)),
        lead=_lead(today),
        one=_("kommune"),
        many=_("kommuner"),
        rows=lambda actor: rows,
        columns=(
            Column(
                name="kommune",
                label=_("Kommune"),
                value=lambda row: row.name,
                sort="sort_key",
                link=lambda row: f"/kommuner/{row.code}/",
            ),
            Column(name="leger", label=_("Leger"), value=lambda row: row.doctors, sort="doctors", number=True),
            Column(
                name="kan_soke", label=_("Kan søke"), value=lambda row: row.can_apply, sort="can_apply", number=True
            ),
            Column(
                name="konverterer",
                label=_("Må konvertere") if rules.is_over(today) else _("Bør konvertere"),
                value=lambda row: row.convert,
                sort="convert",
                number=True,
            ),
            Column(name="kontor", label=_("Kontor"), value=lambda row: row.office, sort="office", on_phone=False),
            Column(name="fylke", label=_("Fylke"), value=lambda row: row.county, sort="county", shown=False),
            Column(name="skrevet", label=_("Brev sendt"), value=_written, sort="written_at", on_phone=False),
        ),
        order="kommune",
        filters=(
            Choice(
                name="kontor",
                label=_("Kontor"),
                field="office",
                choices=lambda actor: [(name, name) for name in sorted({row.office for row in rows})],
            ),
        ),
        search=("name", "code"),
        search_label=_("Kommune eller nummer"),
        source=_("kommunenes opplysninger om egne leger"),
        source_date=today,
        empty_help=_("Ingen kommuner du følger, har leger i gammel ordning."),
        help=_(
            "Tallene viser hvor mange leger som følger gammel ordning i hver kommune, uten navn. "
            "Kommunen ser hvem det er; kontoret ser navn bare på oppdrag fra kommunen."
        ),
        extra_template="journeys/_municipalities_head.html",
    )


class _Row:
    """A count as the list sorts and searches it."""

    def __init__(self, one: queries.Count) -> None:
        place = one.place
        self.pk, self.name, self.code, self.sort_key = one.pk, place.name, place.code, place.sort_key
        self.doctors, self.can_apply, self.convert = one.doctors, one.can_apply, one.convert
        self.office = short_office(place.municipality.office.name)
        self.county = place.parent.name if place.parent else ""
        self.written_at = one.written_at


def _written(row: Any) -> date | None:
    return norwegian_day(row.written_at) if row.written_at else None


def _lead(day: date) -> str:
    last = rules.deadline_on(day)
    if rules.is_over(day):
        return _("Fristen var {day}. Alle som står her, må over til ny ordning.").format(day=_in_words(last))
    words = _("Siste dag for å søke etter gammel ordning er {day}. Det er {days} dager igjen.")
    return words.format(day=_in_words(last), days=rules.days_left(day))


def _in_words(day: date) -> str:
    return date_format(day, "j. F Y")
