"""Two sentences of help at each page of the capacity plan."""

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text

CAPACITY: dict[str, Text] = {
    "posts:plan": _(
        "Tabellen viser plassene hvert halvår, som i tabell 1. Åpne et helseforetak for å se versjoner og forslag."
    ),
    "posts:trust_plan": _(
        "Øverst står tallene som gjelder og hvor de kommer fra. Under står alle versjoner, med hvem som vedtok og når."
    ),
    "posts:plan_compare": _(
        "Velg to versjoner og se forskjellen halvår for halvår. En versjon føres videre til en ny tar over."
    ),
    "posts:proposal_new": _(
        "Endre tallene du foreslår, og skriv hvorfor. Foretaket får brev, svarer og avgjør; du kan trekke forslaget."
    ),
    "posts:proposal": _(
        "Siden viser hva som gjelder, hva som er foreslått, svaret og vedtaket. Helseforetaket avgjør."
    ),
    "posts:proposal_answer": _(
        "Si dere enige, foreslå andre tall, eller si at antallet ikke kan endres. Svaret kan endres til dere vedtar."
    ),
    "capacity_decide": _(
        "Skriv inn det ledelsen har vedtatt, og se hva som endres før du lagrer. Et vedtak endres ikke siden."
    ),
    "posts:proposal_withdraw": _(
        "Forslaget blir stående som trukket, med grunnen. Du kan angre i loggen så lenge det ikke er laget et nytt."
    ),
    "posts:department": _(
        "Siden viser hva avdelingen tilbyr, og fra hvilket halvår. Helseforetaket setter tak og vilkår."
    ),
    "posts:department_change": _("Velg halvåret vilkårene gjelder fra. Det som gjaldt før, blir stående i historien."),
    "placements:yearly": _(
        "Tallene er lenker til radene bak dem for den som kan se dem. De tas vare på når kontoret foreslår ut fra dem."
    ),
    "placements:yearly_propose": _(
        "Endre tallene du foreslår, og skriv hvorfor. Evalueringen slik den er nå, følger forslaget til foretaket."
    ),
}
"""Name of an address → its help."""
