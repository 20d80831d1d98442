"""Help for everybody: lists, the work list, one's account."""

from django.utils.translation import gettext_lazy as _

from alisveien.desk.help.guide import Guide, Task

LISTS = Guide(
    slug="lister",
    title=_("Lister"),
    lead=_("Alle lister virker likt. Det du velger, står i adressen, så du kan sende den til andre."),
    tasks=(
        Task(
            _("Finn rader"),
            (
                _("Skriv i søkefeltet til venstre, eller velg ett eller flere filtre."),
                _("Velg «Vis utvalget». Hvert filter blir en merkelapp over lista, og krysset tar den bort."),
                _("Velg en kolonneoverskrift for å sortere. Velg den en gang til for å snu rekkefølgen."),
            ),
            "/kommuner/",
        ),
        Task(
            _("Velg kolonner"),
            (
                _("Velg «Kolonner» over lista, kryss av, og flytt med pilene."),
                _("Velg «Vis kolonnene». Nedlastingen får de samme kolonnene i samme rekkefølge."),
            ),
            "/kommuner/",
        ),
        Task(
            _("Lagre og del en visning"),
            (
                _("Velg filtre, rekkefølge og kolonner. Velg så «Visninger» og «Lagre visningen»."),
                _("Gi den et navn, og velg hvem som kan åpne den. Andre ser bare det de selv har tilgang til."),
                _("Kryss av for «Åpne lista slik for meg» hvis den skal være den første du ser."),
            ),
            "/visninger/",
        ),
        Task(
            _("Endre flere rader samtidig"),
            (
                _("Kryss av radene, eller velg «Velg alle på siden» eller alle treff."),
                _("Velg hva du vil gjøre. Du får først se hva som blir endret, hva som ikke blir det, og hvorfor."),
                _("Bekreft. Enten blir alt gjort, eller ingenting."),
            ),
            "/visninger/",
        ),
        Task(
            _("Last ned"), (_("Velg XLSX eller CSV over lista. Fila får akkurat det lista viser, med kilde og dato."),)
        ),
    ),
)
WORK = Guide(
    slug="arbeidsliste",
    title=_("Arbeidslista"),
    lead=_("Det første du ser når du er logget inn. Oppgavene kommer av seg selv og forsvinner når de er gjort."),
    tasks=(
        Task(
            _("Les lista"),
            (
                _("«Forfalt» har gått over fristen. «Frist denne uka» gjelder til og med søndag."),
                _("«Venter på andre» kan du ikke gjøre noe med nå, men du kan se hvem det ligger hos."),
                _("«Endret siden sist» er det andre har gjort hos dere etter at du var her sist."),
                _("Tallene øverst er lenker. Velg et tall for å se alle radene bak det."),
            ),
            "/arbeidsliste/",
        ),
    ),
)
ACCOUNT = Guide(
    slug="konto",
    title=_("Konto og innlogging"),
    lead=_("Alle som ser opplysninger om andre, logger inn i to trinn."),
    tasks=(
        Task(
            _("Slå på totrinnsbekreftelse"),
            (
                _("Åpne «Min konto» og velg «Totrinnsbekreftelse»."),
                _("Velg en app som viser koder, eller en nøkkel på mobilen eller PC-en, og følg siden."),
                _("Ta vare på reservekodene. De er veien inn hvis du mister mobilen."),
            ),
            "/konto/totrinn/",
        ),
        Task(
            _("Glemt passordet"),
            (
                _("Velg «Glemt passordet» på innloggingssiden og skriv e-postadressen din."),
                _("Åpne lenken i e-posten og velg et nytt passord."),
            ),
            "/konto/passord/glemt/",
        ),
        Task(
            _("Du har fått en engangslenke"),
            (
                _("Lenken gjelder én oppgave og krever ingen konto. Åpne den og velg «Fortsett»."),
                _("Er den for gammel, får du en ny av den som sendte den."),
            ),
        ),
    ),
)
GUIDES = (WORK, LISTS, ACCOUNT)
