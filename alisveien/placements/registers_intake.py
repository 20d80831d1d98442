"""The list of workbooks that were read in, declared for the workbench."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Column, Register
from alisveien.placements import queries_intake as queries

INTAKES = Register(
    name="intakes",
    title=_("Innlesinger"),
    lead=_("Arbeidsbøker med innmeldinger som er lest inn for stedene dine, nyeste først."),
    one=_("innlesing"),
    many=_("innlesinger"),
    rows=queries.listed_intakes,
    columns=(
        Column(
            name="fil",
            label=_("Arbeidsbok"),
            value=lambda row: row.file_name,
            sort="file_name",
            link=lambda row: reverse("placements:intake_faults", args=[row.pk]),
        ),
        Column(
            name="lest",
            label=_("Lest inn"),
            value=lambda row: timezone.localtime(row.at).date(),
            sort="at",
            note=lambda row: timezone.localtime(row.at).strftime("kl. %H.%M"),
        ),
        Column(
            name="sted",
            label=_("For"),
            value=lambda row: (row.place.short_name or row.place.name) if row.place else _("hele regionen"),
            sort="place__sort_key",
        ),
        Column(name="ar", label=_("Runde"), value=lambda row: str(row.year), sort="year"),
        Column(name="av", label=_("Av"), value=lambda row: row.by_name, on_phone=False),
        Column(name="nye", label=_("Nye"), value=lambda row: row.new, sort="new", number=True),
        Column(name="endret", label=_("Endret"), value=lambda row: row.changed, sort="changed", number=True),
        Column(name="uendret", label=_("Uendret"), value=lambda row: row.unchanged, sort="unchanged", number=True),
        Column(name="avvist", label=_("Avvist"), value=lambda row: row.refused, sort="refused", number=True),
    ),
    order="-lest",
    source=_("arbeidsbøkene slik de ble lest inn"),
    empty_help=_("Last ned malen, fyll den ut og les den inn. Du ser hva som skjer med hver rad før noe lagres."),
    extra_template="placements/_intakes_head.html",
    help=_("Hver rad er en arbeidsbok. Tallet i «Avvist» er rader du får tilbake med hva som er feil, for å rettes."),
)
