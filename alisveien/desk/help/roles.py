"""Help for each role: the usual tasks, and who to ask. What a role sees and can do is read from the matrix."""

from django.utils.translation import gettext_lazy as _

from alisveien.access.permissions import Role
from alisveien.desk.help.guide import Guide, Task

NOMINATE = Task(
    _("Meld inn en lege"),
    (
        _("Åpne «Innmeldinger» og velg «Ny innmelding». Har dere mange, velg den tette siden."),
        _("Gå gjennom stegene. Det vi vet fra før, står der. Svar på om det stemmer."),
        _("Skriv behovet bak hvert ønske. Ikke skriv om pasienter eller hvorfor noen er borte."),
        _("Se over og send. Du får en kvittering på siden og på e-post."),
    ),
    "/innmeldinger/",
)
ORDER = Task(
    _("Sett rekkefølge mellom egne leger"),
    (
        _("Åpne «Innmeldinger» og velg rekkefølgen for kommunen."),
        _("Flytt legene med pilene eller ved å dra. Kommunen avgjør rekkefølgen mellom sine egne."),
    ),
    "/innmeldinger/",
)
GIVE = Task(
    _("Gi eller avslutt en tilgang"),
    (
        _("Åpne «Tilganger». Der ser du hvem som har hvilken rolle hos dere, og til når."),
        _("Velg «Gi tilgang», og skriv navn, e-postadresse, rolle og sted. Personen får en e-post."),
        _("Når noen slutter, velg «Avslutt» på raden deres samme dag."),
    ),
    "/tilganger/",
)
ROUND = Task(
    _("Før runden fram"),
    (
        _("Åpne «Runder» og velg runden til foretaket. Siden viser stegene, hva som er gjort, og hva som mangler."),
        _("Vedta antall plasser, velg regelsett, og lås lista."),
        _("Les forslaget og kontrollen før du går videre. Legen og kommunen ser det ikke ennå."),
        _("En annen enn den som låste lista, frigir. Da får legene og kommunene vite utfallet."),
    ),
    "/runder/",
)
CARD = Task(
    _("Forstå en plassering"),
    (
        _("Velg navnet i lista for å åpne prioritetskortet."),
        _("Kortet viser nummeret på lista, hvert kriterium med det vi bygger på, og hva som skjedde med hvert ønske."),
        _("Er noe feil, står det hvem som kan rette det."),
    ),
    "/runder/",
)
MANDATE = Task(
    _("Handle på oppdrag"),
    (
        _("Kommunen ber om hjelp. Åpne «Oppdrag», velg kommunen, og skriv hva du er bedt om."),
        _("Du ser navn og kan melde inn for kommunen så lenge oppdraget varer. Det står i loggen deres."),
        _("Avslutt oppdraget når du er ferdig."),
    ),
    "/oppdrag/",
)
FIGURES = Task(
    _("Se tall og kart"),
    (
        _("Åpne «Behov» i menyen din: meldt inn, plasser og hvem som venter, per helseforetak, kommune og halvår."),
        _("Åpne «Kart», og velg hva det skal vise. Tabellen med de samme tallene er ett klikk unna."),
        _("Åpne «Kommuner» eller «Helseforetak», filtrer, og last ned."),
    ),
    "/kart/",
)
OWN = Task(
    _("Se hvor du står"),
    (
        _("Logg inn, eller åpne lenken du har fått. Kortet ditt viser nummeret på lista og hvorfor."),
        _("Til fordelingen er frigitt, ser du bare at runden pågår. Da er ingenting avgjort."),
        _("Stemmer noe ikke, si fra til kommunen. Det er den som melder inn og retter."),
    ),
    "/runder/",
)
OFFICE = _("ALIS-kontoret i regionen. Kontoret gir råd, og kan melde inn for dere når dere ber om det.")
TRUST = _("Koordinatoren i helseforetaket.")
ADMIN = _("Systemadministratoren.")

GUIDES = (
    Guide(
        "leder",
        _("Leder i kommunen"),
        _("Du melder inn leger, setter rekkefølgen mellom dem og gir tilgang til dem som skal hjelpe."),
        (NOMINATE, ORDER, CARD, GIVE),
        OFFICE,
        Role.MUNICIPAL_LEADER,
    ),
    Guide(
        "kommuneoverlege",
        _("Kommuneoverlege"),
        _("Du melder inn leger og setter rekkefølgen mellom dem, sammen med lederen."),
        (NOMINATE, ORDER, CARD),
        OFFICE,
        Role.CHIEF_MEDICAL_OFFICER,
    ),
    Guide(
        "koordinator",
        _("Koordinator i helseforetaket"),
        _("Du fører runden fra innmelding til frigitt fordeling. Helseforetaket avgjør."),
        (ROUND, CARD, GIVE),
        OFFICE,
        Role.TRUST_COORDINATOR,
    ),
    Guide(
        "avdeling",
        _("Kontakt ved avdelingen"),
        _("Du ser hvem som får plass hos dere, og når de kommer."),
        (CARD,),
        TRUST,
        Role.DEPARTMENT_CONTACT,
    ),
    Guide(
        "veileder",
        _("Veileder"),
        _("Du ser legene du selv veileder."),
        (),
        _("Lederen i kommunen."),
        Role.SUPERVISOR,
    ),
    Guide(
        "lege",
        _("Lege i spesialisering"),
        _("Du ser dine egne opplysninger, nummeret ditt på lista og begrunnelsen for det."),
        (OWN,),
        _("Lederen din i kommunen. Spørsmål om fordelingen går til koordinatoren i helseforetaket."),
        Role.DOCTOR,
    ),
    Guide(
        "radgiver",
        _("Rådgiver ved ALIS-kontoret"),
        _("Du ser behov og status i regionen uten navn, og hjelper kommunene når de ber om det."),
        (MANDATE, FIGURES),
        ADMIN,
        Role.ADVISER,
    ),
    Guide(
        "nasjonal-koordinator",
        _("Nasjonal koordinator"),
        _("Du ser behov og status i hele landet, uten navn."),
        (FIGURES,),
        ADMIN,
        Role.NATIONAL_COORDINATOR,
    ),
    Guide(
        "leser-av-tall",
        _("Leser av tall"),
        _("Du ser samlede tall for hele landet."),
        (FIGURES,),
        ADMIN,
        Role.FIGURES_READER,
    ),
    Guide(
        "systemadministrator",
        _("Systemadministrator"),
        _("Du gir og avslutter tilganger, og ser ingen navn på leger."),
        (GIVE,),
        "",
        Role.ADMINISTRATOR,
    ),
)
