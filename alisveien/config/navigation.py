"""What the frame of every page shows: the sections in the header, and whether this is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

SECTIONS = (
    (_("Kommuner"), "/kommuner/"),
    (_("Helseforetak"), "/helseforetak/"),
    (_("Sykehus"), "/sykehus/"),
    (_("Kontor"), "/kontor/"),
    (_("Læringsmål"), "/laringsmal/"),
    (_("Kart"), "/kart/"),
    (_("Runder"), "/runder/"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context every page has: ``sections`` with the current one marked, ``demonstration``.

    Asks neither database nor session, so that error pages can use it.
    """
    sections = [{"label": label, "url": url, "current": request.path.startswith(url)} for label, url in SECTIONS]
    return {"sections": sections, "demonstration": settings.DEMONSTRATION}
