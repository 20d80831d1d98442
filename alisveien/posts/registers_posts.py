"""The posts and the departments as lists, declared for the workbench."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Action, Change, Choice, Column, Register, Tone
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.posts import queries_posts as queries
from alisveien.posts import rules_posts as rules
from alisveien.posts.forms import WhyForm
from alisveien.posts.models import DepartmentTerms, Post
from alisveien.posts.services.changes import open_post, withdraw_post

TONES: dict[str, Tone] = {
    "open": "warning",
    "offered": "info",
    "filled": "success",
    "split": "success",
    "idle": "danger",
}


def _label(post: Post) -> str:
    return f"{post.trust.short_name or post.trust.name}, {post}"


def _opening(rows: Sequence[Any], answers: Mapping[str, Any], actor: Actor, at: datetime) -> list[Change]:
    today = norwegian_day(at)
    words = _("planlagt → ledig")
    return [
        Change(row=row, label=_label(row), what=words, against=_against(actor, row, rules.against_opening(row, today)))
        for row in rows
    ]


def _withdrawing(rows: Sequence[Any], answers: Mapping[str, Any], actor: Actor, at: datetime) -> list[Change]:
    words, why = _("trekkes"), str(answers.get("why", ""))
    return [
        Change(
            row=row, label=_label(row), what=words, against=_against(actor, row, rules.against_withdrawing(row, why))
        )
        for row in rows
    ]


def _against(actor: Actor, post: Post, reasons: list[str]) -> tuple[str, ...]:
    if not rules.may_change_post(actor, post):
        return (_("Helseforetaket bestemmer over plassen."),)
    return tuple(reasons)


OPEN = Action(
    name="apne",
    label=gettext_lazy("Åpne plasser"),
    lead=gettext_lazy("Åpne plasser kan tilbys. De blir tilbudt etter prioritert liste."),
    may=rules.may_change_posts,
    preview=_opening,
    do=lambda row, answers, by, at: open_post(post=row, by=by, at=at),
    done=lambda count: ngettext("{n} plass er åpnet.", "{n} plasser er åpnet.", count).format(n=count),
)
WITHDRAW = Action(
    name="trekk",
    label=gettext_lazy("Trekk plasser"),
    lead=gettext_lazy("Bare plasser ingen har eller er tilbudt, kan trekkes. Grunnen vises i lista."),
    may=rules.may_change_posts,
    preview=_withdrawing,
    do=lambda row, answers, by, at: withdraw_post(post=row, why=answers["why"], by=by, at=at),
    done=lambda count: ngettext("{n} plass er trukket.", "{n} plasser er trukket.", count).format(n=count),
    form=WhyForm,
    danger=True,
)


def posts_register(actor: Actor) -> Register:
    """Every post of the trusts the actor sees; the trust opens and withdraws its own."""
    years = [(str(year), str(year)) for year in queries.years_with_posts(actor)]
    trusts = queries.trusts_with_posts(actor)
    return Register(
        name="posts",
        title=_("Øremerkede plasser"),
        lead=_("Plassene helseforetakene har, halvår for halvår. Avdelingen følger legens behov og ønsker."),
        help=_("Plasser lages når et vedtak lagres eller en runde frigis. Velg rader for å åpne eller trekke plasser."),
        one=_("plass"),
        many=_("plasser"),
        rows=queries.posts_seen,
        columns=_post_columns(),
        order="fra",
        filters=(
            Choice(name="foretak", label=_("Helseforetak"), field="trust__code", choices=lambda actor: trusts),
            Choice(name="ar", label=_("År"), field="year", choices=lambda actor: years),
            Choice(name="halvar", label=_("Halvår"), field="half", choices=lambda actor: [("1", "P1"), ("2", "P2")]),
            Choice(name="status", label=_("Status"), field="state", choices=lambda actor: Post.State.choices),
        ),
        source=_("vedtak og runder i Alisveien"),
        empty_help=_("Ingen plasser er lagt inn ennå. De kommer når et vedtak lagres eller en runde frigis."),
        crumbs=((_("Kapasitetsplan"), reverse("posts:plan")),),
        actions=(OPEN, WITHDRAW),
    )


def _post_columns() -> tuple[Column, ...]:
    return (
        Column(
            name="plass",
            label=_("Plass"),
            value=_label,
            sort="trust__sort_key",
            link=lambda row: reverse("posts:trust_plan", args=[row.trust.code]),
        ),
        Column(name="fra", label=_("Fra"), value=lambda row: row.from_on, sort="from_on"),
        Column(name="til", label=_("Til og med"), value=lambda row: row.to_on, sort="to_on"),
        Column(
            name="status",
            label=_("Status"),
            value=lambda row: Post.State(row.state).label,
            sort="state",
            tone=lambda row: TONES.get(row.state, "neutral"),
            note=lambda row: row.withdrawn_why,
        ),
        Column(
            name="versjon", label=_("Fra plan"), value=lambda row: row.plan.name if row.plan else "", on_phone=False
        ),
        Column(name="rest", label=_("Rest av"), value=lambda row: str(row.left_by) if row.left_by else "", shown=False),
        Column(name="grunn", label=_("Trukket fordi"), value=lambda row: row.withdrawn_why, shown=False),
    )


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department in the list."""

    pk: int
    name: str
    name_key: str
    hospital: str
    trust: str
    trust_code: str
    ceiling: int | None
    on_call: str
    goals: str
    conditions: str
    since: str
    source: str


