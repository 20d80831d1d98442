"""Two sentences of help at the pages of placements."""

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text

STAYS: dict[str, Text] = {
    "placements:stay": _(
        "Siden viser hva som er avtalt om plassen, og hva som gjenstår før legen begynner. Hver side fører sin del."
    ),
    "placements:stay_part": _(
        "Skriv det som er avklart, og lagre. Resten kan stå tomt til det er klart, og alt kan endres senere."
    ),
    "placements:stay_evaluate": _(
        "Svar på fem spørsmål om avdelingen. Ingen ser hva du har svart, bare gjennomsnittet når minst fem har svart."
    ),
    "placements:arena_result": _(
        "Tallene er gjennomsnitt av svar fra leger, sykehus og kommuner. Teksten står uten hvem som har skrevet den."
    ),
    "placements:stay_deed": _(
        "Fyll ut og se hva som skjer, før du bekrefter. Legen og lederen i kommunen får brev når plassen er endret."
    ),
    "placements:stay_swap": _(
        "Velg en lege ved en annen avdeling i samme halvår, og se hva som skjer. Ingenting byttes før begge sier ja."
    ),
    "placements:stay_swap_answer": _(
        "Svar ja eller nei på om du vil bytte avdeling de siste tre månedene. Sier du nei, blir alt som før."
    ),
    "placements:stay_swap_end": _(
        "Et bytte kan angres til det begynner. Skriv hvorfor, så får begge legene vite det i et brev."
    ),
    "placements:stay_paper": _(
        "Legg inn veiledningsavtalen som fil når den er signert. Legen, kommunen og helseforetaket kan laste den ned."
    ),
    "placements:stay_teach": _(
        "Velg tema og dag for undervisning legen har holdt. De ni temaene er forslag, og «et annet tema» kan velges."
    ),
}
"""Name of an address → its help."""
