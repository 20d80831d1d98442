"""The half-yearly confirmation in words: what was answered, and the deeds of the journal."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.journal.models import Entry
from alisveien.journal.words import Telling, Told
from alisveien.placements.models import Nomination, Question

State = Nomination.State


def answer_in_words(question: Question) -> str:
    """What was answered of a doctor: «stemmer», «endret», or why the place is not needed any more."""
    one = question.nomination
    if one.state == State.WITHDRAWN:
        return _("trenger ikke plass: {why}").format(why=Nomination.Ended(one.ended_code).label)
    if one.state == State.CLOSED:
        return _("innmeldingen er avsluttet")
    return _("endret") if one.version != question.version else _("stemmer")


def tell_answered(question: Question) -> str:
    """That somebody else answered for a doctor, and when."""
    one = question.nomination
    at = date_format(timezone.localtime(one.ended_at or one.confirmed_at), r"j. F Y \k\l. H.i")
    words = _("{doctor}: En annen svarte {at} ({answer}). Det du sendte for denne legen, er ikke lagret.")
    return words.format(doctor=one.doctor.name, at=at, answer=answer_in_words(question))


def _planned(entry: Entry) -> Told:
    after = entry.after or {}
    return Told(_("Halvårsbekreftelsen {half} ble planlagt").format(half=after.get("half", "")), (), _campaign(entry))


def _started(entry: Entry) -> Told:
    count = (entry.after or {}).get("doctors", 0)
    words = ngettext(
        "Halvårsbekreftelsen ble satt i gang for {count} lege",
        "Halvårsbekreftelsen ble satt i gang for {count} leger",
        count,
    )
    return Told(words.format(count=count), (), _campaign(entry))


def _campaign(entry: Entry) -> str:
    return reverse("placements:campaign", args=[entry.about_id])


def _asked(entry: Entry) -> Told:
    return Told(_("Lederen ble bedt om å bekrefte innmeldingene"), (), reverse("placements:confirmations"))


def _reminded(entry: Entry) -> Told:
    return Told(_("Lederen ble minnet om å bekrefte innmeldingene"), (), reverse("placements:confirmations"))


def _terms(entry: Entry) -> Told:
    return Told(_("Tidene for halvårsbekreftelsen ble endret"), (), reverse("placements:campaign_terms"))


TELLINGS: dict[str, Telling] = {
    "placements.campaign.planned": _planned,
    "placements.campaign.started": _started,
    "placements.call.asked": _asked,
    "placements.call.reminded": _reminded,
    "placements.terms.set": _terms,
}
"""Kind → how it is told in the journal."""
