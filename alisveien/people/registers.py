"""The list of persons as it stands on a day, declared for the workbench, with what can be done to several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.forms import BaseForm
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Action, Change, Choice, Register, Text
from alisveien.people import queries_list as queries
from alisveien.people import rules_persons as rules
from alisveien.people.columns import COLUMNS, said_role
from alisveien.people.forms import EndForm
from alisveien.people.models import ContactRole, ContactRoleName, Person, Speciality
from alisveien.people.services import roles as services
from alisveien.places.columns import short_office
from alisveien.places.models import Place
from alisveien.places.queries import choices_of

Kind = Place.Kind
Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonList(Register):
    """The list with what stands above it: whether the actor may enter somebody, and whether there is practice data."""

    may_enter: bool
    synthetic: bool


def persons(actor: Actor, day: date, today: date, *, synthetic: bool) -> PersonList:
    """Everybody the actor sees by name, with the roles they held on a day."""
    return PersonList(
        name="persons",
        title=_("Personer (øvingsdata)") if synthetic else _("Personer"),
        lead=_(
            "Hvem som leder, veileder og gir råd, hvor og siden når. Leger i spesialisering ser du bare hos dere selv."
        ),
        help=_(
            "Filtrer på rolle, sted eller kontor, og åpne en person for å se rollene over tid. "
            "Kryss av flere for å bekrefte eller avslutte samlet."
        ),
        one=_("person"),
        many=_("personer"),
        rows=partial(queries.listed_persons, day=day),
        narrow=partial(queries.narrowed_persons, day=day),
        columns=COLUMNS,
        order="navn",
        filters=_filters(day),
        search=("first_name", "last_name", "hpr_number", "email", "phone"),
        search_label=_("Navn, HPR-nummer, e-post eller telefon"),
        source=_("stedenes og kontorenes egne opplysninger"),
        source_date=day,
        empty_help=_("Ingen personer passer. Fjern et filter, eller velg en annen dag."),
        tags_template="people/_practice.html",
        extra_template="people/_list_head.html",
        dated=True,
        as_of=None if day == today else day,
        actions=() if day != today else (CONFIRM, END),
        may_enter=rules.may_enter_persons(actor),
        synthetic=synthetic,
    )


def _filters(day: date) -> tuple[Choice, ...]:
    roles: list[tuple[str, Text]] = [*ContactRoleName.choices, (queries.DOCTOR, _("lege i spesialisering"))]
    return (
        Choice(name="rolle", label=_("Rolle"), field="", choices=lambda actor: roles),
        Choice(
            name="kontor",
            label=_("Kontorets område"),
            field="",
            choices=lambda actor: [(code, short_office(name)) for code, name in choices_of(Kind.OFFICE, day)],
        ),
        Choice(name="fylke", label=_("Fylke"), field="", choices=lambda actor: choices_of(Kind.COUNTY, day)),
        Choice(name="sted", label=_("Sted"), field="", choices=partial(queries.places_with_roles, day=day)),
        Choice(name="fag", label=_("Spesialist i"), field="", choices=lambda actor: _specialities()),
        Choice(
            name="bekreftet",
            label=_("Bekreftet"),
            field="",
            choices=lambda actor: [
                (queries.FRESH, _("siste året")),
                (queries.OLD, _("for over et år siden")),
                (queries.NEVER, _("aldri")),
            ],
        ),
    )


def _specialities() -> list[tuple[str, Text]]:
    return [(one.value, str(one.label)) for one in Speciality]


def _kept(row: Person, by: Actor, today: date) -> list[ContactRole]:
    """The roles of a person that last today and that the actor keeps."""
    lasting: list[ContactRole] = [one for one in row.seen_roles if not rules.against_confirming(one, today=today)]  # type: ignore[attr-defined]
    return [one for one in lasting if rules.may_keep_roles_at(by, one.place)]


def _preview(rows: Sequence[Any], by: Actor, at: datetime, words: str) -> list[Change]:
    found = []
    for row in rows:
        kept = _kept(row, by, norwegian_day(at))
        if kept:
            found.append(Change(row=row, label=row.name, what=words + "; ".join(said_role(one) for one in kept)))
        else:
            found.append(Change(row=row, label=row.name, against=(_("Ingen rolle her som dere holder."),)))
    return found


def _confirming(rows: Sequence[Any], answers: Answers, by: Actor, at: datetime) -> list[Change]:
    return _preview(rows, by, at, _("bekreftes i dag: "))


def _confirm(row: Any, answers: Answers, by: Actor, at: datetime) -> None:
    services.confirm_roles(roles=_kept(row, by, norwegian_day(at)), by=by, at=at)


def _ending(rows: Sequence[Any], answers: Answers, by: Actor, at: datetime) -> list[Change]:
    day = answers.get("to_on")
    if day is None:
        return []
    return _preview(rows, by, at, _("slutter {day}: ").format(day=date_format(day, "j. F Y")))


def _end(row: Any, answers: Answers, by: Actor, at: datetime) -> None:
    for role in _kept(row, by, norwegian_day(at)):
        services.end_role(role=role, to_on=answers["to_on"], by=by, at=at)


_END_FORM: type[BaseForm] = EndForm
CONFIRM = Action(
    name="bekreft",
    label=gettext_lazy("Bekreft roller"),
    lead=gettext_lazy(
        "Du sier at rollene stemmer i dag. Bare roller ved steder dere holder kontakt for, blir bekreftet."
    ),
    may=rules.may_enter_persons,
    preview=_confirming,
    do=_confirm,
    done=lambda count: ngettext("{n} person er bekreftet.", "{n} personer er bekreftet.", count).format(n=count),
)
END = Action(
    name="avslutt",
    label=gettext_lazy("Avslutt roller"),
    lead=gettext_lazy("Rollene slutter den dagen du velger. Personen og det som har vært, blir stående."),
    may=rules.may_enter_persons,
    preview=_ending,
    do=_end,
    done=lambda count: ngettext(
        "Rollene til {n} person er avsluttet.", "Rollene til {n} personer er avsluttet.", count
    ).format(n=count),
    form=_END_FORM,
    danger=True,
)
