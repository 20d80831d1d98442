"""What nominations and rounds put on the work list: the step a round waits for, what to confirm, one's own round."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.work import Task
from alisveien.people.models import Doctor
from alisveien.placements import queries_missing, queries_moved, rules
from alisveien.placements.models import Nomination, Round
from alisveien.placements.models.calendar import Step
from alisveien.placements.queries_calendar import next_days
from alisveien.placements.queries_confirmations import asked_now
from alisveien.placements.queries_need import year_at_hand

State = Round.State
MOST = 50
MISSING = {
    queries_missing.NOT_ELIGIBLE: ngettext_lazy(
        "%(n)d innmelding fyller ikke vilkårene", "%(n)d innmeldinger fyller ikke vilkårene", "n"
    ),
    queries_missing.UNCONFIRMED: ngettext_lazy(
        "%(n)d innmelding er ikke bekreftet på et halvår", "%(n)d innmeldinger er ikke bekreftet på et halvår", "n"
    ),
    queries_missing.NOT_NOMINATED: ngettext_lazy(
        "%(n)d kommune har leger uten innmelding", "%(n)d kommuner har leger uten innmelding", "n"
    ),
    queries_missing.UNOPENED: ngettext_lazy(
        "%(n)d helseforetak har ikke åpnet runden", "%(n)d helseforetak har ikke åpnet runden", "n"
    ),
    queries_missing.CAPACITY: ngettext_lazy(
        "%(n)d helseforetak har ikke vedtatt plasser", "%(n)d helseforetak har ikke vedtatt plasser", "n"
    ),
    queries_missing.RULES: ngettext_lazy(
        "%(n)d helseforetak har ikke valgt regelsett", "%(n)d helseforetak har ikke valgt regelsett", "n"
    ),
    queries_missing.FREEZING: ngettext_lazy(
        "%(n)d helseforetak kan låse lista", "%(n)d helseforetak kan låse lista", "n"
    ),
}
"""Kind of what is missing → the words of a task on it, by how many."""
NOTICE = timedelta(days=30)


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """What waits for somebody. The number of queries does not grow with the tasks."""
    if actor.user_id is None:
        return []
    return [
        *_rounds(actor, today),
        *_nominations(actor, today),
        *_own(actor, today),
        *_region(actor, today),
    ]


def _rounds(actor: Actor, today: date) -> list[Task]:
    """The next step of each of the trust's rounds that is not released."""
    if not actor.may(Permission.FREEZE_ROUND):
        return []
    mine = Round.objects.filter(within(actor, Permission.FREEZE_ROUND, "trust"), year__gte=today.year)
    undone = mine.exclude(state=State.RELEASED).select_related("trust").defer("frozen")
    rounds = list(undone.order_by("year", "trust__sort_key")[:MOST])
    days = next_days(rounds)
    return [_next_step(actor, one, days[one.pk]) for one in rounds]


def _next_step(actor: Actor, round_: Round, days: Mapping[str, date]) -> Task:
    about = _("{trust}, runden {year}").format(trust=round_.trust.short_name or round_.trust.name, year=round_.year)
    href = reverse("placements:round_overview", args=[round_.year, round_.trust.code])
    if round_.state == State.DRAFTED and round_.capacity_decided_at is None:
        deadline = days[Step.CAPACITY]
        return Task(what=_("Vedta antall plasser"), about=about, deadline=deadline, href=href, action=_("Åpne runden"))
    if round_.state == State.JUDGED and rules.against_releasing(round_, actor):
        return Task(
            what=_("Frigivelsen venter på en annen"),
            about=_("{round}. Du låste lista, så en annen koordinator må frigi.").format(round=about),
            href=href,
            action=_("Se runden"),
            by_others=True,
        )
    words, decides = _step_in_words(round_)
    deadline = days[_step_left(round_)]
    return Task(what=words, about=about, deadline=deadline, href=href, action=_("Åpne runden"), decides=decides)


def _step_left(round_: Round) -> str:
    """The step of the calendar that is next."""
    if round_.state == State.FROZEN and rules.waits_for_the_lot(round_):
        return Step.DRAW
    return {State.DRAFTED: Step.FREEZE, State.JUDGED: Step.RELEASE}.get(State(round_.state), Step.DECIDE)


def _step_in_words(round_: Round) -> tuple[str, bool]:
    """The step, and whether it is a decision others wait for."""
    if round_.state == State.DRAFTED:
        return (_("Lås lista"), False) if round_.rules_name else (_("Velg regelsett for lista"), False)
    return {
        State.FROZEN: (_("Trekk loddet") if rules.waits_for_the_lot(round_) else _("Fordel plassene"), False),
        State.DISTRIBUTED: (_("Kontroller fordelingen"), False),
        State.JUDGED: (_("Frigi fordelingen"), True),
    }[State(round_.state)]


