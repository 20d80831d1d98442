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
    "outreach:touch": _("Her står det som ble ført. Er det feil, kan du rette det eller ta det ut, og angre i loggen."),
    "outreach:touch_change": _(
        "Skriv det som er riktig. Har noen andre rettet imens, får du vite hva, før noe blir borte."
    ),
    "outreach:template_new": _(
        "Malen deles av alle ved kontoret. Flettefeltene fylles ut for hver mottaker når brevet skrives."
    ),
    "outreach:template": _("Endrer du malen, endres ikke brev som alt er sendt. Du kan angre i loggen."),
    "outreach:template_end": _("Malen kan ikke lenger settes inn. Du kan angre i loggen på malens side."),
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
