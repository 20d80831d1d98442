"""Two sentences of help at each page of the contact network."""

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text

OUTREACH: dict[str, Text] = {
    "follow_up_map": _(
        "Velg om kartet skal vise siste kontakt eller sårbarhet. Velg en kommune for å se hvorfor den har fargen sin."
    ),
    "outreach:municipality": _(
        "Her står hvem som har rollene, og all kontakt på én tidslinje. Innmeldinger og brev herfra teller av seg selv."
    ),
    "outreach:touch_log": _(
        "Skriv når det var, og kort hva det gjaldt. Ikke skriv om pasienter, helse eller enkeltpersoner."
    ),
    "outreach:touch": _("Her står det som ble ført. Er det feil, kan du ta det ut, og angre i loggen."),
    "outreach:check_ask": _(
        "Kommunen får en lenke som bare gjelder dette. Svaret rettes rett inn, og du ser det på kommunens side."
    ),
    "outreach:arenas_ask": _(
        "Kommunen får en lenke som bare gjelder læringsarenaene. Du ser på arenaene når de sist ble bekreftet."
    ),
    "outreach:check": _(
        "Svar på hver linje, og send til slutt. Lenken gjelder bare kontaktene i denne kommunen og krever ingen konto."
    ),
    "outreach:mailing": _(
        "Her ser du teksten og hvem som fikk den. Kom et brev i retur, rett adressen og skriv på nytt."
    ),
    "outreach:rules": _(
        "Hvert kontor velger hva som teller, og hvor mye. En endring gjelder fra en dag og har en begrunnelse."
    ),
    "outreach:rule_change": _(
        "Endre tallene, velg dag, og skriv hvorfor. Det som er vist for tidligere dager, blir stående."
    ),
}
"""Name of an address → its help."""