def _nominations(actor: Actor, today: date) -> list[Task]:
    """In one's own unit: nominations that came with a doctor, those nobody has confirmed for five months, and doctors
    without one."""
    if not actor.may(Permission.NOMINATE):
        return []
    arrived = list(queries_moved.arrivals_for(actor)[:MOST])
    due = queries_missing.unconfirmed_nominations(actor, today + NOTICE).filter(_mine(actor, "doctor__"))
    due = due.filter(~asked_now(today))  # those stand together in one task: `queries_work_confirmations`
    doctors = queries_missing.doctors_not_nominated(actor).filter(_mine(actor)).select_related("municipality")
    return [
        *(_arrived(one) for one in arrived),
        *(_confirm(one) for one in due.exclude(pk__in=[one.pk for one in arrived])[:MOST]),
        *(_nominate(one) for one in doctors.order_by("sort_key", "pk")[:MOST]),
    ]


def _mine(actor: Actor, to_doctor: str = "") -> Q:
    """The doctors one nominates; an adviser on request too."""
    own = within(actor, Permission.NOMINATE, f"{to_doctor}municipality")
    return own | within(actor, Permission.NOMINATE, f"{to_doctor}unit")


def _arrived(one: Nomination) -> Task:
    return Task(
        what=_("Bekreft innmeldingen som fulgte med legen hit"),
        about=_("{doctor}, {municipality}").format(doctor=one.name, municipality=one.municipality.name),
        href=reverse("placements:nomination_check", args=[one.pk]),
        action=_("Se over"),
    )


def _confirm(one: Nomination) -> Task:
    return Task(
        what=_("Stemmer innmeldingen fortsatt?"),
        about=_("{doctor}, {municipality}").format(doctor=one.name, municipality=one.municipality.name),
        deadline=norwegian_day(one.confirmed_at) + queries_missing.CONFIRMED_FOR,
        href=reverse("placements:nomination_check", args=[one.pk]),
        action=_("Se over"),
    )


def _nominate(doctor: Doctor) -> Task:
    return Task(
        what=_("Meld inn til sykehustjeneste"),
        about=_("{doctor}, {municipality}").format(doctor=doctor.name, municipality=doctor.municipality.name),
        href=reverse("placements:nomination_new"),
        action=_("Meld inn"),
    )


def _own(actor: Actor, today: date) -> list[Task]:
    """How the doctor's own round stands, until the year it is for is over."""
    if not actor.may(Permission.SEE_SELF):
        return []
    rounds: QuerySet[Round] = Round.objects.filter(year__gte=today.year).defer("frozen").order_by("year")
    mine = (
        Nomination.objects.filter(doctor__user=actor.user_id)
        .exclude(state=Nomination.State.WITHDRAWN)
        .select_related("doctor", "trust")
        .prefetch_related("wishes", Prefetch("trust__rounds", rounds))
    )
    return [
        _own_round(one, round_, today)
        for one in mine
        for round_ in one.trust.rounds.all()
        if round_.year in {wish.year for wish in one.wishes.all()}
    ]


def _own_round(nomination: Nomination, round_: Round, today: date) -> Task:
    about = _("{trust}, runden {year}").format(trust=nomination.trust.name, year=round_.year)
    href = reverse("placements:doctor_card", args=[round_.year, nomination.hpr_number])
    shown = round_.shown_from is None or norwegian_day(round_.shown_from) <= today
    if round_.state == State.RELEASED and shown:
        return Task(what=_("Fordelingen er frigitt"), about=about, href=href, action=_("Se utfallet ditt"))
    return Task(
        what=_("Runden du er meldt inn til, pågår"),
        about=_("{round}. Ingenting er avgjort ennå. Helseforetaket avgjør.").format(round=about),
        href=href,
        action=_("Se kortet ditt"),
        by_others=True,
    )


def _region(actor: Actor, today: date) -> list[Task]:
    """What is missing in the region, for its advisers: one task for each kind, with how many."""
    if not actor.may(Permission.ACT_ON_REQUEST):
        return []
    year = year_at_hand(actor, today)
    tasks = []
    for kind, count in queries_missing.gap_counts(actor, year, today).items():
        if count:
            by_others = kind in queries_missing.AT_TRUST
            about = _("Helseforetaket avgjør") if by_others else _("Kommunen retter, kontoret gir råd")
            what, href = MISSING[kind] % {"n": count}, _missing(year, kind)
            tasks.append(Task(what=what, about=about, href=href, action=_("Se hvor"), by_others=by_others))
    return tasks


def _missing(year: int, kind: str) -> str:
    return f"{reverse('placements:need_missing', args=[year])}?hva={kind}"
