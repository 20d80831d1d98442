"""A draft that was sent from another window of the same person: on to the nomination, with what was typed here kept."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from alisveien.access.sessions import errand_of
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.placements import queries_nomination as queries
from alisveien.placements.answers import FIELDS
from alisveien.placements.forms import STEPS
from alisveien.placements.pages import nomination_record as record
from alisveien.placements.pages import nomination_rows as rows
from alisveien.placements.services.afterwards import keep_after_sending
from alisveien.placements.views.asking import actor_of

View = Callable[..., HttpResponse]


class AlreadySent(Exception):
    """The draft asked for has become a nomination. Raised by `sent_or_missing`, answered by `leads_on_when_sent`."""

    def __init__(self, sent: queries.FoundSent) -> None:
        super().__init__()
        self.sent = sent


def sent_or_missing(request: HttpRequest, pk: int) -> Exception:
    """What to raise for a draft that is not there: that it was sent, or 404."""
    sent = queries.sent_draft_for(actor_of(request), pk, errand_of(request))
    return AlreadySent(sent) if sent else Http404()


def leads_on_when_sent(*names: str) -> Callable[[View], View]:
    """A page of a draft whose form asks ``names``, or the fields of its step: leads on when the draft has been sent."""

    def decorated(view: View) -> View:
        @wraps(view)
        def led(request: HttpRequest, pk: int, **more: str) -> HttpResponse:
            try:
                return view(request, pk, **more)
            except AlreadySent as already:
                return _led_on(request, already.sent, _typed(request, names or STEPS.get(more.get("step", ""), ())))

        return led

    return decorated


def not_saved(view: View) -> View:
    """Saving while typing: the script is told that the draft has been sent, and that sending the page keeps it."""

    @wraps(view)
    def told(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except AlreadySent:
            words = _("Innmeldingen er alt sendt fra et annet vindu. Gå videre, så tar vi vare på det du har skrevet.")
            return JsonResponse({"saved": words})

    return told


def _typed(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    if request.method != "POST":
        return {}
    left_out = {"unit"} - set(request.POST)
    return {name: request.POST.get(name, "") for name in names if name not in left_out and name in FIELDS}


def _led_on(request: HttpRequest, sent: queries.FoundSent, typed: Mapping[str, str]) -> HttpResponse:
    """To the nomination, or to the draft that holds what was typed here; a page with it where neither can be opened."""
    by = actor_of(request)
    if by.is_visitor:
        return _told(request, sent, typed)
    if queries.nomination_seen(by, sent.nomination_id, timezone.localdate()) is None:
        raise Http404
    try:
        kept = keep_after_sending(nomination=sent.nomination, typed=typed, by=by, at=timezone.now())
    except (RuleBroken, NotAllowed):
        return _told(request, sent, typed)
    if kept is None:
        messages.info(request, was_sent(sent))
        return redirect("placements:nomination", sent.nomination_id)
    new = kept.nomination is None
    words = _("Det du skrev i dette vinduet, gjelder en annen lege, og er lagt i et nytt utkast som ikke er sendt.")
    other = _("Det du skrev i dette vinduet, er ikke sendt. Det er tatt vare på her, merket «endret».")
    messages.warning(request, f"{was_sent(sent)} {words if new else other}")
    return redirect("placements:draft", kept.pk)


def was_sent(sent: queries.FoundSent) -> str:
    """When it was sent and by whom: always by the one who asks, in another window."""
    return _("Innmeldingen ble sendt av deg {at}, fra et annet vindu.").format(at=record.moment(sent.sent_at))


def _told(request: HttpRequest, sent: queries.FoundSent, typed: Mapping[str, str]) -> HttpResponse:
    """A page that says that it was sent, with what was typed here so that nothing is lost."""
    by, today = actor_of(request), timezone.localdate()
    choices = queries.choices_for(by, sent.nomination.municipality, today, kept=[])
    lines: list[Any] = [row for row in rows.rows_of(typed, choices, today) if not row.missing]
    context = {"was_sent": was_sent(sent), "rows": lines, "crumbs": [(_("Innmeldingen er alt sendt"), "")]}
    return render(request, "placements/nomination_sent.html", context, status=409 if typed else 410)
