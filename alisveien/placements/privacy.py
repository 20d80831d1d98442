"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import ADDRESS, DOCTOR, HPR, USER, Privacy
from alisveien.documents.models import Content, Document
from alisveien.people.models import ContactRole, Doctor, Merge, Move, Person, Specialist, Supervision
from alisveien.people.privacy import untouched_doctors
from alisveien.placements import models

_PURPOSE = _("Fordele sykehusplasser til leger i spesialisering, og begrunne hver avgjørelse for legen.")
_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e; spesialistforskriften §§ 3 og 19.")
_KEPT = _("To år etter at rundens siste halvår er over. Summer og kontrolltall blir stående.")
_KEPT_STAY = _("Så lenge løsningen er i bruk. Legen slettes for seg, og uten legen er det et tall.")
_YEARS_AFTER, _DRAFT, _WORKBOOK = 2, timedelta(days=90), timedelta(days=7)


def _limit(today: date) -> date:
    """The day two years ago: what ended before it is due. The first of the month, so that 29 February is no matter."""
    return date(today.year - _YEARS_AFTER, today.month, 1)


def _whole_year_over(today: date) -> int:
    """The last year whose second half-year, which ends in February after it, ended two years ago."""
    limit = _limit(today)
    return limit.year - (1 if limit >= date(limit.year, 3, 1) else 2)


def nominations_over(today: date) -> Q:
    """Nominations whose last wished year has been over for two years, and that nobody has confirmed since."""
    lasting = models.Wish.objects.filter(year__gt=_whole_year_over(today), nomination=OuterRef("pk"))
    return ~Exists(lasting) & Q(confirmed_at__date__lt=_limit(today))


def doctors_over(today: date) -> Q:
    """Doctors all of whose nominations are over, who have no supervisor, no role and no account in use.

    A doctor who has never been nominated goes when nothing has been written for five years: nothing else says that the
    training is over.
    """
    own = models.Nomination.objects.filter(doctor=OuterRef("pk"))
    lasting = own.exclude(nominations_over(today))
    supervised = Supervision.objects.filter(Q(to_on=None) | Q(to_on__gte=_limit(today)), doctor=OuterRef("pk"))
    roles = _lasting_roles(today).filter(person__doctor=OuterRef("pk"))
    unused = Q(user=None) | Q(user__is_active=False)
    over = (Exists(own) & ~Exists(lasting)) | (~Exists(own) & untouched_doctors(today))
    return over & ~Exists(supervised) & ~Exists(roles) & unused


def persons_over(today: date) -> Q:
    """Persons whose last role ended two years ago or whose training is over, with no account in use.

    A person merged into another goes with that one, whatever it held itself.
    """
    over = _themselves_over(today)
    kept = Person.objects.filter(over, merged_into=None).values("pk")
    merged = Q(merged_into__in=kept) | Q(merged_into__merged_into__in=kept)
    return (Q(merged_into=None) & over) | merged


def _themselves_over(today: date) -> Q:
    """The same of persons who stand for themselves."""
    roles = ContactRole.objects.filter(person=OuterRef("pk"))
    doctors = Doctor.objects.filter(doctors_over(today)).values("pk")
    trained = Q(doctor__in=doctors)
    unused = Q(user=None) | Q(user__is_active=False)
    had_something = Exists(roles) | trained
    return (
        had_something
        & ~Exists(_lasting_roles(today).filter(person=OuterRef("pk")))
        & (Q(doctor=None) | trained)
        & unused
    )


def _lasting_roles(today: date) -> "QuerySet[ContactRole]":
    """Roles that last, or did two years ago."""
    return ContactRole.objects.filter(Q(to_on=None) | Q(to_on__gte=_limit(today)))


def _of_persons_over(to_person: str) -> Callable[[date], Q]:
    """Rows of persons who are due; ``to_person`` leads to the person."""
    return lambda today: Q(**{f"{to_person}__in": Person.objects.filter(persons_over(today)).values("pk")})


