"""The evaluation of a year as a list of trusts, and one trust's figures as a file, declared for the workbench."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register
from alisveien.engines.evaluation.figures import Figures
from alisveien.placements import queries_yearly as queries
from alisveien.placements.pages.yearly import Told
from alisveien.places.models import Place


@dataclass(frozen=True, slots=True)
class TrustYear:
    """One trust's line."""

    pk: int
    code: str
    name: str
    key: str
    region: str
    figures: Figures
    state: str

    @property
    def rate(self) -> int | None:
        """Filled in percent."""
        return self.figures.fill_rate


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationList(Register):
    """The list with its year and the years beside it."""

    year: int
    years: tuple[int, ...]


def evaluations(actor: Actor, year: int, today: date) -> EvaluationList:
    """Every trust the actor sees: frozen figures where a proposal was made by them, else those of today."""
    trusts = queries.trusts_seen(actor, year, today)
    now, kept = queries.figures_for(actor, trusts, year, today), queries.frozen_for(actor, trusts, year)
    rows = []
    for one in trusts:
        frozen, region = kept.get(one.pk), one.parent.name if one.parent else ""
        figures = frozen[1] if frozen else now[one.pk]
        state = str(frozen[0].proposal.get_state_display()) if frozen else _("ikke foreslått")
        rows.append(TrustYear(one.pk, one.code, one.short_name or one.name, one.sort_key, region, figures, state))
    regions = sorted({row.region for row in rows})
    return EvaluationList(
        name="evaluations",
        title=_("Årlig evaluering {year}").format(year=year),
        lead=_("Er antall sykehusplasser tilpasset behovet? Kontoret evaluerer og foreslår, helseforetaket avgjør."),
        help=_("Åpne et helseforetak for alle tallene og for å foreslå. Lista kan lastes ned som Excel eller CSV."),
        one=_("helseforetak"),
        many=_("helseforetak"),
        rows=lambda actor: rows,
        columns=_columns(year),
        order="foretak",
        filters=(
            Choice(name="region", label=_("Region"), field="region", choices=lambda actor: [(r, r) for r in regions]),
        ),
        search=("name",),
        search_label=_("Søk på helseforetak"),
        source=_("innmeldinger, runder, plasser og kapasitetsplan i Alisveien"),
        source_date=today,
        empty_help=_("Ingen av helseforetakene du ser, har en plan for dette året."),
        crumbs=((_("Kapasitetsplan"), reverse("posts:plan")),),
        extra_template="placements/_yearly_years.html",
        year=year,
        years=tuple(range(year - 2, year + 3)),
    )


def _columns(year: int) -> tuple[Column, ...]:
    return (
        Column(
            name="foretak",
            label=_("Helseforetak"),
            value=lambda row: row.name,
            sort="key",
            link=lambda row: reverse("placements:yearly", args=[year, row.code]),
        ),
        Column(name="plasser", label=_("Plasser"), value=lambda row: row.figures.planned, number=True),
        Column(name="besatt", label=_("Besatt"), value=lambda row: row.figures.filled, number=True),
        Column(name="prosent", label=_("Besatt, %"), value=lambda row: row.rate, sort="rate", number=True),
        Column(name="ko", label=_("I kø"), value=lambda row: row.figures.queue, number=True),
        Column(name="ventetid", label=_("Median, md."), value=lambda row: row.figures.wait_median, number=True),
        Column(name="forste", label=_("Første ønske"), value=lambda row: row.figures.first_wishes, number=True),
        Column(name="tomme", label=_("Tomme md."), value=lambda row: row.figures.idle, number=True),
        Column(name="status", label=_("Forslag"), value=lambda row: row.state, sort="state"),
        Column(name="region", label=_("Region"), value=lambda row: row.region, sort="region", shown=False),
    )


def packet(trust: Place, year: int, on: date, rows: Sequence[Told]) -> Register:
    """The heading and columns of one trust's file."""
    name = trust.short_name or trust.name
    return Register(
        name="evaluation",
        title=_("Evaluering {year} {trust}").format(year=year, trust=name),
        lead="",
        one=_("tall"),
        many=_("tall"),
        rows=lambda actor: rows,
        columns=(
            Column(name="hva", label=_("Hva"), value=lambda row: row.label),
            Column(name="verdi", label=_("Verdi"), value=lambda row: row.value),
            Column(name="slik", label=_("Slik er det regnet"), value=lambda row: row.note),
        ),
        order="hva",
        source=_("innmeldinger, runder, plasser og kapasitetsplan i Alisveien"),
        source_date=on,
    )
