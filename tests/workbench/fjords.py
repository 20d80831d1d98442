"""A small register of its own for the machinery: a table made for the test, and the list declared for it."""

from datetime import date

from django.db import models

from alisveien.base.registers import Choice, Column, Range, Register


class Fjord(models.Model):
    """A row of the test's list."""

    name = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=80)
    county = models.CharField(max_length=20)
    depth = models.IntegerField(null=True)

    class Meta:
        app_label = "workbench"
        db_table = "test_fjord"


REGISTER = Register(
    name="fjords",
    title="Fjorder",
    lead="Fjorder til prøve.",
    one="fjord",
    many="fjorder",
    rows=lambda actor: Fjord.objects.all(),
    columns=(
        Column(name="navn", label="Navn", value=lambda row: row.name, sort="sort_key", link=lambda row: f"/{row.pk}/"),
        Column(name="fylke", label="Fylke", value=lambda row: row.county),
        Column(name="dybde", label="Dybde", value=lambda row: row.depth, sort="depth", number=True),
    ),
    order="navn",
    filters=(
        Choice(
            name="fylke",
            label="Fylke",
            field="county",
            choices=lambda actor: [("Troms", "Troms"), ("Vestland", "Vestland")],
        ),
        Range(name="dybde", label="Dybde", field="depth", unit="meter"),
        Range(name="bredde", label="Bredde", field="depth", lowest=1, highest=40),
    ),
    search=("name",),
    source="Prøvedata",
    source_date=date(2026, 1, 1),
    page_size=3,
)
