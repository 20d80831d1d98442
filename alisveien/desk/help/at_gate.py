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
}
"""Name of an address → its help."""
