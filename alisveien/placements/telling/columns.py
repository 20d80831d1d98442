"""What belongs in each column of the nomination workbook, in a sentence or two."""

from django.utils.translation import gettext as _


def note_on(field: str) -> str:
    """The note on the heading of a field in the template."""
    if field.startswith("wish_"):
        required = _("Må fylles ut.") if field == "wish_1" else _("Kan stå tomt.")
        return _("Sykehus – avdeling – halvår. Velg fra lista, eller skriv som på arket «Ønsker».") + " " + required
    return {
        "hpr_number": _("Legens HPR-nummer, bare sifre. Må fylles ut."),
        "first_name": _("Legens fornavn. Må fylles ut."),
        "last_name": _("Legens etternavn. Må fylles ut."),
        "municipality": _("Kommunen som har ansatt legen, fire sifre. Må fylles ut."),
        "municipality_name": _("Kommunens navn, til kontroll mot nummeret. Kan stå tomt."),
        "position": _("Hva slags stilling legen har. Velg fra lista. Må fylles ut."),
        "started_on": _("Første dag i ALIS-stillingen. Må fylles ut."),
        "percentage": _("Helt tall fra 1 til 100. Må fylles ut."),
        "scheme": _("Ny, konvertert eller gammel ordning. Må fylles ut."),
        "converted_on": _("Fylles ut når legen er konvertert til ny ordning."),
        "group": _("Om legen er ferdig, deltar eller ikke har begynt. Må fylles ut."),
        "courses": _("Hvor mange obligatoriske kurs som er fullført. Må fylles ut."),
        "goals_percent": _("Hvor stor del av læringsmålene som er godkjent, 0 til 100. Må fylles ut."),
        "own_post_on": _("Første dag i fast hjemmel eller fast stilling. Står tomt når legen ikke har det."),
        "locum_on": _("Første dag i vikariatet. Står tomt når legen ikke er vikar."),
        "trust": _("Helseforetaket legen meldes inn til. Bare ett. Må fylles ut."),
        "earliest_on": _("Første dag legen kan begynne. Må fylles ut."),
        "latest_on": _("Siste dag legen kan begynne. Må fylles ut."),
        "can_be_split": _("Ja når tjenesten kan deles i to deler på tre måneder. Tomt betyr nei."),
        "leave_from": _("Første dag i permisjon. Bare datoer, aldri grunn."),
        "leave_to": _("Siste dag i permisjon. Kan stå tomt når den ikke er kjent."),
        "priority": _("Kommunens egen rekkefølge av legene sine, 1 først. Kan stå tomt."),
        "nominated_on": _("Dagen legen ble meldt inn første gang. Må fylles ut."),
        "leader_email": _("Adressen til lederen i kommunen. Kan stå tomt."),
        "doctor_email": _("Legens adresse. Kan stå tomt."),
    }[field]
