"""The list of an office's letter templates."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.registers import Column, Register
from alisveien.outreach import queries_templates
from alisveien.places.columns import short_office


def templates(today: date) -> Register:
    """The templates in use at the actor's offices."""
    return Register(
        name="letter_templates",
        title=_("Brevmaler"),
        lead=_("Brev kontoret skriver ofte. De kan settes inn når du skriver til rollene."),
        help=_("En mal deles av alle ved kontoret. Endrer du den, endres ikke det som alt er sendt."),
        one=_("mal"),
        many=_("maler"),
        rows=queries_templates.templates_for,
        columns=(
            Column(
                name="navn",
                label=_("Navn"),
                value=lambda row: row.name,
                link=lambda row: reverse("outreach:template", args=[row.pk]),
                sort="name",
            ),
            Column(name="emne", label=_("Emne"), value=lambda row: row.subject, sort="subject"),
            Column(name="kontor", label=_("Kontor"), value=lambda row: short_office(row.office.name)),
        ),
        order="navn",
        search=("name", "subject", "body"),
        search_label=_("Søk i malene"),
        source=_("kontorets egne maler"),
        source_date=today,
        empty_help=_("Ingen maler passer. Fjern søket, eller lag en ny."),
        extra_template="outreach/_head_templates.html",
        crumbs=((_("Kontaktnett"), reverse("outreach:network")),),
    )
