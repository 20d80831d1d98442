"""Two sentences of help at the pages of offers, by the name of the address."""

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text

OFFERS: dict[str, Text] = {
    "placements:offer": _(
        "Siden viser plassen som er tilbudt, når du må svare, og hva som følger av hvert svar. Alt som skjer, står her."
    ),
    "placements:holding_hr": _(
        "Hent køen til personalsystemet, eller send inn lista derfra for å se hva som er ulikt. Ingenting slås sammen."
    ),
    "placements:vacancy": _(
        "Siden viser hvem som står i lista for plassen, og hvorfor. Send tilbudet til den første; hun eller han svarer."
    ),
    "placements:offer_hour": _(
        "Foreslå en dag og time alle foretakene i regionen viser utfallet på. Det gjelder når alle har sagt ja."
    ),
    "placements:offer_terms": _(
        "Sett dagen utfallet vises, og hvor lenge legene har til å svare. Bli gjerne enige med de andre foretakene."
    ),
}
