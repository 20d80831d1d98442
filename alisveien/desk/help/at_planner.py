"""Two sentences of help at the pages of a trust's plan."""

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text

PLANNER: dict[str, Text] = {
    "placements:plans": _("Velg helseforetaket du vil se planen til. Du ser dem du har tilgang til."),
    "placements:plan": _(
        "Rutene viser hvem som har plass hvor i hvert halvår, og hva som er ledig. Koordinatoren endrer i utkast."
    ),
    "placements:plan_draft_new": _(
        "Et utkast er en kopi av planen som du kan flytte i. Flere utkast kan ligge side om side til du publiserer ett."
    ),
    "placements:plan_draft": _(
        "Flytt ved å dra, med tastaturet eller i et skjema. Ingenting gjelder, og ingen får beskjed, før du publiserer."
    ),
    "placements:plan_move": _(
        "Velg halvår og sted, og se hva som taler imot før du flytter. Det som bare er en merknad, kan du gå forbi."
    ),
    "placements:plan_compare": _(
        "Du ser hvem som flyttes, og hva det gjør med tallene. Du kan også sammenligne to utkast."
    ),
    "placements:plan_publish": _(
        "Her ser du hvem som flyttes, og hvem som får brev, før planen gjelder. Den kan tas tilbake til noen begynner."
    ),
}
"""Name of an address → its help."""