def _of_nominations_over(today: date) -> Q:
    return Q(nomination__in=models.Nomination.objects.filter(nominations_over(today)).values("pk"))


def _of_doctors_over(today: date) -> Q:
    return Q(doctor__in=Doctor.objects.filter(doctors_over(today)).values("pk"))


def _rounds_over(to_round: str = "") -> Callable[[date], Q]:
    """Rounds whose year has been over for two years; ``to_round`` leads from the rows to their round."""
    return lambda today: Q(**{f"{to_round}year__lte": _whole_year_over(today)})


def _not_shown(to_round: str) -> Callable[[datetime], Q]:
    """Rows of rounds whose outcome doctors do not see yet: not released, or released to be shown at a later hour."""
    return lambda at: ~Q(**{f"{to_round}state": models.Round.State.RELEASED}) | Q(**{f"{to_round}shown_from__gt": at})


def _frozen_rounds_over(today: date) -> Q:
    return _rounds_over()(today) & Q(frozen__isnull=False)


def _old_drafts(today: date) -> Q:
    return Q(saved_at__date__lt=today - _DRAFT)


def _old_sent(today: date) -> Q:
    return Q(sent_at__date__lt=today - _DRAFT)


def _old_calls(today: date) -> Q:
    return Q(asked_at__date__lt=_limit(today)) & ~Q(sent_to="")


def _old_workbooks(today: date) -> Q:
    return Q(at__date__lt=today - _DRAFT, document=None)


def _rows_over(today: date) -> Q:
    """Refused rows of workbooks for a year that has begun and gone."""
    return Q(intake__year__lt=today.year)


def _of_placements_over(today: date) -> Q:
    """What hangs on placements that ended two years ago."""
    return Q(placement__to_on__lt=_limit(today))


def _of_papers_over(to_document: str) -> Callable[[date], Q]:
    """Supervision agreements of placements that ended two years ago. Other files go with what they hang on."""
    path = f"{to_document}supervision_paper__placement__to_on__lt"
    return lambda today: Q(**{path: _limit(today)})


DUE: dict[type[Model], Callable[[date], Q]] = {
    Document: _of_papers_over(""),
    Content: _of_papers_over("document__"),
    Supervision: _of_doctors_over,
    Doctor: doctors_over,
    Specialist: _of_persons_over("person"),
    ContactRole: _of_persons_over("person"),
    Merge: _of_persons_over("kept"),
    Move: _of_persons_over("person"),
    Person: persons_over,
}
"""When rows of a lower area are due, where only this one knows: doctors, persons and what hangs on them."""

