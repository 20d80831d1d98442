"""What doctors, hospitals and municipalities said of the learning arenas, as a list."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register, Text
from alisveien.placements.queries_evaluations import results_for


def arenas(today: date) -> Register:
    """The departments with five answers or more."""
    return Register(
        name="arena_results",
        title=_("Evaluering av avdelingene"),
        lead=_("Hva leger, sykehus og kommuner har svart etter plassen, fra 1 (svært dårlig) til 5 (svært godt)."),
        one=_("avdeling"),
        many=_("avdelinger"),
        rows=results_for,
        columns=(
            Column(
                name="avdeling",
                label=_("Avdeling"),
                value=lambda row: row.arena,
                sort="sort_key",
                link=lambda row: reverse("placements:arena_result", args=[row.pk]),
            ),
            Column(name="sykehus", label=_("Sykehus"), value=lambda row: row.hospital, sort="hospital"),
            _mean("alt", _("Alt i alt"), "overall"),
            _mean("veiledning", _("Veiledning"), "supervision"),
            _mean("mal", _("Læringsmål"), "goals"),
            _mean("samarbeid", _("Samarbeid"), "cooperation"),
            _mean("forberedt", _("Forberedt"), "preparation"),
            Column(name="svar", label=_("Svar"), value=lambda row: row.count, sort="count", number=True),
        ),
        order="avdeling",
        filters=(Choice(name="sykehus", label=_("Sykehus"), field="hospital_code", choices=_hospitals),),
        search=("arena", "hospital"),
        search_label=_("Søk på avdeling eller sykehus"),
        source=_("evalueringer etter plasser i sykehus"),
        source_date=today,
        crumbs=((_("Plasser"), "/plasser/"),),
        empty_help=_("Ingen avdelinger har fem svar ennå, og færre enn fem vises aldri."),
        help=_(
            "Tallene er gjennomsnitt av alle svar om avdelingen. En avdeling vises først når fem har svart, "
            "og ingen ser hva en enkelt har svart."
        ),
    )


def _mean(name: str, label: Text, field: str) -> Column:
    return Column(name=name, label=label, value=lambda row: getattr(row, field), sort=field, number=True)


def _hospitals(actor: Actor) -> list[tuple[str, Text]]:
    found: dict[str, Text] = {row.hospital_code: row.hospital for row in results_for(actor)}
    return list(found.items())
