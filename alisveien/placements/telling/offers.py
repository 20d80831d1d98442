"""Offers in words: where one is, how it stands, why it came, and the deeds of the journal."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.journal.models import Entry
from alisveien.journal.words import Telling, Told
from alisveien.placements.models import Offer

State = Offer.State


def moment_with_weekday(at: datetime) -> str:
    """An instant as «fredag 5. mars 2027 kl. 23.59», Norwegian time."""
    return date_format(timezone.localtime(at), r"l j. F Y \k\l. H.i").lower()


def why_offered(offer: Offer) -> str:
    """Why just this doctor was offered it, said to the doctor."""
    half = f"P{offer.post.half} {offer.post.year}"
    trust = offer.nomination.trust.short_name or offer.nomination.trust.name
    words = {
        Offer.Why.ROUND: _("Du fikk tilbudet fordi fordelingen ved {trust} ga deg en plass i {half}."),
        Offer.Why.FREED: _(
            "Du fikk tilbudet fordi en plass i {half} ble ledig, og du sto først av dem som ønsket den."
        ),
        Offer.Why.BETTER: _(
            "Du fikk dette tilbudet i stedet for det forrige, fordi et ønske du satte høyere, ble ledig."
        ),
        Offer.Why.VACANCY: _(
            "Du fikk tilbudet fordi plassen i {half} sto ledig, og {trust} spurte deg etter kriteriene."
        ),
    }[Offer.Why(offer.why)]
    return words.format(trust=trust, half=half)


def _about(entry: Entry, words: str) -> Told:
    return Told(words, (), reverse("placements:offer", args=[entry.about_id]))


def _made(entry: Entry) -> Told:
    words = {
        Offer.Why.ROUND: _("Tilbudet ble klargjort da fordelingen ble frigitt"),
        Offer.Why.FREED: _("Tilbudet gikk til neste i lista"),
        Offer.Why.BETTER: _("Et bedre ønske ble ledig"),
        Offer.Why.VACANCY: _("En ledig plass ble tilbudt"),
    }
    return _about(entry, words[Offer.Why((entry.after or {})["why"])])


def _made_all(entry: Entry) -> Told:
    after = cast("dict[str, int]", entry.after or {})
    return Told(_("{count} tilbud ble klargjort").format(count=after["offers"]), (), reverse("placements:offers"))


def _sent(entry: Entry) -> Told:
    return _about(entry, _("Tilbudet ble sendt"))


def _ended(entry: Entry) -> Told:
    after = entry.after or {}
    words = {
        State.ACCEPTED: _("Tilbudet ble tatt imot"),
        State.DECLINED: _("Det ble svart nei til tilbudet"),
        State.EXPIRED: _("Svarfristen gikk ut"),
        State.REPLACED: _("Tilbudet ble byttet i et bedre"),
        State.RECALLED: _("Tilbudet ble trukket: plassen falt bort"),
        State.DEFERRED: _("Plassen ble utsatt"),
    }[State(after["state"])]
    return _about(entry, _("{words}, på vegne av legen").format(words=words) if after.get("on_behalf") else words)


def _asked(entry: Entry) -> Told:
    return _about(entry, _("Det ble bedt om utsettelse"))


def _refused(entry: Entry) -> Told:
    return _about(entry, _("Utsettelsen ble avslått, og legen fikk ny svarfrist"))


def _terms(entry: Entry) -> Told:
    return Told(_("Vilkårene for tilbudene ble satt"))


def _common_hour(words: Callable[[], str]) -> Telling:
    """Words about the common hour of the region: ``{hour}`` is filled in."""

    def telling(entry: Entry) -> Told:
        at = datetime.fromisoformat((entry.after or {})["shown_from"])
        return Told(words().format(hour=moment_with_weekday(at)))

    return telling


def _short_notice(entry: Entry) -> Told:
    can = (entry.after or {}).get("can")
    words = _("Legen kan begynne på kort varsel") if can else _("Legen kan ikke lenger begynne på kort varsel")
    return Told(words, (), reverse("placements:nomination", args=[entry.about_id]))


def _headings(entry: Entry) -> Told:
    return Told(_("Kolonnene til personalsystemet ble lagret"), (), reverse("placements:holding"))


TELLINGS: dict[str, Telling] = {
    "placements.round.offers_made": _made_all,
    "placements.round.terms_set": _terms,
    "placements.round.common_hour_proposed": _common_hour(lambda: _("Foreslo felles dag og time i regionen: {hour}")),
    "placements.round.common_hour_joined": _common_hour(lambda: _("Sa ja til felles dag og time: {hour}")),
    "placements.round.common_hour_declined": _common_hour(lambda: _("Sa nei til felles dag og time: {hour}")),
    "placements.round.common_hour_left": _common_hour(lambda: _("Trakk seg fra felles dag og time: {hour}")),
    "placements.nomination.short_notice": _short_notice,
    "placements.holding.headings_kept": _headings,
    "placements.offer.made": _made,
    "placements.offer.sent": _sent,
    "placements.offer.accepted": _ended,
    "placements.offer.declined": _ended,
    "placements.offer.expired": _ended,
    "placements.offer.replaced": _ended,
    "placements.offer.recalled": _ended,
    "placements.offer.deferred": _ended,
    "placements.offer.deferral_asked": _asked,
    "placements.offer.deferral_refused": _refused,
}
"""Kind → how it is told in the journal."""

NAMED: dict[str, tuple[str, ...]] = {"placements.offer": ()}
"""What the tellings name besides the thing itself."""