PEOPLE: dict[type[Model], Privacy] = {
    models.Wish: Privacy(
        _PURPOSE,
        _BASIS,
        _KEPT,
        ("need",),
        title=_("Ønsker"),
        held={"nomination__doctor": DOCTOR},
        due=_of_nominations_over,
    ),
    models.Dispute: Privacy(
        _("La legen si fra om det som ikke stemmer, og gi et svar med begrunnelse."),
        _BASIS,
        _KEPT,
        ("words", "settled_why"),
        title=_("Det legen har sagt ikke stemmer"),
        held={"nomination__doctor": DOCTOR, "raised_by": USER, "settled_by": USER},
        due=_of_nominations_over,
        removed=True,
    ),
    models.Nomination: Privacy(
        _PURPOSE,
        _BASIS,
        _KEPT,
        ("leader_email", "ended_why"),
        title=_("Innmeldinger"),
        held={"doctor": DOCTOR, "leader_email": ADDRESS},
        due=nominations_over,
        left={"ended_why": "fjernet"},
    ),
    models.Draft: Privacy(
        _("La noen gå fra en halvferdig innmelding og komme tilbake."),
        _BASIS,
        _("Til den er sendt eller slettet, og høyst 90 dager etter at den sist ble lagret."),
        ("typed", "seen"),
        title=_("Utkast til innmelding"),
        held={"doctor": DOCTOR, "user_id": USER},
        due=_old_drafts,
        removed=True,
    ),
    models.SentDraft: Privacy(
        _("Føre den som har skjemaet åpent i to vinduer, til innmeldingen som ble sendt."),
        _BASIS,
        _("Høyst 90 dager etter at den ble sendt."),
        ("user_id", "link_id"),
        title=_("Sendte utkast"),
        held={"user_id": USER},
        due=_old_sent,
        removed=True,
    ),
    models.Call: Privacy(
        _("Be kommunens leder bekrefte innmeldingene hvert halvår, og vite hvem som er spurt."),
        _BASIS,
        _("To år etter at spørsmålet ble sendt."),
        ("sent_to",),
        title=_("Spørsmål om halvårsbekreftelse"),
        held={"sent_to": ADDRESS},
        due=_old_calls,
    ),
    models.Question: Privacy(
        _("Vite hvilke innmeldinger lederen er spurt om."),
        _BASIS,
        _("Så lenge innmeldingen."),
        (),
        title=_("Innmeldinger i en halvårsbekreftelse"),
        held={"nomination__doctor": DOCTOR},
    ),
    models.Campaign: Privacy(
        _("Vite hvem som planla halvårsbekreftelsen og satte den i gang."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Bare nummeret på kontoen står der."),
        (),
        title=_("Halvårsbekreftelser"),
        held={"planned_by": USER, "started_by": USER},
    ),
    models.ConfirmationTerms: Privacy(
        _("Vite hvem som bestemte når kommunene spørres."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Bare nummeret på kontoen står der."),
        (),
        title=_("Tider for halvårsbekreftelsen"),
        held={"by_id": USER},
    ),
    models.TrustMove: Privacy(
        _("Vite hvorfor en lege ble meldt inn til et annet helseforetak."),
        _BASIS,
        _("Så lenge innmeldingene."),
        (),
        title=_("Bytte av helseforetak"),
        held={"old__doctor": DOCTOR, "by_id": USER},
    ),
    models.HomeService: Privacy(
        _("Vite hvem som tar tjenesten i en kommunal institusjon og ikke står i kø."),
        _BASIS,
        _KEPT,
        ("institution",),
        title=_("Tjeneste i kommunal institusjon"),
        held={"nomination__doctor": DOCTOR, "by_id": USER},
        due=_of_nominations_over,
    ),
    models.RejectedRow: Privacy(
        _("Vise avsenderen hva som er galt i en rad, med raden slik den ble skrevet."),
        _BASIS,
        _("Til året raden gjaldt, er over."),
        ("hpr_number", "name", "municipality", "cells", "faults"),
        title=_("Avviste rader"),
        held={"hpr_number": HPR},
        due=_rows_over,
        removed=True,
    ),
    models.Workbook: Privacy(
        _("Vise den som har sendt inn en arbeidsbok, hva innlesing vil gjøre, før det er gjort."),
        _BASIS,
        _("Innholdet til den er lest inn, og høyst sju dager. At den ble sendt inn, i 90 dager."),
        ("samples", "checked"),
        title=_("Arbeidsbøker"),
        held={"by_id": USER},
        due=_old_workbooks,
        removed=True,
        hidden=("samples", "checked"),
    ),
    models.Intake: Privacy(
        _("Vise hva som ble lest inn, av hvem og når."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Bare nummeret på kontoen står der."),
        (),
        title=_("Innlesinger"),
        held={"by_id": USER},
    ),
    models.Trial: Privacy(
        _("Legge en prøvekjøring ved siden av en tidligere og se hva som er endret. Den har HPR-nummer og ingen navn."),
        _BASIS,
        _("De ti siste i hver runde, til runden er frigitt."),
        ("frozen",),
        title=_("Prøvekjøringer"),
        held={"round__frozen_nominations__doctor": DOCTOR, "by_id": USER},
        due=lambda today: Q(round__state=models.Round.State.RELEASED),
        removed=True,
        hidden=("frozen",),
    ),
    models.RoundDate: Privacy(
        _("Vise når hvert steg i en runde er, og hvem som flyttet det."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Bare nummeret på kontoen står der."),
        (),
        title=_("Dager i runden"),
        held={"by_id": USER},
    ),
    models.YearlyEvaluation: Privacy(
        _("Vise hvilke tall et forslag om antall plasser bygger på."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Bare summer, og nummeret på kontoen til den som foreslo."),
        (),
        title=_("Årlige evalueringer"),
        held={"by_id": USER},
    ),
    models.Placement: Privacy(
        _PURPOSE,
        _BASIS,
        _("Så lenge løsningen er i bruk. Legen slettes for seg, og uten legen er det et tall."),
        (),
        title=_("Plasser i sykehus"),
        held={"doctor": DOCTOR},
    ),
    models.Offer: Privacy(
        _PURPOSE,
        _BASIS,
        _KEPT,
        ("asked_how", "settled_why", "ended_why", "waived_why"),
        title=_("Tilbud om plass"),
        held={"doctor": DOCTOR, "answered_by": USER, "settled_by": USER},
        due=_of_nominations_over,
        not_yet=lambda at: Q(shown_from__gt=at),
        left={"settled_why": "fjernet", "ended_why": "fjernet", "waived_why": "fjernet"},
    ),
    models.ShortNotice: Privacy(
        _("Vite hvem som kan spørres når en plass blir ledig på kort varsel."),
        _BASIS,
        _KEPT,
        (),
        title=_("Kan begynne på kort varsel"),
        held={"nomination__doctor": DOCTOR, "said_by": USER},
        due=_of_nominations_over,
        removed=True,
    ),
    models.OfferStep: Privacy(
        _("Kunne spille av det som skjedde etter frigivelsen. Der står HPR-nummer og ingen navn."),
        _BASIS,
        _KEPT,
        ("event",),
        title=_("Hendelser etter en frigivelse"),
        held={"round__frozen_nominations__doctor": DOCTOR, "by_id": USER},
        due=_rounds_over("round__"),
        left={"event": {}},
        many=("event",),
    ),
    models.PlacementUnit: Privacy(
        _PURPOSE, _BASIS, _KEPT_STAY, (), title=_("Enheter i sykehus"), held={"placement__doctor": DOCTOR}
    ),
    models.ReadinessTick: Privacy(
        _PURPOSE, _BASIS, _KEPT_STAY, (), title=_("Kryss i lister før plassen"), held={"placement__doctor": DOCTOR}
    ),
    models.ReadinessReminder: Privacy(
        _("Minne hver side om det som må være klart før plassen, og ikke mer enn én gang før og én gang etter dagen."),
        _BASIS,
        _KEPT_STAY,
        (),
        title=_("Påminnelser om det som må være klart"),
        held={"placement__doctor": DOCTOR},
    ),
    models.EvaluationGiven: Privacy(
        _("Passe på at ingen svarer to ganger. Hva som ble svart, står uten kobling til plassen."),
        _BASIS,
        _KEPT_STAY,
        (),
        title=_("Hvem som har svart på evaluering"),
        held={"unit__placement__doctor": DOCTOR},
    ),
    models.Interruption: Privacy(
        _("Vise hvilke dager i en plass som ikke ble tjent, uten å si hvorfor."),
        _BASIS,
        _KEPT_STAY,
        (),
        title=_("Avbrudd i plassen"),
        held={"placement__doctor": DOCTOR},
    ),
    models.Swap: Privacy(
        _("La to leger bytte avdeling midtveis når begge og helseforetaket vil, og vite hvorfor."),
        _BASIS,
        _("Begrunnelsene slettes to år etter at byttet skulle begynne. At det var et bytte, blir stående som et tall."),
        ("why", "ended_why"),
        title=_("Bytter midtveis"),
        held={"sides__placement__doctor": DOCTOR},
        due=lambda today: Q(from_on__lt=_limit(today)),
        left={"why": "fjernet", "ended_why": "fjernet"},
    ),
    models.SwapSide: Privacy(
        _("Vite hva hver lege svarte på et bytte midtveis."),
        _BASIS,
        _("Hvem som ba om svaret, slettes to år etter at plassen er over. Svaret blir stående som et tall."),
        ("asked_how",),
        title=_("Svar på bytter midtveis"),
        held={"placement__doctor": DOCTOR},
        due=_of_placements_over,
    ),
    models.Teaching: Privacy(
        _("Vise at legen har holdt undervisning om samhandling, som læringsmål ALM 055 ber om."),
        _BASIS,
        _("Stedet slettes to år etter at plassen er over. Dato og tema blir stående som et tall."),
        ("where",),
        title=_("Undervisning i sykehus"),
        held={"placement__doctor": DOCTOR},
        due=_of_placements_over,
        left={"where": "fjernet"},
    ),
    models.SupervisionPaper: Privacy(
        _PURPOSE, _BASIS, _KEPT_STAY, (), title=_("Veiledningsavtaler"), held={"placement__doctor": DOCTOR}
    ),
    models.Stay: Privacy(
        _("Vise begge sider hva som er avtalt mens legen er i sykehus, og hva som gjenstår."),
        _BASIS,
        _("Navn og adresse på veilederen slettes to år etter at plassen er over."),
        ("supervisor_name", "supervisor_role", "supervisor_email"),
        title=_("Avtalt om plassen"),
        held={"placement__doctor": DOCTOR, "supervisor_email": ADDRESS},
        due=_of_placements_over,
    ),
    models.PlanMove: Privacy(
        _("La helseforetaket prøve en plan før den gjelder."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Legen slettes for seg, og uten legen er det et tall."),
        (),
        title=_("Flyttinger i utkast til plan"),
        held={"unit__placement__doctor": DOCTOR, "by_id": USER},
    ),
    models.PlanDraft: Privacy(
        _("La helseforetaket prøve en plan før den gjelder, og vise hvem som publiserte den."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Bare numre på plasser og kontoer står der."),
        (),
        title=_("Utkast til plan"),
        held={"made_by": USER, "changed_by": USER},
    ),
    models.Outcome: Privacy(
        _PURPOSE,
        _BASIS,
        _KEPT,
        ("steps", "reasons"),
        title=_("Utfall"),
        held={"nomination__doctor": DOCTOR},
        due=_rounds_over("run__round__"),
        not_yet=_not_shown("run__round__"),
    ),
    models.Run: Privacy(
        _("Kunne bevise utfallet. Det som er tatt vare på, har HPR-nummer og ingen navn."),
        _BASIS,
        _KEPT,
        ("certificate",),
        title=_("Fordelinger"),
        held={"round__frozen_nominations__doctor": DOCTOR},
        due=_rounds_over("round__"),
        left={"certificate": {}},
        many=("certificate",),
        not_yet=_not_shown("round__"),
    ),
    models.GateRules: Privacy(
        _("Vise hvem ved helseforetaket som vedtok vilkårene."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Bare nummeret på kontoen står der."),
        (),
        title=_("Vilkår for å være med"),
        held={"decided_by": USER},
    ),
    models.Round: Privacy(
        _("Kunne bevise utfallet. Lista som ble låst, har HPR-nummer og ingen navn."),
        _BASIS,
        _KEPT,
        ("frozen",),
        title=_("Runder"),
        held={"frozen_nominations__doctor": DOCTOR, "frozen_by": USER, "drawn_by": USER, "released_by": USER},
        due=_frozen_rounds_over,
        left={"frozen": {}},
        many=("frozen",),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset(
    {
        models.CallLetter,
        models.CommonHour,
        models.CommonHourYes,
        models.HoldingColumns,
        models.OfferTerms,
        models.ReadinessItem,
        models.Evaluation,
        models.PostPlace,
    }
)
"""Models of this area that hold no person."""
