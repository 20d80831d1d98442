"""The jobs of this area: workbooks too long to be read while somebody waits, and letters."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from alisveien.access.queries import actor_for
from alisveien.accounts.models import User
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.jobs import job
from alisveien.base.long_work import Ended, Progress, long_job
from alisveien.placements import sources
from alisveien.placements.models import PlanDraft, Round, Workbook
from alisveien.placements.pages import intake as pages
from alisveien.placements.queries import rejected_of
from alisveien.placements.queries_offers import due_to_be_sent, due_to_expire
from alisveien.placements.services import calling, stay_deeds, workbooks
from alisveien.placements.services.offer_answers import expire_offer
from alisveien.placements.services.offer_letters import send_offer
from alisveien.placements.services.planner_letters import write_plan_letters
from alisveien.placements.services.readiness_letters import remind_of_readiness
from alisveien.placements.services.release import write_release_letters


@long_job("placements.try_workbook")
def try_workbook(progress: Progress, *, workbook_id: int) -> Ended:
    """Find what reading a long workbook in would do, and keep it for its page. Done twice, it finds the same."""
    workbook = _workbook(workbook_id)
    if workbook is None:
        return _gone()
    here = reverse("placements:intake_check", args=[workbook.pk])
    if workbook.intake_id is not None:
        return Ended(_("Arbeidsboken er alt lest inn."), here)
    by, today = _sender(workbook), norwegian_day(timezone.now())
    try:
        trial = workbooks.try_workbook(workbook=workbook, by=by, today=today, progress=progress.step, most=pages.MOST)
    except NotAllowed:
        return _not_allowed()
    except RuleBroken as broken:
        problem = " ".join(broken.reasons)
        workbooks.keep_trial(workbook=workbook, checked={}, problem=problem, by=by)
        return Ended(problem, here)
    tried = pages.tried_of(trial, sources.register_for(by, today))
    workbooks.keep_trial(workbook=workbook, checked=tried.as_data(), problem="", by=by)
    return Ended(_("Ingenting er lagret ennå. {counts}").format(counts=pages.summary_of(tried.counts)), here)


@long_job("placements.read_workbook_in")
def read_workbook_in(progress: Progress, *, workbook_id: int) -> Ended:
    """Read a long workbook in, whole. A worker that dies has written nothing; the next one begins anew."""
    workbook = _workbook(workbook_id)
    if workbook is None:
        return _gone()
    by = _sender(workbook)
    try:
        intake = workbooks.read_workbook_in(workbook=workbook, by=by, at=timezone.now(), progress=progress.step)
    except NotAllowed:
        return _not_allowed()
    counts = pages.counts_of(intake, rejected_of(intake).count())
    return Ended(pages.summary_of(counts), reverse("placements:intake_faults", args=[intake.pk]))


@job("placements.forget_workbook")
def forget_workbook(workbook_id: int) -> None:
    """Throw away a workbook that was sent seven days ago and never read in."""
    workbooks.forget_workbook(workbook_id=workbook_id)


@job("placements.tell_about_release")
def tell_about_release(round_id: int) -> None:
    """Write to doctors and leaders that a round is released. Done twice, nobody gets two letters."""
    round_ = Round.objects.select_related("trust").filter(pk=round_id).first()
    if round_ is not None:
        write_release_letters(round_=round_, at=timezone.now())


@job("placements.open_campaign")
def open_campaign(campaign_id: int) -> None:
    """Write the letters of a half-yearly confirmation. Done twice, nobody gets two."""
    calling.open_campaign(campaign_id=campaign_id, at=timezone.now())


@job("placements.remind_campaign")
def remind_campaign(campaign_id: int, number: int) -> None:
    """Remind the leaders who have not answered. Done twice, nobody gets two."""
    calling.remind_campaign(campaign_id=campaign_id, number=number, at=timezone.now())


@job("placements.move_placements_on")
def move_placements_on() -> None:
    """Begin the placements whose day has come and complete those that are over. Done twice, the second does nothing."""
    stay_deeds.move_placements_on(at=timezone.now())


@app.periodic(cron="11 1 * * *")
@app.task(name="placements.move_on_at_night", queueing_lock="placements.move_on_at_night")
def move_on_at_night(timestamp: int) -> None:
    """Every night at 01.11 by the clock of the machine."""
    move_placements_on()


@app.periodic(cron="23 6 * * *")
@app.task(name="placements.remind_in_the_morning", queueing_lock="placements.remind_in_the_morning")
def remind_in_the_morning(timestamp: int) -> None:
    """Every morning: write to those who have lines of the readiness lists left. Done twice, nobody gets two letters."""
    remind_of_readiness(at=timezone.now())


@job("placements.tell_about_plan")
def tell_about_plan(draft_id: int, back: bool) -> None:  # noqa: FBT001 - a job's arguments are plain values
    """Write to those a published plan moves, or moved before it was taken back. Done twice, nobody gets two letters."""
    draft = PlanDraft.objects.select_related("trust").filter(pk=draft_id).first()
    if draft is not None:
        write_plan_letters(draft=draft, back=back, at=timezone.now())


@job("placements.send_offers")
def send_offers() -> None:
    """Send every offer whose hour has come, one at a time. Done twice, nobody gets two."""
    at = timezone.now()
    for pk in due_to_be_sent(at):
        send_offer(offer_id=pk, at=at)


@job("placements.expire_offers")
def expire_offers() -> None:
    """End every offer whose time is out, and send what goes to the next in line. Done twice, nothing more happens."""
    at = timezone.now()
    for pk in due_to_expire(at):
        expire_offer(offer_id=pk, at=at)
    send_offers()


@app.periodic(cron="7,37 * * * *")
@app.task(name="placements.see_to_offers", queueing_lock="placements.see_to_offers")
def see_to_offers(timestamp: int) -> None:
    """Twice an hour, should a job of a set hour have been lost."""
    expire_offers()


def _workbook(pk: int) -> Workbook | None:
    return Workbook.objects.select_related("place", "document").filter(pk=pk).first()


def _sender(workbook: Workbook) -> Actor:
    """The one who sent it, with what that person may now; the second factor was used when it was sent."""
    return actor_for(User.objects.get(pk=workbook.by_id), timezone.now(), second_factor=True)


def _gone() -> Ended:
    return Ended(_("Arbeidsboken er kastet, og ingenting er lest inn."), reverse("placements:intakes"))


def _not_allowed() -> Ended:
    return Ended(_("Du har ikke lenger tilgang til å lese inn for stedet. Ingenting er lest inn."))
