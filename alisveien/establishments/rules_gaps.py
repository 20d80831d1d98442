"""What a place must have in order before it applies, as questions with advice; and who may ask them of a place.

The duties are those Helsedirektoratet and the offices list for a municipality that trains doctors
(spesialistforskriften §§ 19 and 25, and the follow-up meeting of the Helse Nord report of 2021, 4.1). Which of them the
directorate weighs hardest is not known: every question that is not answered by «yes» is a gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.establishments.models import GapCheck, Speciality
from alisveien.establishments.rules import may_register
from alisveien.places.models import Place
from alisveien.places.queries_former import goes_on_as

YES, PARTLY, NO = "yes", "partly", "no"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that must be in order: its name, the question, and what to do when it is not."""

    name: str
    text: str
    advice: str


def may_check_gaps(actor: Actor, place: Place) -> bool:
    """True for the place's own leaders, and for those who register what happens to it."""
    return actor.may(Permission.SEE_OWN_UNIT, place.pk) or may_register(actor, place)


def may_read_gaps(actor: Actor, check: GapCheck) -> bool:
    """True for those who may check the place, or the one it became when it has ended."""
    if may_check_gaps(actor, check.place):
        return True
    later = goes_on_as(date.max).get(check.place_id, ())
    return any(may_check_gaps(actor, place) for place in Place.objects.filter(pk__in=later))


def answers_to_choose() -> list[tuple[str, str]]:
    """The three answers, in words."""
    return [(YES, _("Ja, på plass")), (PARTLY, _("Delvis")), (NO, _("Nei"))]


def questions(speciality: str) -> tuple[Question, ...]:
    """The questions for a speciality, in the order they are asked."""
    special = _("samfunnsmedisin") if speciality == Speciality.SAM else _("allmennmedisin")
    return (
        Question(
            "general_plan",
            _("Har dere en generell utdanningsplan som er offentlig?"),
            _("Lag planen fra Helsedirektoratets mal og legg den på nettsiden. Den viser organisering og arenaer."),
        ),
        Question(
            "responsible",
            _("Er det bestemt hvem som har ansvaret for utdanningen?"),
            _("Skriv i planen hvem som leder utdanningen, som regel kommuneoverlegen og enhetslederen."),
        ),
        Question(
            "arenas",
            _("Vet dere hvilke læringsmål som nås hos dere, og hvilke som må nås andre steder?"),
            _("Gå gjennom læringsmålene arena for arena, og merk dem som nås helt, delvis eller ikke."),
        ),
        Question(
            "agreements",
            _("Har dere samarbeidsavtale med dem som gir resten av læringsmålene?"),
            _("Inngå avtale med sykehus og andre kommuner om mål, veiledning og vurdering."),
        ),
        Question(
            "supervisor",
            _("Har dere en veileder som er spesialist i {speciality}, hos dere eller etter avtale?").format(
                speciality=special
            ),
            _("Spør ALIS-kontoret om en veileder i en annen kommune eller på skjerm."),
        ),
        Question(
            "supervision",
            _("Er daglig supervisjon ordnet, også når den vanlige er borte?"),
            _("Skriv hvem legen kan spørre hver dag, og hvem som tar over ved ferie og vakt."),
        ),
        Question(
            "individual_plan",
            _("Får hver lege en individuell utdanningsplan?"),
            _("Lag planen sammen med legen i den første måneden, og se på den hvert halvår (§ 25)."),
        ),
        Question(
            "meetings",
            _("Holder dere oppfølgingsmøte med hver lege hvert halvår?"),
            _("Sett dato for det neste møtet med lege, veileder, enhetsleder og kommuneoverlege."),
        ),
        Question(
            "assessment",
            _("Er det avklart hvem som vurderer læringsmål og bekrefter tjenesten?"),
            _("Bestem hvem som vurderer, og hvem som fyller ut Helsedirektoratets tjenesteattest."),
        ),
    )


def gaps_in(answers: Mapping[str, str], speciality: str) -> list[Question]:
    """The questions that were not answered by «yes», in order."""
    return [question for question in questions(speciality) if answers.get(question.name) != YES]


def against_checking(answers: Mapping[str, str], speciality: str) -> list[str]:
    """Every reason why the answers cannot be kept: each question must have one of the three answers."""
    known = {YES, PARTLY, NO}
    missing = [one for one in questions(speciality) if answers.get(one.name) not in known]
    return [_("Svar på alle spørsmålene.")] if missing else []
