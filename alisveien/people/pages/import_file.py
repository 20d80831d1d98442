"""Persons read in from a table: the words of its pages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alisveien.people.services.importing import PERSONS
from alisveien.people.table_reading import Line
from alisveien.workbench.intake import CHANGED, NEW, REFUSED, SAME
from alisveien.workbench.intake_pages import IntakePages


def _said(line: Line) -> str:
    return f"{line.first_name} {line.last_name}".strip()


FILES = IntakePages(
    intake=PERSONS,
    area="people",
    title=_("Les inn personer"),
    label=_("Fil med personer"),
    help=_("Arbeidsbok (.xlsx) eller CSV. En liste lastet ned herfra kan leses inn som den er."),
    home=("people:persons", _("Personer")),
    row=_("Navn"),
    said=_said,
    outcomes={NEW: _("ny"), CHANGED: _("endres"), SAME: _("lik"), REFUSED: _("leses ikke inn")},
    button=lambda good: ngettext("Les inn {count} rad", "Les inn {count} rader", good).format(count=good),
    done=_("De gode radene er lest inn."),
    rejected="personer-rader-med-feil.xlsx",
)
