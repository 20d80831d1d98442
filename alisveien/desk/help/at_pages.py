"""Two sentences of help at each page whose register or view has none of its own, by the name of its address."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text
from alisveien.desk.help.at_accounts import ACCOUNTS
from alisveien.desk.help.at_capacity import CAPACITY
from alisveien.desk.help.at_gate import GATE
from alisveien.desk.help.at_offers import OFFERS
from alisveien.desk.help.at_outreach import OUTREACH
from alisveien.desk.help.at_planner import PLANNER
from alisveien.desk.help.at_stays import STAYS

PAGES: dict[str, Text] = {
    "placements:campaign_new": _("Tidene er foreslått etter deres oppsett. Du ser hvem som får brev, før noe sendes."),
    "placements:campaign_terms": _(
        "Her bestemmer helseforetaket når kommunene spørres hvert halvår. En endring gjelder neste gang du planlegger."
    ),
    "public:coordinators": _(
        "Finn helseforetaket kommunen hører til, og skriv til koordinatoren. Mangler noen, hjelper rådgivingskontoret."
    ),
    "public:map": _(
        "Velg en kommune i kartet eller i lista for å se hvem som hører til. Tabellen viser det samme som kartet."
    ),
    "establishments:figures": _(
        "Tabellene viser hvor mange kommuner som kan gi utdanning som teller. Tallene er lenker til radene bak dem."
    ),
    "establishments:curve": _(
        "Kurven viser hvor mange kommuner som var registrert hvert halvår. Velg et kontor eller en dag i tabellen."
    ),
    "institutions_map": _(
        "Fargen viser status i den valgte spesialiteten. Velg en kommune for å se fra hvilken dato tjenesten teller."
    ),
    "establishments:institution": _(
        "Siden viser status i hver spesialitet, fra når tjenesten teller, og hvorfor. Du kan velge en annen dag."
    ),
    "establishments:deed": _(
        "Du skriver ned hva som har skjedd; virksomheten søker, Helsedirektoratet avgjør. Du kan angre i loggen."
    ),
    "places:change": _(
        "Her står hva som ble endret, fra hvilken dag, og hvem som gjorde det. Angrer du, blir alt som før endringen."
    ),
    "places:file_read": _(
        "Tabellen viser hva fila endrer, før noe skjer. Du leser den inn hel eller ikke i det hele tatt."
    ),
    "establishments:gap_check": _(
        "Svar slik det er i dag. Ingenting sendes til Helsedirektoratet, og du kan svare på nytt når noe er på plass."
    ),
    "establishments:gap_result": _(
        "Lista sier hva som mangler og hva dere kan gjøre. Dokumentet kan tas med i møter og endres som dere vil."
    ),
    "establishments:arenas_together": _(
        "Siden viser hvor i kommunen hvert læringsmål nås, og hva som mangler. Åpne en arena for å se eller endre den."
    ),
    "establishments:arena": _(
        "Siden viser alt kommunen har sagt om arenaen, og når det sist ble bekreftet. "
        "Loggen viser hver endring, og du kan velge en dag for å se arenaen slik den var da."
    ),
    "establishments:arena_new": _(
        "Skriv hva arenaen heter og hvem som driver den. Du blir ført videre til resten, ett tema om gangen."
    ),
    "establishments:arenas_confirm": _(
        "Les gjennom og rett det som er feil. Når du bekrefter, ser kontoret at opplysningene er ferske."
    ),
    "establishments:arenas_check": _(
        "Les gjennom, og rett det som er feil. Lenken gjelder bare arenaene i denne kommunen og krever ingen konto."
    ),
    "establishments:paper_new": _(
        "Skriv ned en godkjenning eller avtale som gjelder arenaen. Skriv hvem den er med, men ikke navn på personer."
    ),
    "establishments:paper_end": _(
        "Skriv fra hvilken dag den ikke gjelder lenger. Den blir stående i historien, og du kan angre i loggen."
    ),
    "establishments:table_new": _(
        "Hent tabellen fra Helsedirektoratets nettside og send den inn. Du ser forskjellene før noe blir lagret."
    ),
    "establishments:table_check": _(
        "Hver rad i tabellen er sammenlignet med registeret. Er én rad feil, kan ingenting leses inn før den er rettet."
    ),
    "journeys:old_scheme_steps": _(
        "Stegene tas av lege og kommune sammen. Spør ALIS-kontoret når dere er i tvil, de gir råd."
    ),
    "journeys:old_scheme_letters": _(
        "Du ser hvem som får brevet og hvordan det ser ut, før noe sendes. Ingen får det to ganger på en måned."
    ),
    "enquiries:enquiry_new": _(
        "Skriv hvem som spør og om hva, og lagre. Er det besvart alt, er du ferdig; ellers kommer det på arbeidslista."
    ),
    "enquiries:file_new": _(
        "Hver rad blir en henvendelse. Det kontoret har ført før, blir ikke ført igjen. "
        "Ingenting lagres før du har sett over."
    ),
    "enquiries:file_check": _(
        "Rader med feil leses ikke inn, og du får dem tilbake i en arbeidsbok. "
        "Det som er ført før, blir stående uendret."
    ),
    "enquiries:file_columns": _(
        "Velg hvilken kolonne i fila som er hva. Svaret huskes til neste fil med de samme overskriftene."
    ),
    "enquiries:enquiry": _(
        "Svaret lagres og henvendelsen avsluttes med én knapp. Det som er gjort, står i loggen og kan angres."
    ),
    "enquiries:enquiry_deed": _("Endringen gjelder bare denne henvendelsen. Den står i loggen, og kan angres der."),
    "enquiries:figures": _(
        "Andelene er regnet av kontorenes egen logg. Velg periode og kontor, og last ned tallene som fil."
    ),
    "enquiries:standard_answer_new": _(
        "Et standardsvar er en tekst kontoret bruker om igjen. Alle rådgivere ved kontoret kan sette det inn."
    ),
    "enquiries:standard_answer": _(
        "Endringen gjelder når svaret settes inn neste gang. Det som alt er svart, blir stående slik det var."
    ),
    "enquiries:standard_answer_end": _(
        "Standardsvaret forsvinner fra lista og kan ikke settes inn lenger. Du kan angre i loggen."
    ),
    "desk:own_data": _(
        "Her står alt som er lagret om deg, og hvorfor. Er noe feil, si fra til den som ga deg tilgangen."
    ),
    "desk:privacy": _(
        "Tabellen sier hva som lagres om personer, og hvor lenge. Det som er for gammelt, slettes av seg selv om natta."
    ),
    "search": _(
        "Søk på navn, kommunenummer, HPR-nummer eller et ord fra hjelpen. Du får bare treff på det du har tilgang til."
    ),
    "work_list": _(
        "Oppgavene kommer av seg selv og forsvinner når de er gjort. Tallene øverst er lenker til radene bak dem."
    ),
    "long_tasks": _(
        "Her står arbeid som tar tid, og hvor langt det er kommet. Du kan gå fra siden, arbeidet fortsetter."
    ),
    "long_task": _("Siden viser hvor langt arbeidet er kommet. Du kan gå fra den og komme tilbake når du vil."),
    "outbox": _(
        "Her står brevene som er skrevet, og når de ble sendt. I demonstrasjonen går ingen av dem ut av huset."
    ),
    "workbench:view_keep": _(
        "Visningen husker filtre, rekkefølge og kolonner. Andre som åpner den, ser bare det de selv har tilgang til."
    ),
    "workbench:view_change": _("Gi visningen et annet navn, eller velg hvem som kan åpne den. Radene endres ikke."),
    "workbench:view_remove": _("Bare visningen fjernes, ingen rader. Har du delt den, kan heller ikke andre åpne den."),
    "journal:deed_undo": _(
        "Alt som kan bli som før, blir det samtidig. Det noen har endret siden, blir stående, med grunnen ved siden av."
    ),
    "journal:entry_undo": _("Du ser hva som står nå, og hva det blir. At det ble angret, står i loggen etterpå."),
    "placements:rounds": _(
        "Hver runde gjelder ett helseforetak og ett år. Leger du har tilgang til, står med hvor langt runden er kommet."
    ),
    "placements:round_overview": _(
        "Stegene tas i rekkefølge, og hvert steg sier hva som mangler. Den som låser lista, kan ikke frigi fordelingen."
    ),
    "placements:trust_grid": _(
        "Her ser du hvem som står hvor i hvert halvår. Ledige plasser står nederst med grunnen og en utvei."
    ),
    "placements:trust_rule_sets": _(
        "Regelsettene er prøvd på den samme lista, så forskjellene skyldes bare reglene. Helseforetaket velger ett."
    ),
    "placements:round_release": _("Her ser du hvem som får beskjed før noe sendes. Frigivelsen kan ikke tas tilbake."),
    "placements:round_what_if": _(
        "Alt annet på lista er som før, så forskjellen skyldes bare det du endrer. Utregningen lagres ikke."
    ),
    "placements:round_draw": _(
        "Skriv verdien nøyaktig slik den er kunngjort. Loddet regnes av den og av kontrollsummen, og kan ikke velges."
    ),
    "placements:calendar": _(
        "Her står når hvert steg i rundene er. Hent kalenderfila for å få dagene inn i din egen kalender."
    ),
    "placements:round_calendar": _(
        "Dagene følger regelen til dere flytter dem. Velg en dag for å flytte den, og skriv hvorfor."
    ),
    "placements:round_day": _(
        "Velg en virkedag mellom steget før og steget etter. Begrunnelsen kan alle lese i kalenderen."
    ),
    "placements:round_trials": _(
        "Se over det som skiller seg ut før lista låses. Velg to prøvekjøringer for å se hva som er endret mellom dem."
    ),
    "placements:fairness": _(
        "Velg et regelsett, og et annet ved siden av. Tallene gjelder rundene du kan se, og ingen navn er med."
    ),
    "placements:draws": _(
        "Kontrollsummen kunngjøres når lista låses, før noen kan kjenne verdien. Derfor kan ingen velge seg et lodd."
    ),
    "placements:round_log": _("Loggen sier hvem som gjorde hva, og når. Ingen kan endre den."),
    "placements:doctor_card": _(
        "Kortet viser plassen på lista, hvert kriterium og grunnen til utfallet. Det viser ingen andres opplysninger."
    ),
    "placements:intake_check": _(
        "Se over hva som blir nytt og endret. Rader med feil leses ikke inn, og du får dem tilbake."
    ),
    "placements:intake_columns": _(
        "Velg hvilken kolonne i arket som hører til hvert felt. Svaret huskes til neste arbeidsbok fra samme sted."
    ),
    "placements:intake_faults": _(
        "Her står radene som ikke ble lest inn, og hva du kan gjøre. Last dem ned, rett dem og les dem inn igjen."
    ),
    "placements:need": _(
        "Tallene er leger som er meldt inn, og plasser i kapasitetsplanen. Hvert tall er en lenke til lista bak det."
    ),
    "need_map": _("Velg hva kartet skal vise, og en kommune for tallene der. Tabellen viser det samme som kartet."),
    "access:holding_give": _(
        "En rolle gjelder et sted og en periode. Du kan gi de rollene du selv har ansvar for, hos dere."
    ),
    "access:holding_end": _("Rollen gjelder ikke lenger fra i dag. Det personen har gjort, blir stående i loggen."),
    "access:mandates": _(
        "Begynn et oppdrag bare når kommunen har bedt om hjelp. Det slutter av seg selv, og alt du gjør står i loggen."
    ),
    "access:roles": _("Tabellen er den løsningen selv følger. Mangler du en rolle, spør den som gir den hos dere."),
    "people:person": _(
        "Siden viser rollene over tid og hvem som sist sa at de stemmer. Stemmer noe ikke, kan stedet selv rette det."
    ),
    "people:person_new": _(
        "Registrer bare den som har en rolle hos dere. Finnes personen fra før, åpne den og velg «Ny rolle»."
    ),
    "people:person_change": _(
        "Skriv det som er riktig nå. Har noen andre endret imens, får du vite det før noe blir borte."
    ),
    "people:role_new": _("Velg rolle, sted og fra når. Den gamle rollen blir stående til du avslutter den."),
    "people:role_end": _("Velg den første dagen uten rollen. Det som har vært, blir stående og kan leses."),
    "processes:person_move": _(
        "Rollene slutter på det gamle stedet og begynner på det nye, og en åpen innmelding følger legen. "
        "Du ser alt dette før det lagres."
    ),
    "processes:move_undo": _(
        "Alt blir som før flyttingen, også innmeldingen. Er noe endret siden, får du vite det, og ingenting endres."
    ),
    "people:person_speciality": _(
        "Legen går over til den andre spesialiteten fra datoen du velger. Byttet står på tidslinja."
    ),
    "people:file_new": _(
        "Send en arbeidsbok eller CSV med overskrifter. Ingenting lagres før du har sett hva som skjer med hver rad."
    ),
    "people:file_check": _("Rader med feil leses ikke inn, og du får dem tilbake. Tomme celler sletter ingenting."),
    "people:file_columns": _(
        "Velg kolonnen som hører til hvert felt. Det som ikke står i fila, lar du stå som det er."
    ),
    "people:pair": _(
        "Sammenlign linje for linje og velg hva som er riktig. Er de to personer, si det, så foreslås de ikke igjen."
    ),
    "people:merge_undo": _(
        "Alt blir som før sammenslåingen. Er noe endret siden, får du vite hva som må tas tilbake først."
    ),
    "access:link": _(
        "Lenken gjelder én oppgave og krever ingen konto. Virker den ikke, kan du få en ny på samme adresse."
    ),
    **ACCOUNTS,
    **CAPACITY,
    **GATE,
    **STAYS,
    **OFFERS,
    **OUTREACH,
    **PLANNER,
}
"""Name of an address → its help. What a register or a view says itself comes before this."""


def page_help(request: HttpRequest) -> dict[str, Any]:
    """The context ``help`` of the page that is asked for; empty when it has none here. Asks no database."""
    match = request.resolver_match
    return {"help": PAGES.get(match.view_name, "") if match else ""}
