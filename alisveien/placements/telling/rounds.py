"""Deeds on a round in words: right after they are done, and in the journal."""

from django.utils.translation import gettext as _


def done_words(step: str) -> str:
    """What a deed did, said to the one who did it. ``step`` is the last part of the deed's address."""
    return {
        "kapasitet": _("Antall plasser er vedtatt."),
        "prov": _("Regelsettene er prøvd på lista slik den er nå."),
        "velg": _("Regelsettet er valgt."),
        "las": _("Lista er låst."),
        "apne": _("Lista er åpnet igjen. Det som var fordelt, er kastet."),
        "fordel": _("Plassene er fordelt. Nå må fordelingen kontrolleres."),
        "kontroller": _("Kontrollen fant ingen avvik."),
        "frigi": _("Fordelingen er frigitt. Leger og kommuner ser utfallet nå."),
    }[step]