def departments_register(actor: Actor, today: date) -> Register:
    """Every department with what it offers in the half-year that runs."""
    half = queries.half_of(today)
    rows = [department_row(one) for one in queries.departments_for(actor, half, today)]
    trusts = sorted({(row.trust_code, row.trust) for row in rows}, key=lambda pair: pair[1])
    return Register(
        name="department_terms",
        title=_("Avdelinger som tar imot leger"),
        lead=_("Tak, vakt, læringsmål og vilkår slik de gjelder i {half}. Helseforetaket bestemmer.").format(
            half=half.label
        ),
        help=_(
            "Åpne en avdeling for å se tidligere og kommende vilkår. Uten tak styrer bare foretakets samlede antall."
        ),
        one=_("avdeling"),
        many=_("avdelinger"),
        rows=lambda actor: rows,
        columns=_department_columns(),
        order="avdeling",
        filters=(
            Choice(name="foretak", label=_("Helseforetak"), field="trust_code", choices=lambda actor: trusts),
            Choice(
                name="vakt",
                label=_("Vakt"),
                field="on_call",
                choices=lambda actor: [(str(label), label) for label in DepartmentTerms.OnCall.labels],
            ),
        ),
        search=("name", "hospital", "trust"),
        search_label=_("Søk på avdeling eller sykehus"),
        source=_("helseforetakene; tak uten dato er registerets antagelse"),
        source_date=today,
        empty_help=_("Ingen avdelinger passer. Fjern et filter."),
        crumbs=((_("Kapasitetsplan"), reverse("posts:plan")),),
    )


def department_row(one: queries.Described) -> DepartmentRow:
    """One department as the list shows it."""
    terms, hospital, trust = one.terms, one.department.parent, queries.trust_of(one.department)
    return DepartmentRow(
        pk=one.department.pk,
        name=one.department.name,
        name_key=one.department.sort_key,
        hospital=hospital.name if hospital else "",
        trust=(trust.short_name or trust.name) if trust else "",
        trust_code=trust.code if trust else "",
        ceiling=one.ceiling,
        on_call=str(terms.get_on_call_display()) if terms and terms.on_call else "",
        goals=goals_of(terms) if terms else "",
        conditions=terms.conditions if terms else "",
        since=HalfYear(terms.year, terms.half).label if terms else "",
        source=terms.source if terms else one.department.department.source,
    )


def goals_of(terms: DepartmentTerms) -> str:
    """The goals a department gives: «ALM 055, ALM 085»."""
    return ", ".join(name for name, given in (("ALM 055", terms.gives_055), ("ALM 085", terms.gives_085)) if given)


def _department_columns() -> tuple[Column, ...]:
    return (
        Column(
            name="avdeling",
            label=_("Avdeling"),
            value=lambda row: row.name,
            sort="name_key",
            link=lambda row: reverse("posts:department", args=[row.pk]),
            note=lambda row: row.hospital,
        ),
        Column(name="foretak", label=_("Helseforetak"), value=lambda row: row.trust, sort="trust"),
        Column(name="tak", label=_("Tak"), value=lambda row: row.ceiling, sort="ceiling", number=True),
        Column(name="vakt", label=_("Vakt"), value=lambda row: row.on_call, sort="on_call"),
        Column(name="mal", label=_("Læringsmål"), value=lambda row: row.goals, sort="goals"),
        Column(name="vilkar", label=_("Vilkår"), value=lambda row: row.conditions, on_phone=False),
        Column(name="fra", label=_("Gjelder fra"), value=lambda row: row.since, sort="since"),
        Column(name="sykehus", label=_("Sykehus"), value=lambda row: row.hospital, sort="hospital", shown=False),
        Column(name="kilde", label=_("Kilde"), value=lambda row: row.source, shown=False),
    )
