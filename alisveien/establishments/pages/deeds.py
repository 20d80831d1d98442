"""The words of the four deeds: heading, lead, button and receipt."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alisveien.establishments.services import registering as services


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed as its page tells it. ``do`` is the service behind it."""

    heading: str
    lead: str
    button: str
    done: str
    do: Callable[..., object]


def _application() -> Deed:
    return Deed(
        heading=_("Registrer søknad"),
        lead=_("Virksomheten søker Helsedirektoratet. Her skriver kontoret ned at det er gjort."),
        button=_("Registrer søknaden"),
        done=_("Søknaden er registrert. Du kan angre i loggen."),
        do=services.register_application,
    )


def _decision() -> Deed:
    return Deed(
        heading=_("Registrer vedtak"),
        lead=_("Helsedirektoratet avgjør. Her skriver kontoret ned hva som er vedtatt."),
        button=_("Registrer vedtaket"),
        done=_("Vedtaket er registrert. Du kan angre i loggen."),
        do=services.register_decision,
    )


def _withdrawal() -> Deed:
    return Deed(
        heading=_("Registrer at søknad eller registrering er trukket"),
        lead=_("Tjenesten før denne dagen teller fortsatt."),
        button=_("Registrer at den er trukket"),
        done=_("Det er registrert. Du kan angre i loggen."),
        do=services.register_withdrawal,
    )


def _reason() -> Deed:
    return Deed(
        heading=_("Noter hvorfor det ikke er søkt"),
        lead=_("Grunnen hjelper kontoret å gi råd. Den vises ikke for andre enn kontoret og kommunen."),
        button=_("Noter grunnen"),
        done=_("Grunnen er notert. Du kan angre i loggen."),
        do=services.note_reason,
    )


DEEDS: dict[str, Callable[[], Deed]] = {
    "soknad": _application,
    "vedtak": _decision,
    "trekk": _withdrawal,
    "grunn": _reason,
}
