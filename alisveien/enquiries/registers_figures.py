"""The figures as a file: the rows behind both charts, declared so that the workbench writes it."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.registers import Column, Register
from alisveien.enquiries.pages.figures import Bar, Rows, by_asker, by_channel, by_topic


def rows_of(rows: Rows) -> list[Bar]:
    """Every bar of the charts, with the chart it stands in."""
    parts = ((_("Tema"), by_topic(rows)), (_("Hvem spør"), by_asker(rows)), (_("Kanal"), by_channel(rows)))
    return [replace(bar, group=group) for group, bars in parts for bar in bars]


def figures(today: date, *, synthetic: bool) -> Register:
    """The heading and columns of the file."""
    return Register(
        name="enquiry_figures",
        title=_("Henvendelser i tall (øvingsdata)") if synthetic else _("Henvendelser i tall"),
        lead="",
        one=_("rad"),
        many=_("rader"),
        rows=lambda actor: [],
        columns=(
            Column(name="figur", label=_("Figur"), value=lambda row: row.group),
            Column(name="hva", label=_("Hva"), value=lambda row: row.label),
            Column(name="antall", label=_("Antall"), value=lambda row: row.count, number=True),
            Column(name="prosent", label=_("Prosent"), value=lambda row: row.percent, number=True),
        ),
        order="figur",
        source=_("kontorenes logg over henvendelser"),
        source_date=today,
    )
