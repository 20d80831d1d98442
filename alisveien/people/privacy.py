"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import DOCTOR, PERSON, USER, Privacy
from alisveien.journal.history import history_of
from alisveien.people import models
from alisveien.workbench.privacy import of_sent_files

_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e; spesialistforskriften §§ 19 og 25.")
UNTOUCHED_YEARS = 5
"""How long a doctor nobody has nominated stays after something was last written: as long as a training takes."""


def untouched_doctors(today: date) -> Q:
    """Doctors nothing has been written of for five years, by their history. Whether they are in use is asked above."""
    limit = date(today.year - UNTOUCHED_YEARS, today.month, 1)
    written = history_of(models.Doctor)._default_manager.filter(pgh_obj=OuterRef("pk"), pgh_created_at__date__gte=limit)
    return Q(~Exists(written))


def _nobodys_number(key: int) -> str:
    """What stands instead of an HPR number: it begins with a nought, as none does, and is still nobody else's."""
    return f"0{key:08d}"


PEOPLE: dict[type[Model], Privacy] = {
    models.Doctor: Privacy(
        _("Planlegge og følge opp utdanningen til en lege, og melde legen inn til sykehustjeneste."),
        _BASIS,
        _(
            "To år etter siste år legen var innmeldt til. En lege som aldri er innmeldt: fem år etter siste endring. "
            "I begge tilfeller bare når verken veiledning, rolle eller konto er i bruk."
        ),
        (
            "hpr_number",
            "first_name",
            "last_name",
            "email",
            "user",
            "unit",
            "started_on",
            "converted_on",
            "own_post_on",
            "locum_on",
            "leave_from",
            "leave_to",
        ),
        title=_("Leger i spesialisering"),
        held={"pk": DOCTOR},
        left={
            "hpr_number": _nobodys_number,
            "first_name": "Fjernet",
            "last_name": "lege",
            "started_on": date(1900, 1, 1),
        },
    ),
    models.Supervision: Privacy(
        _("La en veileder se legene vedkommende veileder, og ingen andre."),
        _BASIS,
        _("Så lenge som legens egen rad."),
        ("supervisor",),
        title=_("Veiledning"),
        held={"doctor": DOCTOR, "supervisor": USER},
        removed=True,
    ),
    models.Specialist: Privacy(
        _("Vite hvor det finnes spesialister som kan veilede."),
        _BASIS,
        _("Så lenge som personens egen rad."),
        ("since_year", "valid_to"),
        title=_("Spesialister"),
        held={"person": PERSON},
        removed=True,
    ),
    models.ContactRole: Privacy(
        _("Vite hvem man spør på et sted, nå og tidligere."),
        _BASIS,
        _("Så lenge som personens egen rad. Rollen blir stående uten navn."),
        ("topics",),
        title=_("Roller i kontaktnettet"),
        held={"person": PERSON, "confirmed_by": USER},
    ),
    models.Merge: Privacy(
        _("Kunne angre at to rader ble regnet som samme person."),
        _BASIS,
        _("Så lenge som personens egen rad."),
        ("wrote",),
        title=_("Sammenslåtte rader"),
        held={"kept": PERSON, "gone": PERSON, "by_id": USER},
        left={"wrote": []},
        hidden=("wrote",),
    ),
    models.PersonFile: of_sent_files(
        _("Lese inn personer fra en tabell, og gi tilbake radene som ikke kunne leses."),
        _BASIS,
        _("Innleste tabeller med personer"),
    ),
    models.Move: Privacy(
        _("Vite hvor og i hva en lege har vært i utdanning, og når."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Navnet, og det som skal til for å angre, tas bort med personen."),
        ("wrote",),
        title=_("Flyttinger"),
        held={"person": PERSON, "by_id": USER, "undone_by_id": USER},
        left={"wrote": []},
        hidden=("wrote",),
    ),
    models.Person: Privacy(
        _("Vite hvem som er hvem: nå dem som leder, gir råd og veileder."),
        _BASIS,
        _("To år etter at siste rolle og utdanningen er over."),
        ("first_name", "last_name", "email", "phone", "hpr_number", "user", "doctor"),
        title=_("Personer"),
        held={"pk": PERSON},
        left={"first_name": "Fjernet", "last_name": "person"},
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.DistinctPair})
"""Models of this area that hold no person."""
