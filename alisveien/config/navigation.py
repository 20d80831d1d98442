"""What the frame of every page shows: the sections in the header, who is signed in, whether this is a demonstration."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alisveien.access.demonstration import code_now
from alisveien.access.permissions import Permission, Role
from alisveien.base.actor import VISITOR, Actor

SECTIONS = (
    (_("Kommuner"), "/kommuner/"),
    (_("Helseforetak"), "/helseforetak/"),
    (_("Sykehus"), "/sykehus/"),
    (_("Kontor"), "/kontor/"),
    (_("Læringsmål"), "/laringsmal/"),
    (_("Kart"), "/kart/"),
    (_("Runder"), "/runder/"),
)


# For who is signed in: the daily ones in the header, the rest in the menu of one's own.
DAILY = (
    (_("Arbeidsliste"), "/arbeidsliste/"),
    (_("Runder"), "/runder/"),
    (_("Kommuner"), "/kommuner/"),
    (_("Helseforetak"), "/helseforetak/"),
    (_("Sykehus"), "/sykehus/"),
    (_("Kart"), "/kart/"),
)
SELDOM = (
    (_("Utdanningsvirksomheter"), "/utdanningsvirksomheter/"),
    (_("Kapasitetsplan"), "/kapasitet/"),
    (_("Lagrede visninger"), "/visninger/"),
    (_("Kontor"), "/kontor/"),
    (_("Andre organisasjoner"), "/organisasjoner/"),
    (_("Læringsmål"), "/laringsmal/"),
    (_("Hjelp"), "/hjelp/"),
)

# Sections for those who may something: what is asked for, and where it leads.
OWN_SECTIONS = (
    (Permission.KEEP_ENQUIRIES, _("Henvendelser"), "/henvendelser/"),
    (Permission.SEE_STATUS, _("Behov"), "/behov/"),
    (Permission.SEE_FIGURES, _("Behov"), "/behov/"),
    (Permission.SEE_OWN_UNIT, _("Behov"), "/behov/"),
    (Permission.DESCRIBE_ARENAS, _("Læringsarenaer"), "/laringsarenaer/"),
    (Permission.SEE_STATUS, _("Læringsarenaer"), "/laringsarenaer/"),
    (Permission.KEEP_AGREEMENTS, _("Samarbeidsavtaler"), "/avtaler/"),
    (Permission.SEE_STATUS, _("Samarbeidsavtaler"), "/avtaler/"),
    (Permission.FOLLOW_UP, _("Kontaktnett"), "/kontaktnett/"),
    (Permission.SEE_OWN_UNIT, _("Kontaktnett"), "/kontaktnett/"),
    (Permission.SEE_STATUS, _("Gammel ordning"), "/gammel-ordning/"),
    (Permission.SEE_OWN_UNIT, _("Gammel ordning"), "/gammel-ordning/"),
    (Permission.SEE_STATUS, _("Halvårsbekreftelse"), "/bekreftelser/"),
    (Permission.SEE_OWN_UNIT, _("Halvårsbekreftelse"), "/bekreftelser/"),
    (Permission.SEE_CONTACTS, _("Personer"), "/personer/"),
    (Permission.SEE_NOMINATED, _("Plan for plassene"), "/plasser/plan/"),
    (Permission.SEE_PLACED, _("Plan for plassene"), "/plasser/plan/"),
    (Permission.GIVE_ROLES, _("Tilganger"), "/tilganger/"),
    (Permission.ACT_ON_REQUEST, _("Oppdrag"), "/oppdrag/"),
    (Permission.EDIT_REGISTER, _("Registeret"), "/register/"),
    (Permission.IMPORT_NOMINATIONS, _("Innlesinger"), "/innlesinger/"),
    (Permission.SEE_NOMINATED, _("Plasser"), "/plasser/"),
    (Permission.SEE_OWN_UNIT, _("Plasser"), "/plasser/"),
    (Permission.SEE_PLACED, _("Plasser"), "/plasser/"),
    (Permission.SEE_SELF, _("Plasser"), "/plasser/"),
    (Permission.SEE_SUPERVISED, _("Plasser"), "/plasser/"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context every page has: ``sections``, ``own_sections``, ``signed_in``, ``mandates``, ``demonstration``.

    Asks neither database nor session, so that error pages can use it.
    """
    actor = getattr(request, "actor", VISITOR)
    own = list(dict.fromkeys((label, url) for permission, label, url in OWN_SECTIONS if actor.may(permission)))
    return {
        "sections": _marked(request, SECTIONS if actor.user_id is None else _daily(actor)),
        "own_sections": _marked(request, own if actor.user_id is None else _seldom(actor, own)),
        "signed_in": _signed_in(request, actor),
        "mandates": [grant for grant in actor.grants if grant.until],
        "withheld": bool(actor.withheld) and not request.path.startswith("/konto/"),
        "errand": actor.link is not None,
        "demonstration": settings.DEMONSTRATION,
        "demonstration_code": code_now() if request.path.startswith("/konto/") else "",
    }


def _daily(actor: Actor) -> list[tuple[Any, str]]:
    """The daily sections, with the nominations for those who make them or read them, the need for those who advise."""
    first, *others = DAILY
    reads = actor.may(Permission.NOMINATE) or actor.may(Permission.SEE_NOMINATED)
    nominations = [(_("Innmeldinger"), "/innmeldinger/")] if reads else []
    if actor.may(Permission.SEE_FIGURES) and not reads:  # they see how the rounds stand as figures, without names
        others[0] = (_("Behov"), "/behov/")
    return [first, *nominations, *others]


def _seldom(actor: Actor, own: list[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """What stands in the menu of one's own: the rest, none of it twice."""
    daily = {url for _label, url in _daily(actor)}
    return [(label, url) for label, url in (*own, *SELDOM) if url not in daily]


def _marked(request: HttpRequest, sections: Iterable[tuple[Any, str]]) -> list[dict[str, Any]]:
    return [{"label": label, "url": url, "current": request.path.startswith(url)} for label, url in sections]


def _signed_in(request: HttpRequest, actor: Actor) -> dict[str, Any] | None:
    """Name, initials, and the first role with its place: what the header shows of who is signed in."""
    if actor.user_id is None:
        return None
    name = getattr(request, "actor_name", "")
    held = next((grant for grant in actor.grants if not grant.until), None)
    role = held.role if held else next(iter(actor.withheld), "")
    shown = [Role(role).label.capitalize() if role else "", held.place_name if held else ""]
    words = name.split()
    return {
        "name": name,
        "initials": "".join(word[0] for word in words[:1] + words[1:][-1:]).upper(),
        "role": ", ".join(part for part in shown if part),
    }
