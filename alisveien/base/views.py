"""The pages that belong to no area: health, and what is said when something is wrong."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def _said(request: HttpRequest, status: int, title: str, lead: str, advice: list[str]) -> HttpResponse:
    """A page in the common frame that says what happened and what to do. Touches no database."""
    context = {"status": status, "title": title, "lead": lead, "advice": advice, "help": ""}
    response = render(request, "base/error.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form holds something we cannot read."""
    return _said(
        request,
        400,
        _("Vi forstår ikke adressen"),
        _("Noe i adressen er skrevet på en måte vi ikke kan lese."),
        [_("Gå tilbake og prøv lenken på nytt."), _("Fjern det som står etter spørsmålstegnet i adressen.")],
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the actor may not. The reason is shown when the deed gave one."""
    reason = str(exception) if exception and str(exception) else _("Siden krever en tilgang du ikke har.")
    return _said(
        request,
        403,
        _("Du har ikke tilgang"),
        reason,
        [_("Spør den som er ansvarlig for opplysningene hos dere."), _("De åpne registrene kan alle se.")],
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from another place."""
    return _said(
        request,
        403,
        _("Skjemaet kunne ikke sendes"),
        _("Siden har stått åpen for lenge, eller nettleseren tillater ikke informasjonskapsler."),
        [_("Last siden på nytt og send en gang til.")],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing at the address."""
    return _said(
        request,
        404,
        _("Vi finner ikke siden"),
        _("Siden kan være flyttet, eller adressen kan være skrevet feil."),
        [_("Se etter skrivefeil i adressen."), _("Søk etter kommunen eller sykehuset øverst på siden.")],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    return _said(
        request,
        500,
        _("Noe gikk galt hos oss"),
        _("Feilen er vår, og den er skrevet i loggen. Ingenting du har lagret, er gått tapt."),
        [_("Prøv igjen om litt."), _("Skjer det flere ganger, si fra om hva du prøvde å gjøre og når.")],
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer. Says when to come back."""
    response = _said(
        request,
        503,
        _("Alisveien svarer ikke akkurat nå"),
        _("Vi får ikke kontakt med databasen. Det varer som regel bare et øyeblikk."),
        [_("Vent et minutt og last siden på nytt.")],
    )
    response.headers["Retry-After"] = "60"
    return response


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers as well, otherwise 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon without being asked to."""
    return HttpResponsePermanentRedirect(static("base/mark.svg"))
