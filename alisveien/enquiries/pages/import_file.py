"""Enquiries read in from a table: the words of its pages."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alisveien.enquiries.services.importing import ENQUIRIES
from alisveien.enquiries.table_reading import Line
from alisveien.enquiries.telling import topics_in_words
from alisveien.workbench.intake import NEW, REFUSED, SAME
from alisveien.workbench.intake_pages import IntakePages


def _said(line: Line) -> str:
    """«20. november 2026, Tromsø, Utdanningsplaner»; nothing when the row could not be read."""
    if line.faults:
        return ""
    parts = (date_format(line.asked_on, "j. F Y"), line.place, topics_in_words(line.topics))
    return ", ".join(part for part in parts if part)


FILES = IntakePages(
    intake=ENQUIRIES,
    area="enquiries",
    title=_("Les inn henvendelser"),
    label=_("Fil med henvendelser"),
    help=_(
        "Arbeidsbok (.xlsx) eller CSV. En liste lastet ned herfra kan leses inn som den er. "
        "Ingen pasientopplysninger, og ingen navn på leger eller pasienter."
    ),
    home=("enquiries:enquiries", _("Henvendelser")),
    row=_("Henvendelse"),
    said=_said,
    outcomes={NEW: _("ny"), SAME: _("ført før"), REFUSED: _("leses ikke inn")},
    button=lambda good: ngettext("Les inn {count} henvendelse", "Les inn {count} henvendelser", good).format(
        count=good
    ),
    done=_("De gode radene er lest inn. Hver henvendelse kan tas bort fra loggen sin."),
    rejected="henvendelser-rader-med-feil.xlsx",
)
