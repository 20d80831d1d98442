"""Two sentences of help at the pages of agreements and of what is asked at the gate."""

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text

GATE: dict[str, Text] = {
    "agreements:agreement": _("Siden viser én avtale og alt som er gjort med den. En endring kan angres i loggen."),
    "agreements:agreement_change": _(
        "Endringen vises i loggen med dato og hvem som gjorde den. Den kan angres der. En ny fil tar den gamles plass."
    ),
    "agreements:agreement_end": _(
        "Skriv siste dag avtalen gjelder, og hvorfor den slutter. Avtalen blir stående i historien."
    ),
    "placements:dispute_new": _(
        "Velg hva det gjelder og hva som er galt. Kommunen eller helseforetaket svarer deg med en begrunnelse."
    ),
    "placements:dispute": _(
        "Her står det legen sa fra om, og svaret. Rettes noe, gjøres det i innmeldingen, der alle ser endringen."
    ),
    "placements:trust_list_then": _(
        "Velg en dag for å se hvem som var meldt inn da, og i hvilken rekkefølge. Lista er regnet ut av historikken."
    ),
    "placements:gate_rules": _(
        "Her står vilkårene helseforetaket har vedtatt, den nyeste versjonen øverst. Det som er endret, er merket."
    ),
    "placements:gate_decide": _(
        "Velg hva som er et krav og hva som bare gir et varsel, og fra hvilken runde. Runder som er låst, endres ikke."
    ),
}
"""Name of an address → its help."""
